//! Where on a picture the conversation stands: its pane, the title bar above it, the input bar below, and what drew it.

mod ground;
mod title;
mod words;

use super::{
    canvas::{Canvas, Rect, apart, spread},
    overlay::Overlay,
    page::{Line, Page},
    status_bar,
};
use ground::{divider, fades, is_dark, is_papered, right_pane, widest};
use juzheng_model::screen::Device;
use words::is_talk_button;

/// The stage of a page. Rectangles are in pixels of the picture.
pub(crate) struct Stage {
    /// The small picture with its regions.
    pub(crate) canvas: Canvas,
    /// Height of a character of ordinary text, in pixels: everything else is measured with it.
    pub(crate) em: i32,
    /// Where messages stand.
    pub(crate) content: Rect,
    /// The region of the ground that messages stand on; on a wallpaper that of none ([`PAPER`]).
    pub(crate) ground: usize,
    /// How much of the content is ground, in thousandths; little of it is ground where there is a wallpaper.
    pub(crate) bare: u32,
    /// Whether it is in dark mode.
    pub(crate) dark: bool,
    /// What drew it.
    pub(crate) device: Device,
    /// The title, as it was read.
    pub(crate) title: Option<String>,
    /// The status-bar clock, minutes of the day.
    pub(crate) clock: Option<u16>,
    /// Whether there is an input bar (or what is opened in its place) at the bottom.
    pub(crate) input_bar: bool,
    /// How wide the column of circles is at the left of the content, in which messages are being chosen; 0 where none are.
    pub(crate) choosing: i32,
    /// Whether the title stands where the pane of a window has it, with no arrow before it.
    pub(crate) pane_only: bool,
    /// Menus, notices and buttons that lay over it and are taken away.
    pub(crate) overlays: Vec<Overlay>,
}

/// The ground of a wallpaper: no region.
pub(crate) const PAPER: usize = usize::MAX;
/// What the arrow of a title bar comes out as.
pub(crate) const ARROWS: [char; 8] = ['<', '‹', 'く', '〈', '←', '＜', '《', ' '];
/// Small pixels to a character: enough for the edges of bubbles, few enough to be quick.
const SMALL_EM: f32 = 11.0;
/// Share of a line's box that is the character.
const CHARACTER: f32 = 0.86;

impl Stage {
    /// Finds the stage.
    pub(crate) fn find(page: &Page<'_>) -> Stage {
        let em = em(&page.lines, page.width());
        let canvas = Canvas::new(page.pixels, ((em as f32 / SMALL_EM).round() as u32).max(1));
        let (width, height) = (page.width() as i32, page.height() as i32);
        // A window has no wallpaper, but panes.
        let window = width > 36 * em && width * 4 > height * 3;
        let ground = if window { right_pane(&canvas) } else { None }.unwrap_or_else(|| widest(&canvas));
        let mut content = canvas
            .regions
            .get(ground)
            .map_or(Rect { x0: 0, y0: 0, x1: 0, y1: 0 }, |region| canvas.large(region.extent));
        let shade = canvas.regions.get(ground).map_or([255; 3], |region| region.colour);
        let mut dark = is_dark(shade);
        let pixels = (canvas.width * canvas.height).max(1) as u64;
        let small =
            canvas.regions.get(ground).is_some_and(|region| u64::from(region.area) * 100 < pixels * 22);
        // A plain ground begins below the title.
        let low = content.y0 > 12 * em && content.height() * 10 < height * 6;
        // Where it has a colour it may be the sky of a photograph: then it ends above the bar.
        let ends = spread(shade) > 16 && content.y1 * 10 < height * 7;
        let papered = !window
            && (small || low || ends || is_papered(&canvas, content, ground, em) || fades(&canvas, content));
        if papered {
            // A wallpaper: no region is its ground, the whole picture may be pane.
            content = Rect { x0: 0, y0: 0, x1: width, y1: height };
        }
        if content.x0 < 2 * em && content.x1 > width - 2 * em {
            (content.x0, content.x1) = (0, width);
        }
        let mut ground = ground;
        if content.width() > 30 * em {
            content.x0 = content.x0.max(divider(&canvas, content, em));
            // The list of conversations may reach further than the pane beside it, whose right edge is bare.
            let edge = Rect { x0: content.x1 - em * 6 / 10, x1: content.x1 - em / 10, y0: 0, y1: height };
            let own = canvas.ground(canvas.small(edge));
            let extent = canvas.large(canvas.regions[own].extent);
            let fills = extent.width() * 10 >= content.width() * 9 && extent.height() * 10 >= height * 4;
            if own != ground && !papered && fills {
                ground = own;
                (content.y0, content.y1) = (extent.y0, extent.y1);
                content.x1 = content.x1.max(extent.x1);
                dark = is_dark(canvas.regions[own].colour);
            }
        }
        let mut stage = Stage {
            canvas,
            em,
            content,
            ground: if papered { PAPER } else { ground },
            bare: 0,
            dark,
            device: Device::Unknown,
            title: None,
            clock: None,
            input_bar: false,
            choosing: 0,
            pane_only: false,
            overlays: Vec::new(),
        };
        stage.find_head(&page.lines);
        stage.find_foot(&page.lines, height);
        stage.content.x0 += stage.choosing;
        if papered {
            stage.dark = stage.is_bar_dark(height);
        }
        stage.device = stage.drawn_by(&page.lines, width, height);
        stage.bare = match papered {
            true => 0,
            false => 1_000 - stage.canvas.foreign(stage.canvas.small(stage.content), stage.ground),
        };
        stage
    }

