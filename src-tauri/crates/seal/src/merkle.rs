//! The tree of RFC 6962, section 2.1: one digest for many entries, and short proofs that one of them is among them.
//!
//! SHA-256 of `0x00 || entry` for a leaf, of `0x01 || left || right` for a node; the left side takes the largest power of
//! two that is smaller than the number of entries.

use juzheng_model::{Digest, digest::Hasher};

/// The digest of a leaf.
pub(crate) fn leaf(entry: &[u8]) -> Digest {
    of(0, &[entry])
}

/// The digest of two halves.
fn node(left: &Digest, right: &Digest) -> Digest {
    of(1, &[&left.0, &right.0])
}

fn of(prefix: u8, parts: &[&[u8]]) -> Digest {
    let mut hasher = Hasher::default();
    hasher.update(&[prefix]);
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finish()
}

/// The root over the digests of the leaves; of none the SHA-256 of nothing.
pub(crate) fn root(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Digest::sha256(b""),
        [one] => *one,
        more => {
            let (left, right) = more.split_at(half(more.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The digests beside the way from a leaf up to the root, the lowest first.
pub(crate) fn path(leaves: &[Digest], ix: usize) -> Vec<Digest> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(half(leaves.len()));
    let (mut below, beside) = match ix < left.len() {
        true => (path(left, ix), root(right)),
        false => (path(right, ix - left.len()), root(left)),
    };
    below.push(beside);
    below
}

/// The root to which a path leads from leaf `ix` of `leaves`; `None` where the path has not the length that it must.
pub(crate) fn root_of(leaf: Digest, ix: u64, leaves: u64, path: &[Digest]) -> Option<Digest> {
    if ix >= leaves {
        return None;
    }
    if leaves == 1 {
        return path.is_empty().then_some(leaf);
    }
    let (beside, below) = path.split_last()?;
    let half = (leaves - 1).checked_ilog2().map_or(1, |bits| 1 << bits);
    Some(match ix < half {
        true => node(&root_of(leaf, ix, half, below)?, beside),
        false => node(beside, &root_of(leaf, ix - half, leaves - half, below)?),
    })
}

/// The largest power of two smaller than `n`, which is at least 2.
fn half(n: usize) -> usize {
    1 << (n - 1).ilog2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The entries and roots of RFC 9162's test data (those of Certificate Transparency's reference program).
    const ENTRIES: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")).collect()
    }

    #[test]
    fn the_roots_are_those_of_certificate_transparency() {
        let leaves: Vec<Digest> = ENTRIES.iter().map(|entry| leaf(&bytes(entry))).collect();
        for (n, wanted) in ROOTS.iter().enumerate() {
            assert_eq!(root(&leaves[..=n]).hex(), *wanted, "{} leaves", n + 1);
        }
        assert_eq!(root(&[]).hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    proptest! {
        #[test]
        fn every_leaf_is_proven_and_no_other(count in 1_usize..70, ix in 0_usize..70, wrong in 0_usize..70) {
            let leaves: Vec<Digest> = (0..count).map(|n| leaf(&n.to_be_bytes())).collect();
            let ix = ix % count;
            let path = path(&leaves, ix);
            let top = root(&leaves);
            prop_assert_eq!(root_of(leaves[ix], ix as u64, count as u64, &path), Some(top));
            prop_assert_ne!(root_of(leaf(b"other"), ix as u64, count as u64, &path), Some(top));
            if wrong % count != ix {
                prop_assert_ne!(root_of(leaves[ix], (wrong % count) as u64, count as u64, &path), Some(top));
            }
            let mut longer = path.clone();
            longer.push(top);
            prop_assert_ne!(root_of(leaves[ix], ix as u64, count as u64, &longer), Some(top));
        }
    }
}
