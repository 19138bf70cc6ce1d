//! Long tables: a head that is repeated on every page, rows kept together, rows taller than a page divided by lines.

use super::{
    flow::{Anchor, Flow, SetLine},
    page::{CONTENT_WIDTH, Item, LEFT},
    style::{LABEL, STRONG, Style},
    text::{Align, Para},
};
use crate::{Error, places::Note};

/// White space above and below the content of a row.
const PAD: f32 = 5.0;
/// White space at the right of a cell.
const GUTTER: f32 = 8.0;
/// Rows up to this height are never divided.
const KEPT_TOGETHER: f32 = 300.0;
/// Head texts.
const HEAD: Style = Style { size: 8.0, lead: 12.0, ..STRONG };

/// A column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Width in points, gutter included; all columns together are [`CONTENT_WIDTH`].
    pub(crate) width: f32,
    /// What the head says.
    pub(crate) title: &'static str,
    /// Where its cells stand.
    pub(crate) align: Align,
}

/// A row.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// One cell for each column.
    pub(crate) cells: Vec<Vec<Para>>,
    /// What stands below the cells, from column `below_from` to the right end.
    pub(crate) below: Vec<Para>,
    /// Column at which `below` begins.
    pub(crate) below_from: usize,
    /// A grey ground with a bar at its left end, to be found at a glance.
    pub(crate) marked: bool,
    /// A grey ground alone: a line that names what follows.
    pub(crate) tinted: bool,
    /// What lies here.
    pub(crate) anchors: Vec<Anchor>,
    /// What of the case stands in it.
    pub(crate) notes: Vec<Note>,
    /// The height of what must follow it on the same page.
    pub(crate) company: f32,
}

/// A table that is being laid.
pub(crate) struct Table<'t> {
    columns: &'t [Column],
    /// A second line of the head, under the columns from `Row::below_from`.
    sub_title: &'t str,
    sub_from: usize,
}

