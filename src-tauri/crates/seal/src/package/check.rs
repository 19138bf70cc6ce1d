//! Checking a package with nothing but the package: lists, signature, manifest, originals, custody and timestamps.

mod items;
mod seals;

pub use super::source::{is_encrypted, is_package};
pub use seals::CheckedStamp;

use super::{
    bag::{self, BAGIT, Listed},
    chain::{self, Walked},
    contents::{Contents, State},
    source::Source,
};
use crate::{
    error::Error,
    key::{Signature, VerifyingKey},
    manifest::{self, Manifest},
    stamp::Roots,
};
use juzheng_model::{Digest, Id, digest::Hasher};
use std::{
    collections::{BTreeMap, HashMap},
    io::{self, BufReader, Read},
    path::Path,
};

/// How something that was checked stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// 一致: it is what it should be.
    Same,
    /// 不一致: it is something else.
    Differs,
    /// 缺失: it should be there and is not.
    Missing,
    /// 多出: it is there and should not be.
    Extra,
    /// 无法验证: nothing speaks against it, but it could not be checked.
    Unverifiable,
}

/// What checking a package gave.
#[derive(Debug, Clone)]
pub struct Check {
    /// What the package says of itself; `None` where that does not read.
    pub contents: Option<Contents>,
    /// The manifest of the case; `None` where it does not read.
    pub manifest: Option<Manifest>,
    /// Every artifact of the case, in the order of the manifest, then files that should not be there.
    pub items: Vec<CheckedItem>,
    /// Every timestamp.
    pub stamps: Vec<CheckedStamp>,
    /// The fingerprint of the key that signed the package.
    pub key: Option<Digest>,
    /// Whether that signature holds.
    pub signature: Standing,
    /// Files whose checksums were worked out.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Artifacts that were compared by both fingerprints.
    pub artifacts: u64,
    /// Custody entries that were followed.
    pub custody: u64,
    /// What does not hold; empty where all does.
    pub problems: Vec<Problem>,
}

/// An artifact, or a file that should not be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedItem {
    /// Its id; `None` of a file that should not be there.
    pub artifact: Option<Id>,
    /// Its file name as it came; of a file that should not be there its path.
    pub name: String,
    /// Where it lies in the package.
    pub path: Option<String>,
    /// Whether its bytes go along.
    pub state: State,
    /// How it stands. What is withheld, or lies in another volume, cannot be checked here.
    pub standing: Standing,
    /// The volume in which it lies, where that is another one.
    pub elsewhere: Option<u32>,
}

/// Something that does not hold. The words hang on the code elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is; the arguments are named behind each code:
    ///
    /// - `package-file-missing`, `package-file-extra`: path
    /// - `package-file-changed`: path, SHA-256 in the list, SHA-256 as it is
    /// - `package-file-unreadable`: path, why
    /// - `package-file-refused`: path, why (`link`, `kind`, `path`, `name`, `zip`)
    /// - `package-list-damaged`: path
    /// - `package-signature-fails`: none
    /// - `package-manifest-damaged`: path, why
    /// - `package-original-differs`: path
    /// - `package-custody-broken`: number of the first entry that does not hold
    /// - `package-custody-cut`: number of the pinned entry
    /// - `package-seal-fails`: root
    /// - `timestamp-fails`: path, why
    pub code: &'static str,
    /// The artifact that it concerns.
    pub artifact: Option<Id>,
    /// What the words of the code are filled with.
    pub args: Vec<String>,
}

/// Checks the package at `path`, which is opened with the passphrase where it is encrypted. `progress` hears bytes done and in all, and answers whether to go on.
///
/// # Errors
/// [`Error::NoPackage`], [`Error::Locked`], [`Error::WrongPassphrase`], [`Error::Read`], [`Error::Stopped`]. Damage is no
/// error.
pub fn check(
    path: &Path,
    passphrase: Option<&str>,
    roots: &Roots,
    progress: &dyn Fn(u64, u64) -> bool,
) -> Result<Check, Error> {
    let source = Source::open(path, passphrase)?;
    let total = source.files.values().fold(0, |sum: u64, size| sum.saturating_add(*size));
    let mut checking = Checking {
        source,
        roots,
        progress,
        total,
        known: BTreeMap::new(),
        sm3: HashMap::new(),
        done: Check {
            contents: None,
            manifest: None,
            items: Vec::new(),
            stamps: Vec::new(),
            key: None,
            signature: Standing::Missing,
            files: 0,
            bytes: 0,
            artifacts: 0,
            custody: 0,
            problems: Vec::new(),
        },
    };
    checking.run()?;
    Ok(checking.done)
}