    /// Takes the ground for a wallpaper after all, on a picture so many pixels high.
    pub(crate) fn take_for_wallpaper(&mut self, height: u32) {
        (self.ground, self.bare) = (PAPER, 0);
        self.dark = self.is_bar_dark(height as i32);
    }

    /// The stage below menus and notices that were taken away.
    pub(crate) fn under(self, overlays: Vec<Overlay>) -> Stage {
        Stage { overlays, ..self }
    }

    /// Whether something touches a menu or a notice that lay over it, which may hide a part.
    pub(crate) fn is_under(&self, rect: Rect) -> bool {
        let slack = self.em / 3;
        let touches = |Overlay { rect: over, .. }: &Overlay| {
            over.rows_shared(rect) > -slack && over.columns_shared(rect) > -slack
        };
        self.overlays.iter().any(touches)
    }

    /// How far from the middle of the pane something stands, by its own middle. What the circles for choosing do not move still
    /// stands in the middle of the screen.
    pub(crate) fn off_middle(&self, x: i32) -> i32 {
        let middle = self.content.middle().0;
        (x - middle).abs().min((x - middle + self.choosing / 2).abs())
    }

    /// Whether something reaches the title or the bar below, but for so many pixels: they may cut it off.
    pub(crate) fn cuts(&self, rect: Rect, slack: i32) -> bool {
        rect.y0 <= self.content.y0 + slack || rect.y1 >= self.content.y1 - slack
    }

    /// How much of a rectangle differs from its own most common colour, in thousandths.
    pub(in crate::screenshot) fn busy(&self, rect: Rect) -> u32 {
        let small = self.canvas.small(rect);
        if small.width() <= 0 || small.height() <= 0 {
            return 0;
        }
        self.canvas.foreign(small, self.canvas.ground(small))
    }

    /// The first row in a range at which the picture changes over most of its width: the edge of a bar.
    fn edge(&self, from: i32, to: i32) -> Option<i32> {
        let f = self.canvas.factor as i32;
        (from / f + 1..to.min(self.canvas.height * f) / f).find(|y| self.is_edge(*y)).map(|y| (y + 1) * f)
    }

