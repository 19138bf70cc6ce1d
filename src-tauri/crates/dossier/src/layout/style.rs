//! The few type styles of the dossier.

use crate::fonts::Voice;

/// How a piece of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// Serif, sans or its heavier cut.
    pub(crate) voice: Voice,
    /// Type size in points.
    pub(crate) size: f32,
    /// Distance of baselines in points.
    pub(crate) lead: f32,
    /// 0 black … 1 white.
    pub(crate) grey: f32,
}

impl Style {
    /// The same in another tone.
    pub(crate) const fn grey(self, grey: f32) -> Style {
        Style { grey, ..self }
    }

    /// Where the baseline lies under the upper end of the leading.
    pub(crate) fn baseline(self) -> f32 {
        centred(self.lead, self.size)
    }

    /// The same in another size, the leading with it.
    pub(crate) fn sized(self, size: f32) -> Style {
        Style { size, lead: self.lead * size / self.size, ..self }
    }
}

/// The baseline that centres type in its leading: Han signs rise 0.88 em above it and fall 0.12 em below.
pub(super) fn centred(lead: f32, size: f32) -> f32 {
    lead / 2.0 + size * 0.38
}

/// Running prose.
pub(crate) const BODY: Style = Style { voice: Voice::Serif, size: 10.5, lead: 18.0, grey: 0.0 };
/// Prose and messages in tables.
pub(crate) const CELL: Style = Style { voice: Voice::Serif, size: 9.0, lead: 14.0, grey: 0.0 };
/// Figures, times and names in tables.
pub(crate) const FIGURE: Style = Style { voice: Voice::Sans, size: 8.5, lead: 14.0, grey: 0.0 };
/// What must strike the eye in a table.
pub(crate) const STRONG: Style = Style { voice: Voice::Bold, size: 9.0, lead: 14.0, grey: 0.0 };
/// Quiet additions: ids, places, labels.
pub(crate) const LABEL: Style = Style { voice: Voice::Sans, size: 7.5, lead: 11.5, grey: 0.38 };
/// Notes under a row or a table.
pub(crate) const NOTE: Style = Style { voice: Voice::Serif, size: 8.5, lead: 13.0, grey: 0.2 };
/// The heading of a part.
pub(crate) const H1: Style = Style { voice: Voice::Bold, size: 16.0, lead: 24.0, grey: 0.0 };
/// The heading within a part.
pub(crate) const H2: Style = Style { voice: Voice::Bold, size: 10.5, lead: 17.0, grey: 0.0 };
