//! From texts to pages: measuring, breaking lines, tables, page flow. The result is a display list that knows no PDF.

mod flow;
mod laid;
mod line;
mod page;
mod qr;
mod running;
mod shape;
mod style;
mod table;
mod text;

pub(crate) use flow::{Anchor, Flow, Heading, Press, SetLine};
pub(crate) use laid::Laid;
pub(crate) use page::{CONTENT_WIDTH, Closing, HEIGHT, Item, LEFT, Link, TOP, WIDTH};
pub(crate) use qr::Modules;
pub(crate) use running::{Running, said_by_code};
pub(crate) use style::{BODY, CELL, FIGURE, H1, LABEL, NOTE, STRONG, Style};
pub(crate) use table::{Column, Row, Table};
pub(crate) use text::{Align, Para, Piece};
