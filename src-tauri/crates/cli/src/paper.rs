//! What the command line says of a dossier, as an order.

use crate::args::{Dossier, GapsArg, PicturesArg, ProfileArg, RuleArg};
use juzheng_casework::{DossierOrder, Gaps, Hiding, Paper, Part, PerPage, Profile, Rules, VolumeLimit};

/// The order of a command line.
pub(crate) fn order(args: &Dossier) -> DossierOrder {
    let profile = match args.profile {
        ProfileArg::Court => Profile::Court,
        ProfileArg::Mediation => Profile::Mediation,
        ProfileArg::Internal => Profile::Internal,
    };
    let parts = match args.parts[..] {
        [] => Part::usual(profile).to_vec(),
        _ => args.parts.clone(),
    };
    DossierOrder {
        out: args.out.clone(),
        date: args.date,
        gaps: match args.gaps {
            GapsArg::Shown => Gaps::Shown,
            GapsArg::Hidden => Gaps::Hidden,
        },
        profile,
        parts,
        paper: paper(args),
    }
}

fn paper(args: &Dossier) -> Paper {
    let pages = args.volumes_pages.map(|pages| VolumeLimit::Pages(pages as usize));
    let bytes = args.volumes_mb.map(|mb| VolumeLimit::Bytes(u64::from(mb) * 1_000_000));
    Paper {
        pictures: match args.pictures {
            PicturesArg::One => PerPage::One,
            PicturesArg::Two => PerPage::Two,
            PicturesArg::Four => PerPage::Four,
        },
        transcripts: args.transcripts,
        forms: !args.no_forms,
        duplex: args.duplex,
        left_out: args.leave_out.clone(),
        hiding: match (args.unredacted, &args.redact[..]) {
            (true, _) => Hiding::Nothing,
            (false, []) => Hiding::Boxes,
            (false, rules) => Hiding::Rules(self::rules(rules)),
        },
        volumes: pages.or(bytes),
        receipts: args.receipts,
        docx: args.docx,
        xlsx: args.xlsx,
    }
}

fn rules(asked: &[RuleArg]) -> Rules {
    let mut rules = Rules::default();
    for rule in asked {
        match rule {
            RuleArg::All => rules = Rules::ALL,
            RuleArg::Phones => rules.phones = true,
            RuleArg::Ids => rules.ids = true,
            RuleArg::Cards => rules.cards = true,
            RuleArg::Wxids => rules.wxids = true,
            RuleArg::Others => rules.others = true,
            RuleArg::Unrelated => rules.unrelated = true,
        }
    }
    rules
}
