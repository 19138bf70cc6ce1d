//! Programs that change pictures, by the names that they write into them.
//!
//! Not the software of phones (iOS writes its version, Android its build), and not programs that only capture or convert.

/// Names in lower case. Short ones and common words count only as whole words.
const EDITORS: &[(&str, bool)] = &[
    ("photoshop", false),
    ("lightroom", false),
    ("imageready", false),
    ("illustrator", false),
    ("gimp", true),
    ("paint.net", false),
    ("paintshop", false),
    ("paint shop", false),
    ("pixelmator", false),
    ("affinity", false),
    ("snapseed", false),
    ("picsart", false),
    ("pixlr", false),
    ("polarr", false),
    ("vsco", true),
    ("canva", true),
    ("fotor", true),
    ("befunky", false),
    ("ipiccy", false),
    ("photoscape", false),
    ("picasa", false),
    ("photofiltre", false),
    ("photoimpact", false),
    ("acdsee", false),
    ("coreldraw", false),
    ("corel ", false),
    ("capture one", false),
    ("darktable", false),
    ("rawtherapee", false),
    ("luminar", true),
    ("krita", true),
    ("inkscape", false),
    ("acorn", true),
    ("facetune", false),
    ("remini", true),
    ("inshot", true),
    ("picsew", true),
    ("meitu", false),
    ("美图", false),
    ("xingtu", false),
    ("hypic", false),
    ("醒图", false),
    ("beautycam", false),
    ("美颜", false),
    ("轻颜", false),
    ("faceu", true),
    ("b612", true),
    ("camera360", false),
    ("相机360", false),
    ("黄油相机", false),
    ("天天p图", false),
    ("泼辣", false),
    ("可画", false),
    ("光影魔术手", false),
    ("neoimaging", false),
    ("可牛", false),
    ("capcut", false),
    ("剪映", false),
    ("photo editor", false),
    ("photoeditor", false),
    ("image editor", false),
];

/// Whether a program that names itself so is one that changes pictures.
pub(crate) fn is_editor(program: &str) -> bool {
    let program = program.to_lowercase();
    EDITORS.iter().any(|(name, whole)| {
        program.match_indices(name).any(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !whole
                || !(letter(program[..at].chars().next_back())
                    || letter(program[at + name.len()..].chars().next()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_from_phones() {
        let editors = [
            "Adobe Photoshop CC 2019 (Windows)",
            "Adobe Photoshop Lightroom Classic 9.2",
            "GIMP 2.10.8",
            "Created with GIMP",
            "Snapseed 2.0",
            "PicsArt",
            "美图秀秀",
            "MeituGallery",
            "醒图 9.1",
            "Pixelmator Pro 3.5",
            "paint.net 4.2.10",
        ];
        let others = [
            "",
            "17.1.1",
            "iOS 12.1",
            "HDR+ 1.0.345618096zd",
            "MIUI Camera",
            "HUAWEI P40",
            "Android RP1A.200720.011",
            "G9810ZCU2DTL5",
            "gimpy",
            "gd-jpeg v1.0 (using IJG JPEG v62), quality = 80",
            "gnome-screenshot",
            "Snipaste",
            "Luminary OS",
        ];
        for program in editors {
            assert!(is_editor(program), "{program}");
        }
        for program in others {
            assert!(!is_editor(program), "{program}");
        }
    }
}
