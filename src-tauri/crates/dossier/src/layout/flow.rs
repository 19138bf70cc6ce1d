//! The flow of content over pages: where the pen stands, headings, anchors, and what waits for the page numbers.

use super::{
    line::{Line, break_lines},
    page::{BOTTOM, CONTENT_WIDTH, Closing, HEIGHT, Item, LEFT, Link, RIGHT, TOP, WIDTH},
    style::{H1, H2, LABEL, Style},
    text::{Align, Para, Piece, Said},
};
use crate::{Error, fonts::Coverage};

/// A place of the document that texts and links can name before it is known where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor(usize);

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

/// A line that waits for page numbers.
#[derive(Debug)]
struct LateLine {
    style: Style,
    pieces: Vec<Piece>,
    align: Align,
    /// Left end, width, upper end.
    frame: (f32, f32, f32),
}

/// What waits on one page.
#[derive(Debug, Default)]
struct Waiting {
    lines: Vec<LateLine>,
    links: Vec<Link>,
}

/// Everything that is known when the last page is done.
pub(crate) struct Laid {
    waiting: Vec<Waiting>,
    places: Vec<Option<(usize, f32)>>,
    /// The outline.
    pub(crate) headings: Vec<Heading>,
}

impl Laid {
    /// The number of pages.
    pub(crate) fn pages(&self) -> usize {
        self.waiting.len()
    }

    /// What is added to the pages now that their numbers are known, in order.
    pub(crate) fn closings<'a>(
        &'a self,
        coverage: &'a mut Coverage<'_>,
    ) -> impl Iterator<Item = Closing> + 'a {
        self.waiting.iter().enumerate().map(move |(page, waiting)| {
            let mut closing = Closing::default();
            for line in &waiting.lines {
                self.set(coverage, line, page, &mut closing.items);
            }
            let lead = |link: &Link| Some(Link { area: link.area, target: self.places[link.target.0]? });
            closing.links.extend(waiting.links.iter().filter_map(lead));
            closing
        })
    }

    fn set(&self, coverage: &mut Coverage<'_>, late: &LateLine, page: usize, items: &mut Vec<Item>) {
        let number = |anchor: &Anchor| self.places[anchor.0].map_or(0, |(page, _)| page + 1);
        let text: String = late
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::PageOf(anchor) => number(anchor).to_string(),
                Piece::Pages(from, to) if number(from) == number(to) => number(from).to_string(),
                Piece::Pages(from, to) => format!("{}–{}", number(from), number(to)),
                Piece::ThisPage => (page + 1).to_string(),
                Piece::PageCount => self.pages().to_string(),
            })
            .collect();
        let (lines, _) = break_lines(coverage, &[(late.style, text)], f32::MAX, 1);
        let (x, width, top) = late.frame;
        for line in lines {
            line.put(items, x + aligned(late.align, width - line.width), top);
        }
    }
}

/// The pen: where the next thing comes to stand.
pub(crate) struct Flow<'a, 'f> {
    /// The faces, for measuring.
    pub(crate) coverage: &'a mut Coverage<'f>,
    press: &'a mut dyn Press,
    items: Vec<Item>,
    now: Waiting,
    laid: Laid,
    running: (String, String),
    open: bool,
    /// The upper end of what comes next.
    pub(crate) y: f32,
}

impl<'a, 'f> Flow<'a, 'f> {
    /// Nothing laid yet. `head` runs over every page but the first, `foot` under every page.
    pub(crate) fn new(
        coverage: &'a mut Coverage<'f>,
        press: &'a mut dyn Press,
        head: String,
        foot: String,
    ) -> Self {
        let laid = Laid { waiting: Vec::new(), places: Vec::new(), headings: Vec::new() };
        let (items, now) = (Vec::new(), Waiting::default());
        Flow { coverage, press, items, now, laid, running: (head, foot), open: false, y: TOP }
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

    /// Where the anchor lies (index of the page), once it is marked.
    pub(crate) fn is_marked(&self, anchor: Anchor) -> bool {
        self.laid.places[anchor.0].is_some()
    }

    /// Begins a page, ending the one before.
    pub(crate) fn new_page(&mut self) -> Result<(), Error> {
        self.end_page()?;
        self.open = true;
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
        self.running_head();
        let items = std::mem::take(&mut self.items);
        self.laid.waiting.push(std::mem::take(&mut self.now));
        self.press.page(items)
    }

    fn running_head(&mut self) {
        let first = self.laid.waiting.is_empty();
        let right = WIDTH - RIGHT;
        let (head, foot) = self.running.clone();
        let mut rule = |y: f32| {
            self.items.push(Item::Rule { from: (LEFT, y), to: (right, y), thick: 0.35, grey: 0.45 });
        };
        rule(HEIGHT - 56.0);
        if !first {
            rule(58.0);
            let room = CONTENT_WIDTH - 60.0;
            for line in self.set(&[Para::new(LABEL, head).most(1)], room) {
                self.put(&line, LEFT, room, 43.5);
            }
            let name = Para::new(LABEL, crate::words::BOOKLET).align(Align::Right);
            for line in self.set(&[name], CONTENT_WIDTH) {
                self.put(&line, LEFT, CONTENT_WIDTH, 43.5);
            }
        }
        for line in self.set(&[Para::new(LABEL, foot).most(1)], CONTENT_WIDTH - 100.0) {
            self.put(&line, LEFT, CONTENT_WIDTH - 100.0, HEIGHT - 53.0);
        }
        let number = Para::late(LABEL, crate::words::page_x_of_y()).align(Align::Right);
        for line in self.set(&[number], CONTENT_WIDTH) {
            self.put(&line, LEFT, CONTENT_WIDTH, HEIGHT - 53.0);
        }
    }
}

fn aligned(align: Align, room: f32) -> f32 {
    match align {
        Align::Left => 0.0,
        Align::Right => room,
    }
}
