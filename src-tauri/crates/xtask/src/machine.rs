//! What the commands need of the machine: programs, and the system packages that bring them.

use crate::{child, console, error::Error};
use std::process::{Command, Stdio};

/// A program, and the Debian packages that bring it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    program: &'static str,
    packages: &'static [&'static str],
}

/// For building: SQLite is compiled from its C source.
pub(crate) const BUILD: &[Need] = &[Need { program: "cc", packages: &["gcc", "libc6-dev"] }];

/// For testing: other people's readers of PDF and their hashes, which check ours.
pub(crate) const TEST: &[Need] = &[
    Need { program: "qpdf", packages: &["qpdf"] },
    Need { program: "mutool", packages: &["mupdf-tools"] },
    Need { program: "pdftotext", packages: &["poppler-utils"] },
    Need { program: "openssl", packages: &["openssl"] },
];

/// For measuring: what a person would use instead.
pub(crate) const BENCH: &[Need] = &[
    Need { program: "openssl", packages: &["openssl"] },
    Need { program: "python3", packages: &["python3", "python3-venv"] },
];

/// Makes sure that the programs are there, installing what is missing where apt can and nobody objects.
///
/// # Errors
/// [`Error::Missing`] names what is still missing and the packages to install by hand.
pub(crate) fn ensure(needs: &[Need]) -> Result<(), Error> {
    let missing = missing(needs);
    if missing.is_empty() {
        console::say("System programs: all there, nothing to install.");
        return Ok(());
    }
    let packages = packages(&missing);
    console::say(&format!("System packages needed: {}", packages.join(" ")));
    if !child::is_there("apt-get") {
        console::note("There is no apt-get here to install them with.");
        return Err(absent(&missing));
    }
    if !console::agrees("Install them now with apt-get?") {
        return Err(absent(&missing));
    }
    let sudo = !is_root();
    if sudo {
        console::note("Not root: apt-get runs through sudo, which may ask for your password.");
    }
    child::run(apt_get(sudo).arg("update").arg("-q=2"), "bring the list of packages up to date")?;
    child::run(
        apt_get(sudo).args(["install", "-y", "-q=2", "--no-install-recommends"]).args(&packages),
        "install the packages",
    )?;
    let still = self::missing(needs);
    if still.is_empty() { Ok(()) } else { Err(absent(&still)) }
}

fn missing(needs: &[Need]) -> Vec<Need> {
    needs.iter().filter(|need| !is_met(need)).copied().collect()
}

fn is_met(need: &Need) -> bool {
    match need.program {
        // Rust on Windows brings or finds its own compiler, which is not called cc.
        "cc" if cfg!(windows) => true,
        "cc" => child::is_there("cc") && finds_headers(),
        // Debian ships Python without the part that makes environments.
        "python3" => child::program("python3")
            .args(["-c", "import ensurepip"])
            .output()
            .is_ok_and(|ran| ran.status.success()),
        program => child::is_there(program),
    }
}

/// A compiler without the C library's headers links Rust but cannot compile SQLite.
fn finds_headers() -> bool {
    let header = if cfg!(target_os = "linux") { "/usr/include/stdlib.h" } else { return true };
    std::path::Path::new(header).is_file()
}

fn packages(needs: &[Need]) -> Vec<&'static str> {
    let mut all: Vec<&'static str> = needs.iter().flat_map(|need| need.packages.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn absent(needs: &[Need]) -> Error {
    Error::Missing { programs: needs.iter().map(|need| need.program).collect(), packages: packages(needs) }
}

/// apt-get that waits for another apt to end and asks no questions.
fn apt_get(sudo: bool) -> Command {
    let mut command = if sudo { child::program("sudo") } else { child::program("env") };
    if sudo {
        command.arg("env");
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=550"]);
    command
}

fn is_root() -> bool {
    let answer = child::program("id").arg("-u").stderr(Stdio::null()).output();
    answer.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_its_packages_once() {
        let nowhere = |packages| Need { program: "juzheng-no-such-program", packages };
        let found = missing(&[nowhere(&["b", "a"]), nowhere(&["a"])]);
        assert_eq!(found.len(), 2);
        assert_eq!(packages(&found), ["a", "b"]);
        assert!(absent(&found).hint().is_some_and(|hint| hint.ends_with(": a b")));
    }
}
