//! The reading of one picture: everything that was found on it, and how it is told to a sink.

use super::{
    LAYOUT, amount,
    canvas::Rect,
    capture::{self, Capture},
    chat::{self, Row},
    dating::Manner,
    foreign,
    kind::{self, Look},
    label::{self, Label},
    merged,
    metadata::Metadata,
    money_page::{self, Found},
    page::{Line, Page},
    signs,
    stage::Stage,
    telling::{self, Setting},
};
use crate::circumstances::Circumstances;
use juzheng_model::{ArtifactKind, Code, Facts, Finding, Place, Screen, ScreenKind, Sink, port::Pixels};
use std::io;

/// What was read from a picture.
pub(super) struct Reading<'p> {
    page: &'p Page<'p>,
    screen: Screen,
    capture: Capture,
    rows: Vec<Row>,
    found: Found,
    findings: Vec<Finding>,
}

impl<'p> Reading<'p> {
    /// Reads a page; `whole` is the picture as it was given, with what lies over the page.
    ///
    /// # Errors
    /// The engine failed at a second look.
    pub(super) fn of(
        page: &'p Page<'p>,
        stage: Stage,
        whole: Pixels<'_>,
        known: &Circumstances,
        metadata: &Metadata,
    ) -> io::Result<Reading<'p>> {
        let talk = chat::read(&stage, page)?;
        let look = Look {
            bubbles_left: talk.bubbles[0],
            bubbles_right: talk.bubbles[1],
            labels: talk.rows.iter().filter(|row| matches!(row, Row::Label(_))).count() as u32,
            input_bar: stage.input_bar,
            sender_names: talk.names,
            cards: talk.cards,
            avatars: talk.avatars,
            green: talk.green,
        };
        let (kind, kind_signs) = kind::classify(page, &look);
        let capture = capture::find(&known.name, known.captured, metadata, stage.clock, known.added_at);
        let rows = match kind {
            ScreenKind::Chat => talk.rows,
            ScreenKind::MergedForward => merged::read(&stage, page)?,
            _ => Vec::new(),
        };
        let mut found = Found::default();
        let circumstances = Circumstances { captured: capture.at.map(|(at, _)| at), ..known.clone() };
        money_page::read(page, kind, &circumstances, &mut found)?;
        let screen = Screen {
            kind,
            signs: kind_signs,
            device: stage.device,
            dark: stage.dark,
            width: page.width(),
            height: page.height(),
            title: stage.title,
            clock: stage.clock,
            captured: capture.at,
            engine: page.engine.engine().to_owned(),
        };
        let hidden: Vec<Rect> =
            stage.overlays.iter().filter(|over| !over.button).map(|over| over.rect).collect();
        let mut findings = findings(page, whole, &screen, &rows, &known.name, metadata);
        if !matches!(kind, ScreenKind::Chat | ScreenKind::Other) {
            let place = |rect: Rect| Place::Box { bounds: rect.bounds() };
            findings
                .extend(hidden.into_iter().map(|rect| Finding::at(Code::SliceUnread, place(rect), [""; 0])));
        }
        Ok(Reading { page, screen, capture, rows, found, findings })
    }

    /// Tells it to `sink`: facts, records, findings.
    ///
    /// # Errors
    /// The sink refuses, or the engine failed at a second look.
    pub(super) fn tell(self, plain: Facts, sink: &mut dyn Sink) -> io::Result<()> {
        let kind = self.screen.kind;
        let screen = Some(self.screen.clone());
        sink.facts(Facts { kind: artifact_kind(kind), layout: LAYOUT.to_owned(), screen, ..plain })?;
        if matches!(kind, ScreenKind::Chat | ScreenKind::MergedForward) {
            let setting = Setting {
                title: self.screen.title.as_deref(),
                manner: if kind == ScreenKind::Chat { Manner::Chat } else { Manner::Forwarded },
                captured: self.screen.captured.map(|(at, _)| at),
                added_at: self.capture.not_after,
            };
            telling::tell(self.page, &self.rows, &setting, sink)?;
            self.capture.findings.into_iter().try_for_each(|finding| sink.finding(finding))?;
        }
        match kind {
            ScreenKind::Other if self.page.lines.is_empty() => {
                sink.finding(Finding::of_file(Code::NothingReadable, [""; 0]))?;
            }
            ScreenKind::Other => {
                sink.finding(Finding::of_file(Code::OtherScreen, [self.screen.signs.join("、")]))?;
            }
            _ => {}
        }
        self.found.transfers.into_iter().try_for_each(|transfer| sink.transfer(transfer))?;
        let findings = self.found.findings.into_iter().chain(self.findings);
        findings.into_iter().try_for_each(|finding| sink.finding(finding))
    }
}

/// Signs of editing, and that a page is not WeChat's own.
fn findings(
    page: &Page<'_>,
    whole: Pixels<'_>,
    screen: &Screen,
    rows: &[Row],
    name: &str,
    metadata: &Metadata,
) -> Vec<Finding> {
    if screen.kind == ScreenKind::Other {
        return Vec::new();
    }
    let mut found = signs::of_file(name, metadata, screen.device, whole);
    found.extend(signs::of_size(screen.width, screen.height, screen.device));
    found.extend(foreign::findings(page, screen.kind));
    if screen.kind == ScreenKind::Chat && !found.iter().any(|finding| finding.code == Code::SignNotWechat) {
        let shown = rows.iter().filter_map(|row| match row {
            Row::Label(ix) => label::parse(&page.lines[*ix].folded),
            Row::Message(_) | Row::Slice(_) => None,
        });
        let labels: Vec<Label> = shown.collect();
        found.extend(signs::of_labels(&labels.iter().collect::<Vec<_>>(), screen.captured.map(|(at, _)| at)));
    }
    let inside = |line: &&Line| match screen.kind {
        // Numbers in a bubble are words; those on cards are amounts.
        ScreenKind::Chat => rows.iter().any(|row| is_card_with(row, line)),
        _ => true,
    };
    let amounts = page.lines.iter().filter(|line| amount::parse(&line.folded).is_some()).filter(inside);
    for line in amounts {
        found.extend(signs::uneven_amount(whole, line));
    }
    found
}

fn is_card_with(row: &Row, line: &Line) -> bool {
    let Row::Message(drawn) = row else { return false };
    let (x, y) = line.middle();
    drawn.card.is_some() && drawn.rect.holds((x as i32, y as i32))
}

fn artifact_kind(kind: ScreenKind) -> ArtifactKind {
    match kind {
        ScreenKind::Chat | ScreenKind::MergedForward => ArtifactKind::ChatScreenshot,
        ScreenKind::BillList
        | ScreenKind::BillDetail
        | ScreenKind::TransferDetail
        | ScreenKind::RedPacket => ArtifactKind::BillScreenshot,
        ScreenKind::Profile | ScreenKind::SessionList | ScreenKind::Other => ArtifactKind::Image,
    }
}
