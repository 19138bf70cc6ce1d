//! The flow of content over pages: where the pen stands, headings, anchors, and what waits for the page numbers.

use super::{
    laid::{Laid, LateLine, Waiting, aligned, shift_of},
    line::{Line, break_lines},
    page::{BOTTOM, CONTENT_WIDTH, Item, LEFT, Link, TOP},
    running::Running,
    style::{H1, H2, Style},
    text::{Align, Para, Piece, Said},
};
use crate::{
    Error,
    fonts::Coverage,
    places::{Note, Places},
};

/// A place of the document that texts and links can name before it is known where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor(usize);

impl Anchor {
    /// Where it stands in the list of all.
    pub(super) fn index(self) -> usize {
        self.0
    }
}

/// Takes finished pages, in order.
pub(crate) trait Press {
    /// The next page, without what waits for the page numbers.
    fn page(&mut self, items: Vec<Item>) -> Result<(), Error>;
}

/// An entry of the outline.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    /// What it is called.
    pub(crate) title: String,
    /// 0 for a part, 1 within a part.
    pub(crate) level: u8,
    /// Index of its page.
    pub(crate) page: usize,
    /// Its height on the page, from the top.
    pub(crate) top: f32,
}

/// A line that is ready to be put on a page.
#[derive(Debug, Clone)]
pub(crate) struct SetLine {
    what: What,
    align: Align,
    before: f32,
    link: Option<Anchor>,
    /// Distance to the next line.
    pub(crate) lead: f32,
}

#[derive(Debug, Clone)]
enum What {
    Line(Line),
    Late(Style, Vec<Piece>),
}

impl SetLine {
    /// The height that it takes, white space above included.
    pub(crate) fn height(&self) -> f32 {
        self.before + self.lead
    }

    /// Where its baseline lies under the upper end of its leading.
    pub(crate) fn baseline(&self) -> f32 {
        match &self.what {
            What::Line(line) => line.baseline(),
            What::Late(style, _) => style.baseline(),
        }
    }

    /// Moves it and what follows down.
    pub(crate) fn lower(&mut self, by: f32) {
        self.before += by;
    }

    /// The width of what is set; 0 for what waits.
    pub(crate) fn width(&self) -> f32 {
        if let What::Line(line) = &self.what { line.width } else { 0.0 }
    }
}

/// The pen: where the next thing comes to stand.
pub(crate) struct Flow<'a, 'f> {
    /// The faces, for measuring.
    pub(crate) coverage: &'a mut Coverage<'f>,
    press: &'a mut dyn Press,
    pub(super) items: Vec<Item>,
    now: Waiting,
    pub(super) laid: Laid,
    pub(super) running: Running,
    /// The exhibit that is being laid, and those that lie on this page.
    exhibit: Option<String>,
    pub(super) exhibits_here: Vec<String>,
    open: bool,
    /// The upper end of what comes next.
    pub(crate) y: f32,
}

impl<'a, 'f> Flow<'a, 'f> {
    /// Nothing laid yet. For `duplex` the binding margin is on the right of every second page.
    pub(crate) fn new(
        coverage: &'a mut Coverage<'f>,
        press: &'a mut dyn Press,
        running: Running,
        duplex: bool,
    ) -> Self {
        let laid = Laid {
            waiting: Vec::new(),
            places: Vec::new(),
            headings: Vec::new(),
            shown: Places::default(),
            duplex,
        };
        let (items, now) = (Vec::new(), Waiting::default());
        let exhibits_here = Vec::new();
        Flow { coverage, press, items, now, laid, running, exhibit: None, exhibits_here, open: false, y: TOP }
    }

    /// From here on this exhibit is laid, or none: the heads of its pages name it.
    pub(crate) fn exhibit(&mut self, label: Option<String>) {
        if let Some(label) = &label
            && self.open
            && !self.exhibits_here.contains(label)
        {
            self.exhibits_here.push(label.clone());
        }
        self.exhibit = label;
    }

    /// A new anchor that lies nowhere yet.
    pub(crate) fn anchor(&mut self) -> Anchor {
        self.laid.places.push(None);
        Anchor(self.laid.places.len() - 1)
    }

    /// The anchor lies here.
    pub(crate) fn mark(&mut self, anchor: Anchor) {
        self.laid.places[anchor.0] = Some((self.laid.waiting.len(), self.y));
    }

    /// This of the case stands here.
    pub(crate) fn note(&mut self, note: Note) {
        self.laid.shown.note(self.laid.waiting.len() + 1, note);
    }

    /// Where the anchor lies (index of the page), once it is marked.
    pub(crate) fn is_marked(&self, anchor: Anchor) -> bool {
        self.laid.places[anchor.0].is_some()
    }

    /// Begins a page, ending the one before.
    pub(crate) fn new_page(&mut self) -> Result<(), Error> {
        self.end_page()?;
        self.open = true;
        self.exhibits_here = self.exhibit.iter().cloned().collect();
        self.y = TOP;
        Ok(())
    }

