//! Seals and timestamps as they are shown.

use super::TrustedRoots;
use crate::words::{self, Lang};
use juzheng_model::{Digest, Offset};
use juzheng_seal::{Stamped, Standing};
use serde::Serialize;

/// How something that was checked stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum StandingShape {
    /// 一致
    Same,
    /// 不一致
    Differs,
    /// 缺失
    Missing,
    /// 多出
    Extra,
    /// 无法验证
    Unverifiable,
}

impl From<Standing> for StandingShape {
    fn from(standing: Standing) -> StandingShape {
        match standing {
            Standing::Same => StandingShape::Same,
            Standing::Differs => StandingShape::Differs,
            Standing::Missing => StandingShape::Missing,
            Standing::Extra => StandingShape::Extra,
            Standing::Unverifiable => StandingShape::Unverifiable,
        }
    }
}

/// A sealed manifest.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SealShape {
    /// The root of the manifest.
    pub root: Digest,
    /// The custody entry that made it.
    pub sealed: u64,
    /// Whether the case is still as it was sealed.
    pub current: bool,
    /// Whether manifest and signature hold, and the case still has what was sealed.
    pub standing: StandingShape,
    /// The fingerprint of the key that signed.
    pub key: Option<Digest>,
    /// What does not hold.
    pub why: Option<String>,
    /// The timestamps over the root.
    pub timestamps: Vec<StampShape>,
}

/// A timestamp that was checked offline.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StampShape {
    /// The address that was asked, or the name of the file that was brought.
    pub source: String,
    /// The root that it should be over.
    pub root: Digest,
    /// Whether it is over that root and its signature holds.
    pub standing: StandingShape,
    /// The moment that the authority gives, in the offset of the case (RFC 3339).
    pub at: Option<String>,
    /// Digits of its fraction of a second.
    pub fraction: String,
    /// How far the authority's clock may be off, in microseconds.
    #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
    pub accuracy_us: Option<u64>,
    /// Who signed, as the certificate names it.
    pub authority: String,
    /// Who certified it.
    pub issuer: String,
    /// The number of the token.
    pub serial: String,
    /// The rules under which it was given.
    pub policy: String,
    /// The root certificate that the user trusts and to which the chain leads; `null`: the authority was not verified.
    pub trusted_root: Option<String>,
    /// What does not hold or was not checked.
    pub why: Option<String>,
}

impl SealShape {
    /// With what is wrong with its timestamps said in a language.
    pub(crate) fn in_words(self, lang: Lang) -> SealShape {
        let timestamps = self.timestamps.into_iter().map(|stamp| stamp.in_words(lang)).collect();
        SealShape { timestamps, ..self }
    }
}

impl StampShape {
    /// With what is wrong said in a language.
    pub(crate) fn in_words(self, lang: Lang) -> StampShape {
        let why = self.why.map(|why| words::stamp_fault(&why, lang));
        StampShape { why, ..self }
    }

    pub(crate) fn new(
        source: &str,
        root: Digest,
        checked: Result<Stamped, String>,
        trusted: &TrustedRoots,
        offset: Offset,
    ) -> StampShape {
        let blank = StampShape {
            source: source.to_owned(),
            root,
            standing: StandingShape::Differs,
            at: None,
            fraction: String::new(),
            accuracy_us: None,
            authority: String::new(),
            issuer: String::new(),
            serial: String::new(),
            policy: String::new(),
            trusted_root: None,
            why: None,
        };
        match checked {
            Err(why) => StampShape { why: Some(why), ..blank },
            Ok(stamped) => StampShape {
                standing: stamped.standing.into(),
                at: Some(offset.rfc3339(stamped.at)),
                fraction: stamped.fraction,
                accuracy_us: stamped.accuracy_us,
                authority: stamped.authority,
                issuer: stamped.issuer,
                serial: stamped.serial,
                policy: stamped.policy,
                why: stamped.why.or_else(|| trusted.is_empty().then(|| "no-roots".to_owned())),
                trusted_root: stamped.root,
                ..blank
            },
        }
    }
}