impl<'t> Table<'t> {
    /// A table with these columns.
    pub(crate) fn new(columns: &'t [Column]) -> Table<'t> {
        Table { columns, sub_title: "", sub_from: 0 }
    }

    /// With a second line in the head that names what stands below the cells.
    pub(crate) fn with_sub_title(self, sub_title: &'t str, sub_from: usize) -> Table<'t> {
        Table { sub_title, sub_from, ..self }
    }

    /// The height of the head with its first row, so far as a row is kept together: what a heading above must have room
    /// for, lest a head stand alone at the foot of a page.
    pub(crate) fn opening(&self, flow: &mut Flow<'_, '_>, first: &Row) -> f32 {
        let cells = first.cells.iter().zip(self.columns);
        let tallest = cells.map(|(cell, c)| height(&flow.set(cell, c.width - GUTTER))).fold(0.0, f32::max);
        let below = flow.set(&first.below, LEFT + CONTENT_WIDTH - self.left_of(first.below_from));
        // Sharing a baseline lowers a cell by a few points at most.
        self.head_height() + (tallest + height(&below) + 2.0 * PAD + 4.0).min(KEPT_TOGETHER)
    }

    fn head_height(&self) -> f32 {
        HEAD.lead + if self.sub_title.is_empty() { 0.0 } else { LABEL.lead } + 6.0
    }

    /// Lays the head; the rows follow.
    pub(crate) fn head(&self, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
        let sub: &[Para] = &[Para::new(LABEL, self.sub_title)];
        let height = self.head_height();
        // A head alone at the foot of a page helps nobody: there is room for a row.
        flow.need(height + 44.0)?;
        let top = flow.y;
        for (x, column) in self.lefts() {
            for line in flow.set(&[Para::new(HEAD, column.title).align(column.align)], f32::MAX) {
                flow.put(&line, x, column.width - GUTTER, top + 2.0);
            }
        }
        if !self.sub_title.is_empty() {
            let x = self.left_of(self.sub_from);
            for line in flow.set(sub, f32::MAX) {
                flow.put(&line, x, LEFT + CONTENT_WIDTH - x, top + 2.0 + HEAD.lead);
            }
        }
        flow.space(height);
        rule(flow, 0.7, 0.0);
        Ok(())
    }

    /// Lays a row, on a new page with the head again where it does not fit.
    pub(crate) fn row(&self, flow: &mut Flow<'_, '_>, row: &Row) -> Result<(), Error> {
        let mut cells: Vec<Vec<SetLine>> = Vec::with_capacity(self.columns.len());
        for (cell, column) in row.cells.iter().zip(self.columns) {
            cells.push(flow.set(cell, column.width - GUTTER));
        }
        share_baseline(&mut cells);
        let below_x = self.left_of(row.below_from);
        let below = flow.set(&row.below, LEFT + CONTENT_WIDTH - below_x);
        let tallest = cells.iter().map(|lines| height(lines)).fold(0.0, f32::max);
        let whole = tallest + height(&below) + 2.0 * PAD;
        // A row that fits on a page is kept together, unless much of the page would stay empty for it.
        if whole + row.company > flow.left() && (whole < KEPT_TOGETHER || flow.left() < 120.0) {
            flow.new_page()?;
            self.head(flow)?;
        }
        row.anchors.iter().for_each(|anchor| flow.mark(*anchor));
        row.notes.iter().for_each(|note| flow.note(note.clone()));
        let mut rest = Rest { cells, below, at: vec![0; self.columns.len()], below_at: 0 };
        while !self.slice(flow, row, &mut rest, below_x) {
            flow.new_page()?;
            self.head(flow)?;
            let goes_on = Para::new(LABEL, crate::words::GOES_ON);
            for line in flow.set(&[goes_on], self.columns[0].width) {
                flow.put(&line, LEFT, self.columns[0].width, flow.y + PAD);
            }
        }
        Ok(())
    }

    /// Lays as much of a row as the page has room for; says whether nothing is left.
    fn slice(&self, flow: &mut Flow<'_, '_>, row: &Row, rest: &mut Rest, below_x: f32) -> bool {
        let (top, room) = (flow.y, flow.left() - 2.0 * PAD);
        let mut plan: Vec<(usize, usize)> = Vec::with_capacity(self.columns.len());
        let mut used: f32 = 0.0;
        for (lines, at) in rest.cells.iter().zip(&rest.at) {
            let (end, tall) = fitting(lines, *at, room);
            plan.push((*at, end));
            used = used.max(tall);
        }
        let cells_done = plan.iter().zip(&rest.cells).all(|((_, end), lines)| *end == lines.len());
        let (below_from, mut below_to) = (rest.below_at, rest.below_at);
        let mut below_height = 0.0;
        if cells_done {
            (below_to, below_height) = fitting(&rest.below, below_from, room - used);
        }
        let tall = used + below_height + 2.0 * PAD;
        if row.marked {
            flow.draw(Item::Fill { x: LEFT - 6.0, y: top, w: CONTENT_WIDTH + 6.0, h: tall, grey: 0.945 });
            flow.draw(Item::Fill { x: LEFT - 6.0, y: top, w: 2.2, h: tall, grey: 0.0 });
        }
        if row.tinted {
            flow.draw(Item::Fill { x: LEFT, y: top, w: CONTENT_WIDTH, h: tall, grey: 0.93 });
        }
        for (ix, (x, column)) in self.lefts().enumerate() {
            let Some((from, end)) = plan.get(ix).copied() else { continue };
            put_lines(flow, &rest.cells[ix][from..end], x, column.width - GUTTER, top + PAD);
            rest.at[ix] = end;
        }
        let width = LEFT + CONTENT_WIDTH - below_x;
        put_lines(flow, &rest.below[below_from..below_to], below_x, width, top + PAD + used);
        rest.below_at = below_to;
        flow.space(tall);
        rule(flow, 0.3, 0.55);
        cells_done && below_to == rest.below.len()
    }

    fn left_of(&self, column: usize) -> f32 {
        LEFT + self.columns[..column].iter().map(|c| c.width).sum::<f32>()
    }

    fn lefts(&self) -> impl Iterator<Item = (f32, &'t Column)> {
        self.columns.iter().scan(LEFT, |x, column| {
            let left = *x;
            *x += column.width;
            Some((left, column))
        })
    }
}

/// Lowers cells whose first line stands higher than others', so that a row reads along one line.
fn share_baseline(cells: &mut [Vec<SetLine>]) {
    let lowest = cells.iter().filter_map(|lines| lines.first()).map(SetLine::baseline).fold(0.0, f32::max);
    for first in cells.iter_mut().filter_map(|lines| lines.first_mut()) {
        first.lower(lowest - first.baseline());
    }
}

/// What of a row is not laid yet.
struct Rest {
    cells: Vec<Vec<SetLine>>,
    below: Vec<SetLine>,
    at: Vec<usize>,
    below_at: usize,
}

/// How many lines from `at` fit into the room (where the room is a page's, at least one), and their height.
fn fitting(lines: &[SetLine], at: usize, room: f32) -> (usize, f32) {
    let mut tall = 0.0;
    for (ix, line) in lines.iter().enumerate().skip(at) {
        if tall + line.height() > room + 0.01 {
            return (ix, tall);
        }
        tall += line.height();
    }
    (lines.len(), tall)
}

fn put_lines(flow: &mut Flow<'_, '_>, lines: &[SetLine], x: f32, width: f32, top: f32) {
    let mut y = top;
    for line in lines {
        flow.put(line, x, width, y);
        y += line.height();
    }
}

fn height(lines: &[SetLine]) -> f32 {
    lines.iter().map(SetLine::height).sum()
}

/// A rule over the whole width, here.
fn rule(flow: &mut Flow<'_, '_>, thick: f32, grey: f32) {
    let y = flow.y;
    flow.draw(Item::Rule { from: (LEFT, y), to: (LEFT + CONTENT_WIDTH, y), thick, grey });
}
