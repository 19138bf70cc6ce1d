//! Packing a case: originals, dossier, records, custody, manifest and timestamps as one thing that a stranger can check.
//!
//! For whom it is decides what goes along, because a full bill holds a person's whole life.

mod explanation;
mod order;
mod plan;
mod records;

pub use juzheng_seal::Audience;
pub use order::{PackOrder, Packed, PackedVolume, Reveals};

use crate::{
    book::Book,
    case::Case,
    desk::{Desk, Report},
    error::Error,
    render::{DossierOrder, Hiding, Paper},
    seal::own_key,
};
use juzheng_dossier::{Gaps, Part, Profile};
use juzheng_model::{Digest, Offset, Originals};
use juzheng_seal::{
    Contents, CustodyLine, CustodyPin, Info, Manifest, Packer, SigningKey, State, Volume, custody_line,
};
use juzheng_vault::{Action, CustodyEntry, Seal};
use plan::{Goes, Plan};
use serde_json::json;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Program and version.
const PROGRAM: &str = concat!("Juzheng ", env!("CARGO_PKG_VERSION"));

/// What one packing works with.
struct Work<'w> {
    plan: Plan,
    manifest: Manifest,
    seal: Seal,
    key: SigningKey,
    chain: Vec<CustodyEntry>,
    order: &'w PackOrder,
    offset: Offset,
}

