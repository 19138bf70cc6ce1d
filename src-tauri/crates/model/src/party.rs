//! Who is who: parties, their aliases, and matching a name against them.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Which side of the dispute a party is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum PartyRole {
    /// The user's side.
    Me,
    /// The other side.
    Other,
}

/// A name under which a party appears, and who said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Who asserted it (`user`), for the dossier.
    pub asserted_by: String,
    /// When, Unix seconds.
    pub asserted_at: i64,
}

/// A person in the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The name under which the case knows this person.
    pub name: String,
    /// Which side.
    pub role: PartyRole,
    /// Other names of the same person.
    pub aliases: Vec<Alias>,
    /// What else is known, as the user entered it: (field, value), fields such as 身份证号, 电话, 地址, 微信号.
    pub details: Vec<(String, String)>,
}

/// The parties of a case, ready for matching names.
///
/// A name matches a party when, after Unicode NFKC and trimming, it equals its name or an alias. Nothing fuzzy.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    parties: Vec<Party>,
    names: std::collections::HashMap<String, usize>,
}

impl Roster {
    /// A name claimed by two parties belongs to the one that comes first.
    pub fn new(parties: Vec<Party>) -> Roster {
        let mut names = std::collections::HashMap::new();
        for (ix, party) in parties.iter().enumerate() {
            for name in std::iter::once(&party.name).chain(party.aliases.iter().map(|a| &a.name)) {
                let name = normal(name);
                if !name.is_empty() {
                    names.entry(name).or_insert(ix);
                }
            }
        }
        Roster { parties, names }
    }

    /// The parties in the order of the case.
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// The index of the party that has this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.get(name).or_else(|| self.names.get(&normal(name))).copied()
    }

    /// As [`Roster::find`], for the 交易对方 of a bill: also `发给NAME` (a sent red packet).
    pub fn find_counterparty(&self, name: &str) -> Option<usize> {
        self.find(name).or_else(|| self.find(normal(name).strip_prefix("发给")?))
    }

    /// Whether this name is one of mine.
    pub fn is_me(&self, name: &str) -> bool {
        self.find(name).is_some_and(|ix| self.parties[ix].role == PartyRole::Me)
    }
}

/// NFKC and trimmed: the form in which names are compared.
pub fn normal(name: &str) -> String {
    name.nfkc().collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_after_nfkc_and_trimming_and_nothing_else() {
        let alias = |name: &str| Alias { name: name.into(), asserted_by: "user".into(), asserted_at: 0 };
        let party = |name: &str, role, aliases| Party { name: name.into(), role, aliases, details: vec![] };
        let roster = Roster::new(vec![
            party("林某", PartyRole::Me, vec![]),
            party("周某", PartyRole::Other, vec![alias("阿周"), alias("ＡＢＣ")]),
        ]);
        assert_eq!(roster.find(" 阿周 "), Some(1));
        assert_eq!(roster.find("ABC"), Some(1));
        assert_eq!(roster.find("abc"), None);
        assert_eq!(roster.find("周"), None);
        assert_eq!(roster.find_counterparty("发给阿周"), Some(1));
        assert_eq!(roster.find_counterparty("发给 阿周"), Some(1));
        assert!(roster.is_me("林某") && !roster.is_me("周某"));
    }
}