    /// Makes sure that so much height is left on the page.
    pub(crate) fn need(&mut self, height: f32) -> Result<bool, Error> {
        if self.open && self.y + height <= BOTTOM {
            return Ok(false);
        }
        self.new_page()?;
        Ok(true)
    }

    /// The height that is left on the page.
    pub(crate) fn left(&self) -> f32 {
        if self.open { BOTTOM - self.y } else { 0.0 }
    }

    /// The height of the content of a whole page.
    pub(crate) fn page_height(&self) -> f32 {
        BOTTOM - TOP
    }

    /// Goes down by so much, without leaving the page.
    pub(crate) fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// Draws on the page.
    pub(crate) fn draw(&mut self, item: Item) {
        self.items.push(item);
    }

    /// Ends the last page.
    pub(crate) fn finish(mut self) -> Result<Laid, Error> {
        self.end_page()?;
        Ok(self.laid)
    }

    /// The heading of a part, in the outline: on a new page, unless so much height is left that it can go on here.
    pub(crate) fn part(&mut self, title: &str, enough: f32) -> Result<(), Error> {
        if self.left() < enough {
            self.new_page()?;
        } else {
            self.y += 34.0;
        }
        self.outline(title, 0);
        self.paras(&[Para::new(H1, title)], LEFT, CONTENT_WIDTH)?;
        self.y += 5.0;
        let from = (LEFT, self.y);
        self.draw(Item::Rule { from, to: (LEFT + CONTENT_WIDTH, from.1), thick: 0.8, grey: 0.0 });
        self.y += 12.0;
        Ok(())
    }

    /// A heading within a part, with at least `company` points of content under it on the same page.
    pub(crate) fn section(&mut self, title: &str, company: f32) -> Result<(), Error> {
        if !self.need(H2.lead + 12.0 + company)? && self.y > TOP + 60.0 {
            self.y += 12.0;
        }
        self.outline(title, 1);
        self.paras(&[Para::new(H2, title).most(3)], LEFT, CONTENT_WIDTH)?;
        self.y += 3.0;
        Ok(())
    }

    /// An entry of the outline that leads here.
    pub(crate) fn outline(&mut self, title: &str, level: u8) {
        self.heading(title, level, (self.laid.waiting.len(), self.y));
    }

    /// An entry of the outline that leads to an anchor, which is marked.
    pub(crate) fn outline_at(&mut self, title: &str, level: u8, anchor: Anchor) {
        if let Some(place) = self.laid.places[anchor.0] {
            self.heading(title, level, place);
        }
    }

    fn heading(&mut self, title: &str, level: u8, (page, top): (usize, f32)) {
        let title: String = title.chars().filter(|c| !c.is_control()).take(80).collect();
        self.laid.headings.push(Heading { title, level, page, top: top - 6.0 });
    }

    /// Measures and breaks paragraphs.
    pub(crate) fn set(&mut self, paras: &[Para], width: f32) -> Vec<SetLine> {
        let mut out = Vec::with_capacity(paras.len());
        for para in paras {
            let mut before = para.before;
            let mut push = |what, lead| {
                out.push(SetLine { what, align: para.align, before, link: para.link, lead });
                before = 0.0;
            };
            match &para.said {
                Said::Late(style, pieces) => push(What::Late(*style, pieces.clone()), style.lead),
                Said::Now(spans) => {
                    for line in break_lines(self.coverage, spans, width, para.most).0 {
                        let lead = line.lead;
                        push(What::Line(line), lead);
                    }
                }
            }
        }
        out
    }

    /// Puts one set line on the page with its white space; `x` and `width` are its frame.
    pub(crate) fn put(&mut self, line: &SetLine, x: f32, width: f32, top: f32) {
        let top = top + line.before;
        let mut area = [x, top, width, line.lead];
        match &line.what {
            What::Line(set) => {
                let left = x + aligned(line.align, width - set.width);
                set.put(&mut self.items, left, top);
                (area[0], area[2]) = (left, set.width);
            }
            What::Late(style, pieces) => {
                let frame = (x, width, top);
                let late = LateLine { style: *style, pieces: pieces.clone(), align: line.align, frame };
                self.now.lines.push(late);
            }
        }
        if let Some(target) = line.link {
            self.now.links.push(Link { area, target });
        }
    }

    /// Puts paragraphs into a frame, going on to new pages as needed.
    pub(crate) fn paras(&mut self, paras: &[Para], x: f32, width: f32) -> Result<(), Error> {
        for line in self.set(paras, width) {
            self.need(line.height())?;
            self.put(&line, x, width, self.y);
            self.y += line.height();
        }
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), Error> {
        if !self.open {
            return Ok(());
        }
        self.open = false;
        self.running(self.laid.waiting.is_empty());
        let mut items = std::mem::take(&mut self.items);
        let shift = shift_of(self.laid.waiting.len(), self.laid.duplex);
        items.iter_mut().for_each(|item| item.shift(shift));
        self.laid.waiting.push(std::mem::take(&mut self.now));
        self.press.page(items)
    }
}
