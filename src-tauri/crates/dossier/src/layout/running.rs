//! What stands on every page: the case and the exhibit over it; under it the materials' root digest, in short and whole as a
//! code, and the number of the page.

use super::{
    flow::Flow,
    page::{CONTENT_WIDTH, HEIGHT, Item, LEFT, RIGHT, WIDTH},
    style::LABEL,
    text::{Align, Para, Piece},
};
use crate::words;
use juzheng_model::Digest;

/// The upper rule.
const HEAD: f32 = 58.0;
/// The lower rule.
const FOOT: f32 = HEIGHT - 60.0;
/// The code, without the white that it needs around it: 13 mm, so that a module is 0.39 mm, which every telephone reads.
const CODE: f32 = 36.85;
/// The white around the code: four modules.
const QUIET: f32 = 4.6;

/// What stands on every page.
#[derive(Debug, Clone)]
pub(crate) struct Running {
    /// Over every page but the first.
    pub(crate) head: String,
    /// The digest over all materials.
    pub(crate) root: Digest,
    /// Program and version.
    pub(crate) program: String,
    /// What says which page it is.
    pub(crate) number: Vec<Piece>,
}

impl Running {
    /// With the pages numbered through.
    pub(crate) fn new(head: String, root: Digest, program: &str) -> Running {
        Running { head, root, program: program.to_owned(), number: words::page_x_of_y() }
    }
}

/// What the code of a root digest says. Capitals make a smaller code; a digest is compared without regard to them.
pub(crate) fn said_by_code(root: &Digest) -> String {
    root.hex().to_uppercase()
}

impl Flow<'_, '_> {
    /// Draws it on the page that ends.
    pub(super) fn running(&mut self, is_first: bool) {
        if !is_first {
            self.over();
        }
        self.rule(FOOT);
        let Running { root, program, number, .. } = self.running.clone();
        let top = FOOT + QUIET;
        self.draw(Item::Code { x: LEFT, y: top, size: CODE, text: said_by_code(&root) });
        let beside = LEFT + CODE + QUIET + 2.0;
        let foot = [format!("{} {}", words::ROOT, &root.hex()[..16]), program];
        self.line(foot.map(|said| Para::new(LABEL, said).most(1)), beside, CONTENT_WIDTH - 160.0, top - 2.0);
        let number = Para::late(LABEL, number).align(Align::Right);
        self.line([number], LEFT, CONTENT_WIDTH, top - 2.0);
    }

    fn over(&mut self) {
        self.rule(HEAD);
        let head = Para::new(LABEL, self.running.head.as_str()).most(1);
        self.line([head], LEFT, CONTENT_WIDTH - 110.0, HEAD - 14.5);
        let name = match &self.exhibits_here[..] {
            [] => words::BOOKLET.to_owned(),
            [one] => format!("证据 {one}"),
            [first, .., last] => format!("证据 {first} 至 {last}"),
        };
        self.line([Para::new(LABEL, name).align(Align::Right)], LEFT, CONTENT_WIDTH, HEAD - 14.5);
    }

    fn rule(&mut self, y: f32) {
        let right = WIDTH - RIGHT;
        self.draw(Item::Rule { from: (LEFT, y), to: (right, y), thick: 0.35, grey: 0.45 });
    }

    fn line<const N: usize>(&mut self, paras: [Para; N], x: f32, width: f32, mut top: f32) {
        for line in self.set(&paras, width) {
            self.put(&line, x, width, top);
            top += line.height();
        }
    }
}
