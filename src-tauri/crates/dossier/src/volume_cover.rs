//! The cover of a volume that is not the first: which it is, what is in it, and of what whole.
//!
//! It is not counted: the pages are numbered through all volumes, whether a dossier is divided or not.

use crate::{
    Error, Options, Printed,
    fonts::Coverage,
    layout::{
        BODY, CONTENT_WIDTH, FIGURE, Flow, H1, Item, LABEL, LEFT, Laid, NOTE, Para, Piece, Press, Running,
        Style, said_by_code,
    },
    words,
};
use juzheng_model::{PartyRole, snapshot::Snapshot};

/// Width of the labels at the left.
const LABELS: f32 = 72.0;
/// Width and height of the code.
const CODE: f32 = 63.0;

/// What the cover tells of.
pub(crate) struct Of<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) options: &'a Options<'a>,
    /// The whole dossier.
    pub(crate) laid: &'a Laid,
    pub(crate) exhibits: &'a [Printed],
}

impl Of<'_> {
    /// Lays the cover of one of the volumes that begin with these pages.
    pub(crate) fn lay_out(
        &self,
        (starts, volume): (&[usize], usize),
        coverage: &mut Coverage<'_>,
        press: &mut dyn Press,
    ) -> Result<Laid, Error> {
        let Of { snapshot, options, laid, .. } = *self;
        let first = starts.get(volume).copied().unwrap_or(0);
        let end = starts.get(volume + 1).copied().unwrap_or(laid.pages());
        let number = format!("{}，不计页码", words::volume_cover(volume + 1));
        let running = Running {
            number: vec![Piece::Words(number)],
            ..Running::new(String::new(), snapshot.root, options.program)
        };
        // A page of its own in front: bound on the left, like the first.
        let mut flow = Flow::new(coverage, press, running, false);
        flow.new_page()?;
        flow.space(58.0);
        let (x, y) = (LEFT + CONTENT_WIDTH - CODE, flow.y - 24.0);
        flow.draw(Item::Code { x, y, size: CODE, text: said_by_code(&snapshot.root) });
        let great = Style { size: 40.0, lead: 52.0, ..BODY };
        flow.paras(&[Para::new(great, words::BOOKLET)], LEFT - 2.0, CONTENT_WIDTH)?;
        flow.space(10.0);
        let rule = flow.y;
        flow.draw(Item::Rule { from: (LEFT, rule), to: (LEFT + CONTENT_WIDTH, rule), thick: 1.1, grey: 0.0 });
        flow.space(12.0);
        let title = format!("第 {} 卷 / 共 {} 卷", volume + 1, starts.len());
        let hidden = if options.redacted.is_some() { "（隐去版）" } else { "" };
        let profile = format!("{}{hidden}", words::profile(options.profile));
        let heads = [
            Para::new(H1.sized(20.0), title),
            Para::new(H1.sized(15.0), snapshot.title.as_str()).most(4).before(8.0),
            Para::new(LABEL.sized(8.5), profile).before(4.0),
        ];
        flow.paras(&heads, LEFT, CONTENT_WIDTH)?;
        flow.space(24.0);
        let names = |role: PartyRole| {
            let parties = snapshot.parties.iter().filter(|party| party.role == role);
            parties.map(|party| party.name.as_str()).collect::<Vec<_>>().join("、")
        };
        let pages = format!("第 {} 至 {end} 页（全册共 {} 页）", first + 1, laid.pages());
        let rows = [
            (words::role(PartyRole::Me), names(PartyRole::Me)),
            (words::role(PartyRole::Other), names(PartyRole::Other)),
            ("本卷页码", pages),
            ("本卷内容", self.parts(first, end).join("；")),
            ("本卷证据", self.exhibits(first, end)),
            ("制作日期", options.date.format("%Y-%m-%d").to_string()),
        ];
        for (label, said) in rows.into_iter().filter(|(_, said)| !said.is_empty()) {
            line(&mut flow, label, Para::new(Style { lead: 17.0, ..BODY }, said).most(12))?;
        }
        line(&mut flow, words::ROOT, Para::new(FIGURE.sized(7.6), snapshot.root.hex()))?;
        flow.space(18.0);
        let note = "目录在第 1 卷。页码贯通各卷，本封面不计入页码。";
        flow.paras(&[Para::new(NOTE, note)], LEFT, CONTENT_WIDTH)?;
        flow.finish()
    }

    /// The parts of which something stands in the volume.
    fn parts(&self, first: usize, end: usize) -> Vec<String> {
        let parts: Vec<_> = self.laid.headings.iter().filter(|heading| heading.level == 0).collect();
        let inside = parts.iter().enumerate().filter_map(|(ix, part)| {
            let next = parts.get(ix + 1).map_or(self.laid.pages(), |next| next.page);
            match part.page {
                page if (first..end).contains(&page) => Some(part.title.clone()),
                page if page < first && next > first => Some(format!("{}（续）", part.title)),
                _ => None,
            }
        });
        inside.collect()
    }

    /// 「证据 2-3 至 2-9」, in stretches.
    fn exhibits(&self, first: usize, end: usize) -> String {
        let stands = |exhibit: &Printed| exhibit.pages.iter().any(|(from, to)| *from <= end && *to > first);
        let mut stretches: Vec<(&str, &str)> = Vec::new();
        let mut goes_on = false;
        for exhibit in self.exhibits {
            match (stands(exhibit), stretches.last_mut()) {
                (false, _) => goes_on = false,
                (true, Some((_, last))) if goes_on => *last = &exhibit.label,
                (true, _) => {
                    stretches.push((&exhibit.label, &exhibit.label));
                    goes_on = true;
                }
            }
        }
        let said = stretches.iter().map(|(from, to)| match from == to {
            true => format!("证据 {from}"),
            false => format!("证据 {from} 至 {to}"),
        });
        said.collect::<Vec<_>>().join("、")
    }
}

/// A label at the left and what it labels beside it.
fn line(flow: &mut Flow<'_, '_>, label: &str, said: Para) -> Result<(), Error> {
    let top = flow.y;
    flow.paras(&[said], LEFT + LABELS, CONTENT_WIDTH - LABELS)?;
    for set in flow.set(&[Para::new(LABEL.sized(8.5), label)], LABELS) {
        flow.put(&set, LEFT, LABELS, top + 2.0);
    }
    flow.space(5.0);
    Ok(())
}