    /// The first fine line across the whole pane in a range.
    fn rule(&self, from: i32, to: i32) -> Option<i32> {
        let (canvas, pane, f) = (&self.canvas, self.canvas.small(self.content), self.canvas.factor as i32);
        let changes = |x: &i32, y: i32| apart(canvas.colour(*x, y - 1), canvas.colour(*x, y)) >= 2;
        let whole = |y: &i32| {
            *y > 0
                && (pane.x0 + 1..pane.x1 - 1).filter(|x| changes(x, *y)).count() as i32 * 100
                    >= pane.width() * 93
        };
        (from / f..(to / f).min(canvas.height)).find(whole).map(|y| y * f)
    }

    /// Whether the picture changes at a small row over the width of the pane: over more of it than a bubble and its avatar take.
    fn is_edge(&self, y: i32) -> bool {
        let (canvas, pane) = (&self.canvas, self.canvas.small(self.content));
        if y < 1 || y + 2 > canvas.height || pane.width() <= 0 {
            return false;
        }
        let (above, below) = (y - 1, (y + 1).min(canvas.height - 1));
        let changes = |x: &i32| apart(canvas.colour(*x, above), canvas.colour(*x, below)) >= 5;
        (pane.x0..pane.x1).filter(changes).count() as i32 * 100 >= pane.width() * 88
    }

    /// The input bar, a keyboard or a panel: full-width regions other than the ground in the lower part.
    fn find_foot(&mut self, lines: &[Line], height: i32) {
        let (em, pane) = (self.em, self.content);
        let full = |rect: Rect| rect.x0 <= pane.x0 + em / 2 && rect.x1 >= pane.x1 - em / 2;
        let lowest = height.min(pane.y1.max(height));
        let feet = self.canvas.regions.iter().enumerate().filter(|(ix, _)| *ix != self.ground);
        // A field for typing: wide, low, between icons, with nothing written in it.
        let field = |rect: Rect, filled: bool| {
            let empty = |line: &Line| {
                !rect.holds((line.middle().0 as i32, line.middle().1 as i32)) || is_talk_button(&line.folded)
            };
            filled
                && rect.width() > pane.width() * 4 / 10
                && (em * 14 / 10..em * 34 / 10).contains(&rect.height())
                && (em..em * 33 / 10).contains(&(rect.x0 - pane.x0))
                && rect.y0 > pane.y0 + pane.height() * 4 / 10
                && lines.iter().all(empty)
        };
        // A strip of a photograph has a colour.
        let fields: Vec<i32> = feet
            .clone()
            .filter(|(_, region)| spread(region.colour) < 24)
            .map(|(_, region)| {
                let (extent, rect) = (region.extent, self.canvas.large(region.extent));
                (rect, region.area as i32 * 10 >= extent.width() * extent.height() * 7)
            })
            .filter(|(rect, filled)| field(*rect, *filled))
            .map(|(rect, _)| rect.y0)
            .collect();
        let (mut top, mut reach) = (pane.y1, lowest);
        let mut bar = false;
        let mut feet: Vec<_> = feet.map(|(_, region)| (region, self.canvas.large(region.extent))).collect();
        feet.sort_by_key(|(_, rect)| -rect.y1);
        for (region, rect) in feet {
            let low = rect.y0 > pane.y0 + (lowest - pane.y0) * 45 / 100;
            let tall = rect.height() > em * 12 / 10
                && region.area as i32 * 3 > region.extent.width() * region.extent.height();
            let (above, f) = (rect.y0 / self.canvas.factor as i32, 2);
            // A wallpaper has bands of its own; the bar reaches down to the end of the screen, or to the keyboard.
            let tall = tall && (self.ground != PAPER || rect.y1 > reach - 2 * em);
            // A message that a search came from is shown on a band across the screen, above the bar with its field.
            let band =
                rect.height() < 8 * em && fields.iter().all(|field| *field > rect.y1) && !fields.is_empty();
            if low && tall && !band && full(rect) && (above - f..=above + f).any(|y| self.is_edge(y)) {
                (top, reach) = (top.min(rect.y0), reach.min(rect.y0));
                bar = true;
            }
        }
        for field in fields.into_iter().filter(|field| *field < top + 4 * em).collect::<Vec<_>>() {
            top = top.min(field - em / 2);
            bar = true;
        }
        if pane.width() > 30 * em {
            // A window's field for typing is ruled off by a line across the pane.
            let (from, to) = (pane.y0 + (height - pane.y0) * 45 / 100, height - 2 * em);
            if let Some(line) = self.rule(from, to) {
                top = top.min(line);
                bar = true;
            }
        }
        self.content.y1 = top.max(self.content.y0);
        self.input_bar = bar;
    }