struct Checking<'c> {
    source: Source,
    roots: &'c Roots,
    progress: &'c dyn Fn(u64, u64) -> bool,
    total: u64,
    /// The SHA-256 of every file that was read.
    known: BTreeMap<String, Digest>,
    /// The SM3 of the originals.
    sm3: HashMap<String, Digest>,
    done: Check,
}

impl Checking<'_> {
    fn run(&mut self) -> Result<(), Error> {
        for (path, why) in std::mem::take(&mut self.source.refused) {
            self.problem("package-file-refused", None, [path, why.to_owned()]);
        }
        // What is small and says what the rest is comes first; then everything is read once.
        self.done.contents = self.parsed("data/package.json", Contents::parse);
        self.done.manifest = self.parsed("data/manifest.json", Manifest::parse);
        let tags = self.listed("tagmanifest-sha256.txt");
        let payload = self.listed("manifest-sha256.txt");
        self.files(&tags, |path| !path.starts_with("data/") && !UNLISTED.contains(&path))?;
        self.files(&payload, |path| path.starts_with("data/"))?;
        self.signature();
        let walked = self.custody();
        self.seals(walked.as_ref());
        self.items();
        self.pieces();
        Ok(())
    }

    fn problem(&mut self, code: &'static str, artifact: Option<Id>, args: impl IntoIterator<Item = String>) {
        self.done.problems.push(Problem { code, artifact, args: args.into_iter().collect() });
    }

    /// A small file that has one spelling.
    fn parsed<T>(&mut self, path: &str, parse: impl FnOnce(&[u8]) -> Result<T, Error>) -> Option<T> {
        // A missing one is found by the lists.
        let read = self.source.whole(path, manifest::MOST)?;
        match read
            .map_err(|error| error.to_string())
            .and_then(|bytes| parse(&bytes).map_err(|e| e.to_string()))
        {
            Ok(value) => Some(value),
            Err(why) => {
                self.problem("package-manifest-damaged", None, [path.to_owned(), why]);
                None
            }
        }
    }

    fn listed(&mut self, path: &str) -> Listed {
        let read = self.source.whole(path, bag::MOST);
        let listed = read.and_then(Result::ok).and_then(|bytes| bag::parse(&bytes));
        if listed.is_none() {
            self.problem("package-list-damaged", None, [path.to_owned()]);
        }
        listed.unwrap_or_default()
    }

    /// Every listed file is what the list says, and no other of its kind lies there.
    fn files(&mut self, listed: &Listed, of_this_kind: impl Fn(&str) -> bool) -> Result<(), Error> {
        let originals: HashMap<String, Id> = self
            .done
            .contents
            .iter()
            .flat_map(|contents| &contents.items)
            .filter(|item| item.state == State::Original)
            .filter_map(|item| Some((item.path.clone()?, Id::of(&item.sha256))))
            .collect();
        for (path, wanted) in listed {
            let artifact = originals.get(path).copied();
            let both = artifact.is_some();
            let progress = self.progress;
            let (before, total) = (self.done.bytes, self.total);
            let hashed =
                self.source.read(path, |file| fingerprint(file, both, &|n| progress(before + n, total)));
            match hashed {
                None => self.problem("package-file-missing", artifact, [path.clone()]),
                Some(Err(error)) if error.kind() == io::ErrorKind::Interrupted => return Err(Error::Stopped),
                Some(Err(error)) => {
                    self.problem("package-file-unreadable", artifact, [path.clone(), error.to_string()]);
                }
                Some(Ok((size, is, sm3))) => {
                    self.done.files += 1;
                    self.done.bytes += size;
                    self.known.insert(path.clone(), is);
                    if let Some(sm3) = sm3 {
                        self.sm3.insert(path.clone(), sm3);
                    }
                    if is != *wanted {
                        let args = [path.clone(), wanted.hex(), is.hex()];
                        self.problem("package-file-changed", artifact, args);
                    }
                }
            }
        }
        let extra: Vec<String> = self
            .source
            .files
            .keys()
            .filter(|path| of_this_kind(path) && !listed.contains_key(*path))
            .cloned()
            .collect();
        for path in extra {
            self.done.items.push(CheckedItem {
                artifact: None,
                name: path.clone(),
                path: Some(path.clone()),
                state: State::Original,
                standing: Standing::Extra,
                elsewhere: None,
            });
            self.problem("package-file-extra", None, [path]);
        }
        Ok(())
    }

    /// The signature over the list of everything.
    fn signature(&mut self) {
        let list = self.source.whole("tagmanifest-sha256.txt", bag::MOST).and_then(Result::ok);
        let signature = self.source.whole("package.sig", 1 << 10).and_then(Result::ok);
        let key = self.key("public-key.pem");
        self.done.key = key.map(|key| key.fingerprint());
        let signed = list.zip(signature).zip(key);
        let holds = signed.is_some_and(|((list, signature), key)| {
            Signature::from_slice(&signature).is_some_and(|signature| key.verifies(&list, &signature))
        });
        self.done.signature = if holds { Standing::Same } else { Standing::Differs };
        if !holds {
            self.problem("package-signature-fails", None, []);
        }
    }

    fn key(&mut self, path: &str) -> Option<VerifyingKey> {
        let pem = self.source.whole(path, 1 << 12)?.ok()?;
        VerifyingKey::from_pem(std::str::from_utf8(&pem).ok()?).ok()
    }

    /// The custody chain, its pinned entry and its end.
    fn custody(&mut self) -> Option<Walked> {
        let whole = self.done.contents.as_ref().is_none_or(|contents| contents.custody_whole);
        let walked = self.source.read("data/custody.jsonl", |file| {
            chain::walk(&mut BufReader::with_capacity(1 << 18, file), whole)
        })?;
        let walked = walked.ok()?;
        self.done.custody = walked.entries;
        if let Some(seq) = walked.broken {
            self.problem("package-custody-broken", None, [seq.to_string()]);
        }
        let pins = [
            self.done.manifest.as_ref().map(|manifest| manifest.custody),
            self.done.contents.as_ref().map(|contents| contents.custody),
        ];
        for pin in pins.into_iter().flatten() {
            let at = usize::try_from(pin.seq).ok().and_then(|seq| seq.checked_sub(1));
            if at.and_then(|at| walked.digests.get(at)) != Some(&pin.digest) {
                self.problem("package-custody-cut", None, [pin.seq.to_string()]);
            }
        }
        Some(walked)
    }

    /// What every package has: its declaration, byte by byte, and the files without which nothing can be said.
    fn pieces(&mut self) {
        let declared = self.source.whole("bagit.txt", 1 << 10).and_then(Result::ok);
        if declared.is_some_and(|declared| declared != BAGIT.as_bytes()) {
            self.problem("package-list-damaged", None, ["bagit.txt".to_owned()]);
        }
        for path in ["data/package.json", "data/manifest.json", "data/manifest.sig", "data/custody.jsonl"] {
            let told =
                self.done.problems.iter().any(|problem| problem.args.first().is_some_and(|arg| arg == path));
            if !self.source.files.contains_key(path) && !told {
                self.problem("package-file-missing", None, [path.to_owned()]);
            }
        }
    }
}

/// The tag files that no list names: the list itself and the signature over it.
const UNLISTED: [&str; 2] = ["tagmanifest-sha256.txt", "package.sig"];

/// Size, SHA-256 and, where both are wanted, SM3.
fn fingerprint(
    file: &mut dyn Read,
    both: bool,
    go_on: &dyn Fn(u64) -> bool,
) -> io::Result<(u64, Digest, Option<Digest>)> {
    use sm3::Digest as _;
    let (mut sha256, mut sm3) = (Hasher::default(), both.then(sm3::Sm3::new));
    let mut block = vec![0; 1 << 18];
    let mut size = 0;
    loop {
        let read = file.read(&mut block)?;
        if read == 0 {
            let sm3 = sm3.map(|sm3| Digest(sm3.finalize().into()));
            return Ok((size, sha256.finish(), sm3));
        }
        sha256.update(&block[..read]);
        if let Some(sm3) = &mut sm3 {
            sm3.update(&block[..read]);
        }
        size += read as u64;
        if !go_on(size) {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
}