impl Case {
    /// How much of people who are no party of the case a package would show, and what it would withhold. Nothing is
    /// written.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn weigh_package(&self, audience: Audience) -> Result<Reveals, Error> {
        let book = Book::open(&self.vault)?;
        Ok(Plan::of(self, &book, audience)?.reveals)
    }

    /// Writes the package, and notes the export in custody.
    ///
    /// # Errors
    /// Something lies where it should go, an original is not what it was, or it cannot be written; then nothing of the
    /// volume that failed is left.
    pub fn pack(&mut self, order: &PackOrder, desk: &Desk<'_>) -> Result<Packed, Error> {
        let order = &PackOrder { out: order.place()?, ..order.clone() };
        self.is_outside(&order.out)?;
        let seal = self.sealed(desk)?;
        let book = Book::open(&self.vault)?;
        let mut plan = Plan::of(self, &book, order.audience)?;
        plan.divide(order.volume_mb);
        let work = Work {
            plan,
            manifest: self.manifest()?,
            seal,
            key: own_key()?,
            chain: self.vault.custody()?,
            order,
            offset: book.settings.offset,
        };
        let of = work.plan.volumes();
        let mut volumes = Vec::with_capacity(of as usize);
        let mut before = 0;
        for number in 1..=of {
            let out = volume_path(&order.out, number, of);
            let packed = self.volume(&work, &book, Volume { number, of }, &out, before, desk)?;
            before += packed.bytes;
            volumes.push(packed);
        }
        let detail = json!({
            "package": true,
            "path": order.out.display().to_string(),
            "for": order.audience.word(),
            "root": work.manifest.root(),
            "volumes": of,
        });
        let subjects = volumes.iter().map(|volume| volume.seal.hex()).collect();
        if self.vault.writable().is_ok() {
            self.vault.append(Action::Export, subjects, detail, desk.stamp())?;
        }
        Ok(Packed {
            path: order.out.display().to_string(),
            audience: order.audience,
            root: work.manifest.root(),
            files: volumes.iter().map(|volume| volume.files).sum(),
            bytes: volumes.iter().map(|volume| volume.bytes).sum(),
            seal: volumes[0].seal,
            volumes: if of > 1 { volumes } else { Vec::new() },
            reveals: work.plan.reveals,
        })
    }

    /// The seal of the case as it is: kept in the case where that can be, else made for the package only.
    fn sealed(&mut self, desk: &Desk<'_>) -> Result<Seal, Error> {
        if self.vault.writable().is_ok() {
            return self.seal(desk);
        }
        let manifest = self.manifest()?;
        let (bytes, key) = (manifest.bytes(), own_key()?);
        let signature = key.sign(&bytes).0.to_vec();
        Ok(Seal {
            seq: 0,
            root: manifest.root(),
            manifest: bytes,
            signature,
            public_key: key.verifying().to_pem()?,
        })
    }

    fn volume(
        &mut self,
        work: &Work<'_>,
        book: &Book,
        volume: Volume,
        out: &Path,
        before: u64,
        desk: &Desk<'_>,
    ) -> Result<PackedVolume, Error> {
        let total = work.plan.bytes().max(1);
        let progress = |bytes: u64| desk.go_on(Report::Steps((before + bytes).min(total), total));
        let when = work.offset.rfc3339(desk.now);
        let mut packer = Packer::begin(out, clock(&when), work.order.passphrase.as_deref(), &progress)?;
        let mut contents = contents(work, volume, &when);
        for (ix, goes) in work.plan.goes.iter().enumerate() {
            contents.items.push(goes.item.clone());
            if goes.item.volume == volume.number {
                self.file(&mut packer, work, ix, goes)?;
            }
        }
        packer.bytes_at("manifest.json", &work.seal.manifest)?;
        packer.bytes_at("manifest.sig", &work.seal.signature)?;
        custody(&mut packer, work, contents.custody_whole)?;
        self.earlier_seals(&mut packer)?;
        if volume.number == 1 {
            self.dossier(&mut packer, work, desk)?;
            records::write(self, book, &work.plan, work.order.audience, &mut packer)?;
        }
        packer.contents(&contents)?;
        let info = Info {
            case: work.manifest.case.id,
            root: work.manifest.root(),
            date: when[..10].to_owned(),
            program: PROGRAM.to_owned(),
            volume,
        };
        let words = explanation::of(&work.plan, &contents, &work.key.verifying().fingerprint());
        let packed = packer.finish(&info, &words, &work.key)?;
        Ok(PackedVolume {
            path: out.display().to_string(),
            files: packed.files,
            bytes: packed.bytes,
            seal: packed.seal,
        })
    }

    /// An original, or what goes along in its stead.
    fn file(&self, packer: &mut Packer<'_>, work: &Work<'_>, ix: usize, goes: &Goes) -> Result<(), Error> {
        let Some(path) = goes.item.path.as_deref().and_then(|path| path.strip_prefix("data/")) else {
            return Ok(());
        };
        let sha256 = goes.item.sha256;
        let original = || {
            let opened = self.vault.originals().open(&sha256);
            opened.map_err(|source| Error::Original { digest: sha256, source })
        };
        match goes.item.state {
            State::Original => Ok(packer.copy(path, &mut *original()?, &sha256)?),
            State::Derivative if goes.covers.is_empty() => {
                records::of_artifact(packer, path, &work.plan, work.manifest.artifacts[ix].id)
            }
            State::Derivative => {
                let mut bytes = Vec::new();
                let read = std::io::Read::read_to_end(&mut *original()?, &mut bytes);
                read.map_err(|source| Error::Original { digest: sha256, source })?;
                let covered = juzheng_dossier::covered(&bytes, &goes.covers);
                let covered = covered.ok_or_else(|| Error::Uncoverable { name: goes.item.name.clone() })?;
                Ok(packer.bytes_at(path, &covered)?)
            }
            State::Withheld => Ok(()),
        }
    }

    /// Manifests that were sealed, and the timestamps over them.
    fn earlier_seals(&self, packer: &mut Packer<'_>) -> Result<(), Error> {
        let stamps = self.vault.timestamps()?;
        let mut by_folder: BTreeMap<String, Seal> = BTreeMap::new();
        for seal in self.vault.seals()? {
            // The same root signed by another key is another seal; one is enough to carry the timestamps of both.
            by_folder.entry(seal.root.hex()[..16].to_owned()).or_insert(seal);
        }
        for (folder, seal) in &by_folder {
            let roots = |stamp: &&juzheng_vault::Timestamp| {
                self.vault
                    .seals()
                    .is_ok_and(|all| all.iter().any(|one| one.seq == stamp.seal && one.root == seal.root))
            };
            let folder = format!("seals/{folder}");
            packer.bytes_at(&format!("{folder}/manifest.json"), &seal.manifest)?;
            packer.bytes_at(&format!("{folder}/manifest.sig"), &seal.signature)?;
            packer.bytes_at(&format!("{folder}/public-key.pem"), seal.public_key.as_bytes())?;
            for (n, stamp) in stamps.iter().filter(roots).enumerate() {
                packer.bytes_at(&format!("{folder}/{}.tsr", n + 1), &stamp.reply)?;
                if let Some(query) = &stamp.query {
                    packer.bytes_at(&format!("{folder}/{}.tsq", n + 1), query)?;
                }
            }
        }
        Ok(())
    }

    fn dossier(&self, packer: &mut Packer<'_>, work: &Work<'_>, desk: &Desk<'_>) -> Result<(), Error> {
        let profile = match work.order.audience {
            Audience::Archive => Profile::Internal,
            Audience::Court | Audience::OtherSide => Profile::Court,
        };
        let hiding = hiding(work.order.audience);
        let order = DossierOrder {
            out: PathBuf::new(),
            date: work.order.date,
            gaps: if profile == Profile::Internal { Gaps::Shown } else { work.order.gaps },
            profile,
            parts: Part::usual(profile).to_vec(),
            paper: Paper { hiding, ..Paper::default() },
        };
        packer.file("证据册.pdf", |mut out| self.write_dossier(&order, &mut out, desk).map(|_| ()))?;
        Ok(())
    }

    /// A package never lands inside the case.
    fn is_outside(&self, out: &Path) -> Result<(), Error> {
        let above = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let inside = match (above.canonicalize(), self.folder().canonicalize()) {
            (Ok(above), Ok(case)) => above.starts_with(case),
            _ => false,
        };
        if inside || std::fs::symlink_metadata(out).is_ok() {
            return Err(Error::Taken { path: out.to_owned() });
        }
        Ok(())
    }
}

