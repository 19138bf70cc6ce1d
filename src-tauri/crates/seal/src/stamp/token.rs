//! Reading a reply or a bare token, and what it shows when it is checked offline.

use super::{
    asn1::{self, SHA_256, SIGNED_DATA, TST_INFO, TimeStampResp, TstInfo},
    digests,
    query::Query,
    roots::Roots,
    signer::{self, Signed},
};
use crate::{error::Error, package::Standing};
use cms::{cert::CertificateChoices, content_info::ContentInfo, signed_data::SignedData};
use der::{Decode, Encode, Tag, Tagged, asn1::OctetString};
use juzheng_model::Digest;
use x509_cert::Certificate;

/// Bytes of a reply at most.
const MOST: usize = 4 << 20;

/// A reply of an authority: whether it stamped, and the token if it did.
#[derive(Debug, Clone)]
pub struct Reply {
    token: Token,
}

/// A token: what the authority signed.
#[derive(Debug, Clone)]
pub struct Token {
    signed: SignedData,
    content: Vec<u8>,
    info: TstInfo,
    at: i64,
    fraction: String,
}

/// What a token shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// [`Standing::Same`] where it is over the digest that was asked for and its signature holds; else why not.
    pub standing: Standing,
    /// The moment that the authority gives, Unix seconds.
    pub at: i64,
    /// The digits of its fraction of a second; mostly none.
    pub fraction: String,
    /// How far the authority's clock may be off, in microseconds, where it says so.
    pub accuracy_us: Option<u64>,
    /// Who signed, as the certificate names it; empty where there is no certificate.
    pub authority: String,
    /// Who certified it.
    pub issuer: String,
    /// The number of the token, in hex.
    pub serial: String,
    /// The rules under which it was given.
    pub policy: String,
    /// The root that the user trusts and to which the chain leads.
    pub root: Option<String>,
    /// What does not hold or cannot be checked, in words of the standard.
    pub why: Option<String>,
}

impl Reply {
    /// Reads a reply (`.tsr`) or a bare token.
    ///
    /// # Errors
    /// [`Error::Refused`] where the authority did not stamp; [`Error::Token`] where it is neither.
    pub fn parse(bytes: &[u8]) -> Result<Reply, Error> {
        let wrong = |what: String| Error::Token { what };
        if bytes.len() > MOST {
            return Err(wrong("too long".to_owned()));
        }
        let Ok(reply) = TimeStampResp::from_der(bytes) else {
            return Ok(Reply { token: Token::parse(bytes)? });
        };
        let token = reply.time_stamp_token.map(|token| token.to_der()).transpose();
        let token = token.map_err(|error| wrong(error.to_string()))?;
        match (reply.status.status, token) {
            // Granted, or granted with changes.
            (0 | 1, Some(token)) => Ok(Reply { token: Token::parse(&token)? }),
            (status, _) => {
                let texts = reply.status.status_string.iter().flatten().map(|text| text.as_str());
                let why = texts.collect::<Vec<_>>().join(" ");
                Err(Error::Refused { why: format!("{status} {why}").trim().to_owned() })
            }
        }
    }

    /// The token, if it is one over `imprint` and answers `query`, where there is one.
    ///
    /// # Errors
    /// [`Error::OtherImprint`], [`Error::OtherNonce`]
    pub fn answering(self, imprint: &Digest, query: Option<&Query>) -> Result<Token, Error> {
        let found = self.token.imprint();
        if found != Some(*imprint) {
            let found = found.map_or_else(|| self.token.imprint_in_words(), |found| found.hex());
            return Err(Error::OtherImprint { wanted: imprint.hex(), found });
        }
        let repeats = |query: &Query| match (query.nonce(), &self.token.info.nonce) {
            (Some(asked), Some(given)) => asked == given.as_bytes(),
            (Some(_), None) => false,
            (None, _) => true,
        };
        match query.is_none_or(repeats) {
            true => Ok(self.token),
            false => Err(Error::OtherNonce),
        }
    }

    /// The token.
    pub fn token(&self) -> &Token {
        &self.token
    }
}