    /// Whether the bar below the conversation is dark, or the title where there is no bar.
    fn is_bar_dark(&self, height: i32) -> bool {
        let bar = match self.content.y1 + 2 * self.em < height {
            true => {
                Rect { y0: self.content.y1 + self.em / 4, y1: self.content.y1 + 2 * self.em, ..self.content }
            }
            false => {
                Rect { y0: self.content.y0 - 2 * self.em, y1: self.content.y0 - self.em / 4, ..self.content }
            }
        };
        let region = self.canvas.ground(self.canvas.small(bar));
        self.canvas.regions.get(region).is_some_and(|region| is_dark(region.colour))
    }

    fn drawn_by(&self, lines: &[Line], width: i32, height: i32) -> Device {
        let pane = self.content;
        let wide = pane.width() > 28 * self.em && height * 10 < width * 16;
        if wide || pane.width() > 30 * self.em || (pane.x0 > width / 20 && width > height) {
            return Device::Pc;
        }
        if width > height {
            return Device::Unknown;
        }
        // Screenshots of phones have the width of the screen; iPhones share none of theirs with the usual Androids.
        const IPHONES: [i32; 12] = [640, 750, 828, 1125, 1170, 1179, 1206, 1242, 1284, 1290, 1320, 1260];
        const ANDROIDS: [i32; 5] = [720, 1080, 1220, 1240, 1440];
        // Of a long capture only what stands in its head tells.
        let screen = height * 10 < width * 24;
        if screen && IPHONES.contains(&width) && height * 10 > width * 17 {
            return Device::Ios;
        }
        if screen && ANDROIDS.contains(&width) && width != 720 {
            return Device::Android;
        }
        // A picture that was saved smaller still has the shape of its screen.
        match i64::from(height) * 10_000 / i64::from(width.max(1)) {
            19_900..=20_100
            | 20_500..=20_600
            | 21_660..=21_670
            | 21_050..=21_150
            | 21_950..=22_020
            | 22_100..=22_400 => {
                return Device::Android;
            }
            21_630..=21_656 | 21_672..=21_745 => return Device::Ios,
            _ => {}
        }
        let head = lines.iter().filter(|line| (line.middle().1 as i32) < pane.y0);
        let clock =
            head.filter(|line| status_bar::clock(&line.folded).is_some()).map(|line| line.middle()).next();
        let Some((x, y)) = clock else {
            return if self.pane_only { Device::Pc } else { Device::Unknown };
        };
        // An iPhone's clock stands in the middle, or left of the notch and lower; an Android's at an end, at the top.
        let middle = (x as i32 - width / 2).abs() < width / 8;
        let notched = (x as i32) < width * 30 / 100 && y as i32 > self.em * 4 / 3;
        match middle || notched {
            true => Device::Ios,
            false => Device::Android,
        }
    }
}

/// Height of a character of ordinary text: the middle one of all lines, long ones counting more.
fn em(lines: &[Line], width: u32) -> i32 {
    let mut heights: Vec<u32> = lines
        .iter()
        .filter(|line| line.read.bounds[2] >= line.height())
        .flat_map(|line| std::iter::repeat_n(line.height(), line.folded.chars().count().clamp(1, 16)))
        .collect();
    heights.sort_unstable();
    match heights.get(heights.len() * 6 / 10) {
        Some(height) => ((*height as f32 * CHARACTER).round() as i32).max(4),
        None => (width as i32 / 22).max(4),
    }
}