/// What a dossier for them hides.
fn hiding(audience: Audience) -> Hiding {
    match audience {
        Audience::Court => Hiding::Boxes,
        Audience::OtherSide => Hiding::Rules(juzheng_dossier::Rules::ALL),
        Audience::Archive => Hiding::Nothing,
    }
}

fn contents(work: &Work<'_>, volume: Volume, when: &str) -> Contents {
    let last = work.chain.last();
    let pin = CustodyPin {
        seq: last.map_or(0, |entry| entry.seq),
        digest: last.map_or(Digest([0; 32]), |entry| entry.digest),
    };
    let mut contents = Contents::of(work.order.audience, work.manifest.case.id, work.manifest.root(), pin);
    contents.made_at = when.to_owned();
    contents.program = PROGRAM.to_owned();
    contents.custody_whole = work.order.audience != Audience::OtherSide;
    contents.volume = volume;
    contents
}

fn custody(packer: &mut Packer<'_>, work: &Work<'_>, whole: bool) -> Result<(), Error> {
    let failed = |source| Error::Unwritable { path: "custody.jsonl".into(), source };
    packer.file("custody.jsonl", |out| {
        work.chain.iter().try_for_each(|entry| {
            let line = CustodyLine {
                seq: entry.seq,
                at: entry.at,
                actor: &entry.actor,
                action: &entry.action,
                subjects: &entry.subjects,
                detail: &entry.detail,
                previous: entry.previous,
                digest: entry.digest,
            };
            writeln!(out, "{}", custody_line(&line, whole)).map_err(failed)
        })
    })?;
    Ok(())
}

/// `a.zip` as `a-2.zip`, `a` as `a-2`, where there are several volumes.
fn volume_path(out: &Path, number: u32, of: u32) -> PathBuf {
    if of == 1 {
        return out.to_owned();
    }
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let lower = name.to_ascii_lowercase();
    let ending = [".zip.age", ".zip"].into_iter().find(|ending| lower.ends_with(ending)).unwrap_or_default();
    let (stem, ending) = name.split_at(name.len() - ending.len());
    out.with_file_name(format!("{stem}-{number}{ending}"))
}

/// Year, month, day, hour, minute and second of a moment in RFC 3339.
fn clock(when: &str) -> [u16; 6] {
    let mut fields = when.split(['-', 'T', ':', '+', 'Z']).map(|field| field.parse().unwrap_or(0));
    std::array::from_fn(|_| fields.next().unwrap_or(0))
}