impl Token {
    fn parse(bytes: &[u8]) -> Result<Token, Error> {
        let wrong = |what: String| Error::Token { what };
        let read = |error: der::Error| wrong(error.to_string());
        let outer = ContentInfo::from_der(bytes).map_err(read)?;
        if outer.content_type != SIGNED_DATA {
            return Err(wrong("not signed".to_owned()));
        }
        let signed: SignedData = outer.content.decode_as().map_err(read)?;
        let inner = &signed.encap_content_info;
        if inner.econtent_type != TST_INFO {
            return Err(wrong("what is signed is no timestamp".to_owned()));
        }
        let content = inner.econtent.as_ref().ok_or_else(|| wrong("nothing is inside".to_owned()))?;
        let content: OctetString = content.decode_as().map_err(read)?;
        let content = content.into_bytes();
        let info = TstInfo::from_der(&content).map_err(read)?;
        if info.version != 1 || info.gen_time.tag() != Tag::GeneralizedTime {
            return Err(wrong("an unknown version".to_owned()));
        }
        let (at, fraction) = asn1::moment(info.gen_time.value())
            .ok_or_else(|| wrong("its moment does not read".to_owned()))?;
        Ok(Token { signed, content, info, at, fraction })
    }

    /// The SHA-256 that is stamped; `None` where it is stamped by another digest.
    pub fn imprint(&self) -> Option<Digest> {
        let imprint = &self.info.message_imprint;
        let bytes = <[u8; 32]>::try_from(imprint.hashed_message.as_bytes()).ok()?;
        (imprint.hash_algorithm.oid == SHA_256).then_some(Digest(bytes))
    }

    /// Algorithm and digest that are stamped, for people.
    pub fn imprint_in_words(&self) -> String {
        let imprint = &self.info.message_imprint;
        let hex: String =
            imprint.hashed_message.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{} {hex}", digests::name(&imprint.hash_algorithm.oid))
    }

    /// The moment that the authority gives, Unix seconds.
    pub fn at(&self) -> i64 {
        self.at
    }

    /// Checks the token against the digest that it should be over and the roots that the user trusts.
    ///
    /// Without roots, and where the chain leads to none of them, the signature can hold while nobody vouches for who made
    /// it: then `root` is empty and `why` says so, and the standing is that of the signature only where no roots were
    /// given.
    pub fn check(&self, imprint: &Digest, roots: &Roots) -> Stamped {
        let along: Vec<Certificate> = self.certificates().cloned().collect();
        let signer = match self.signed.signer_infos.0.as_slice() {
            [one] => Some(one),
            _ => None,
        };
        let certificate =
            signer.and_then(|signer| signer::certificate(signer, along.iter().chain(roots.certificates())));
        let signed = match (signer, certificate) {
            (Some(signer), Some(certificate)) => signer::check(signer, certificate, &self.content),
            (None, _) => Signed::Unknown("not signed by exactly one".to_owned()),
            (_, None) => Signed::Unknown("the signer's certificate is not there".to_owned()),
        };
        let name = |of: Option<String>| of.unwrap_or_default();
        let mut stamped = Stamped {
            standing: Standing::Same,
            at: self.at,
            fraction: self.fraction.clone(),
            accuracy_us: self.accuracy_us(),
            authority: name(certificate.map(|c| c.tbs_certificate.subject.to_string())),
            issuer: name(certificate.map(|c| c.tbs_certificate.issuer.to_string())),
            serial: self.info.serial_number.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect(),
            policy: self.info.policy.to_string(),
            root: None,
            why: None,
        };
        if self.imprint() != Some(*imprint) {
            let why = format!("it is over {}", self.imprint_in_words());
            return Stamped { standing: Standing::Differs, why: Some(why), ..stamped };
        }
        match signed {
            Signed::Holds => {}
            Signed::Fails(why) => return Stamped { standing: Standing::Differs, why: Some(why), ..stamped },
            Signed::Unknown(why) => {
                return Stamped { standing: Standing::Unverifiable, why: Some(why), ..stamped };
            }
        }
        match certificate.filter(|_| !roots.is_empty()).map(|signer| roots.lead(signer, &along, self.at)) {
            Some(Ok(root)) => stamped.root = Some(root),
            Some(Err(why)) => {
                stamped.standing = Standing::Unverifiable;
                stamped.why = Some(why);
            }
            None => {}
        }
        stamped
    }

    fn certificates(&self) -> impl Iterator<Item = &Certificate> {
        let all = self.signed.certificates.iter().flat_map(|set| set.0.iter());
        all.filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate),
            CertificateChoices::Other(_) => None,
        })
    }

    fn accuracy_us(&self) -> Option<u64> {
        let accuracy = self.info.accuracy.as_ref()?;
        let seconds = accuracy.seconds.unwrap_or_default().checked_mul(1_000_000)?;
        let millis = u64::from(accuracy.millis.unwrap_or_default()) * 1_000;
        seconds.checked_add(millis + u64::from(accuracy.micros.unwrap_or_default()))
    }
}
