//! Dividing a dossier into volumes: by pages or by size, at the beginning of a part or an exhibit where one is near.

use crate::Error;
use crate::layout::{Heading, Item, Press};
use juzheng_model::{Digest, snapshot::Snapshot};
use std::collections::{HashMap, HashSet};

/// How large a volume may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VolumeLimit {
    /// So many pages, its cover included.
    Pages(usize),
    /// So many bytes, as far as that can be told before writing.
    Bytes(u64),
}

/// Of the pages of a volume, the part at its end in which it may end early so that a section is not divided.
const EARLY: usize = 6;
/// Fonts and what holds a PDF together.
const FRAME: u64 = 600_000;
/// A page without pictures, in bytes.
const PAGE: u64 = 2_500;

/// Takes pages and notes what they weigh.
pub(crate) struct Scales<'s> {
    sizes: HashMap<&'s Digest, u64>,
    pages: Vec<(u64, Vec<Digest>)>,
}

impl Press for Scales<'_> {
    fn page(&mut self, items: Vec<Item>) -> Result<(), Error> {
        let mut bytes = PAGE;
        let mut shown = Vec::new();
        for item in items {
            match item {
                Item::Text { text, .. } => bytes += text.len() as u64 / 2 + 10,
                Item::Picture { source, .. } | Item::PdfPage { source, .. } => shown.push(source),
                _ => bytes += 8,
            }
        }
        self.pages.push((bytes, shown));
        Ok(())
    }
}

impl<'s> Scales<'s> {
    pub(crate) fn new(snapshot: &'s Snapshot) -> Scales<'s> {
        let size = |view: &'s juzheng_model::snapshot::ArtifactView| {
            (&view.artifact.fingerprints.sha256, view.artifact.size)
        };
        Scales { sizes: snapshot.artifacts.iter().map(size).collect(), pages: Vec::new() }
    }

    /// The indices of the pages with which volumes begin.
    pub(crate) fn divide(&self, limit: VolumeLimit, headings: &[Heading]) -> Vec<usize> {
        let begins: HashSet<usize> = headings.iter().map(|heading| heading.page).collect();
        let mut starts = vec![0];
        let mut start = 0;
        loop {
            let end = self.end(start, limit);
            if end >= self.pages.len() {
                return starts;
            }
            let early = end - ((end - start) / EARLY).max(1).min(end - start - 1);
            let nice = (early..=end).rev().find(|page| begins.contains(page));
            start = nice.unwrap_or(end).max(start + 1);
            starts.push(start);
        }
    }

    /// The page after the last that a volume from `start` has room for.
    fn end(&self, start: usize, limit: VolumeLimit) -> usize {
        match limit {
            // Every volume but the first has a cover of its own.
            VolumeLimit::Pages(most) => start + most.saturating_sub(usize::from(start > 0)).max(1),
            VolumeLimit::Bytes(most) => {
                let (mut bytes, mut seen) = (FRAME, HashSet::new());
                for (ix, (own, shown)) in self.pages.iter().enumerate().skip(start) {
                    let fresh = shown.iter().filter(|source| seen.insert(**source));
                    bytes +=
                        own + fresh.map(|source| self.sizes.get(source).copied().unwrap_or(0)).sum::<u64>();
                    if bytes > most {
                        return ix.max(start + 1);
                    }
                }
                self.pages.len()
            }
        }
    }
}

/// Passes the pages of one volume on to its writer and lets the others go.
pub(crate) struct Only<'p> {
    pub(crate) press: &'p mut dyn Press,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) at: usize,
}

impl Press for Only<'_> {
    fn page(&mut self, items: Vec<Item>) -> Result<(), Error> {
        let inside = (self.from..self.to).contains(&self.at);
        self.at += 1;
        if inside { self.press.page(items) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(page: usize) -> Heading {
        Heading { title: String::new(), level: 1, page, top: 0.0 }
    }

    fn scales(pages: usize, each: u64) -> Scales<'static> {
        Scales { sizes: HashMap::new(), pages: vec![(each, Vec::new()); pages] }
    }

    #[test]
    fn volumes_end_at_a_heading_that_is_near() {
        let scales = scales(100, 1_000);
        assert_eq!(scales.divide(VolumeLimit::Pages(30), &[]), [0, 30, 59, 88]);
        assert_eq!(scales.divide(VolumeLimit::Pages(30), &[heading(27), heading(40)]), [0, 27, 56, 85]);
        assert_eq!(scales.divide(VolumeLimit::Pages(200), &[]), [0]);
        assert_eq!(scales.divide(VolumeLimit::Pages(100), &[]), [0]);
        assert_eq!(scales.divide(VolumeLimit::Pages(1), &[]).len(), 100);
        assert_eq!(scales.divide(VolumeLimit::Pages(0), &[]).len(), 100);
    }

    #[test]
    fn no_volume_is_larger_than_asked_for_unless_one_page_is() {
        let scales = scales(50, 100_000);
        let starts = scales.divide(VolumeLimit::Bytes(FRAME + 1_000_000), &[]);
        assert_eq!(starts, [0, 10, 20, 30, 40]);
        assert_eq!(scales.divide(VolumeLimit::Bytes(1), &[]).len(), 50);
    }
}
