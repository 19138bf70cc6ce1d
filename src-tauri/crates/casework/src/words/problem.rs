//! What does not hold when a case is checked, in words.

use super::{Lang, fill};

/// A problem's sentence; an unknown code is shown as it is.
pub fn problem(code: &str, args: &[String], lang: Lang) -> String {
    let (zh, en) = match code {
        "original-missing" => ("原件缺失：{0}", "the original of `{0}` is missing"),
        "original-unreadable" => ("原件无法读取：{0}（{1}）", "the original of `{0}` cannot be read ({1})"),
        "original-changed" => (
            "原件已被改动：{0}（{1} 不一致，收入时 {2}，现为 {3}）",
            "the original of `{0}` has changed ({1} was {2}, is {3})",
        ),
        "original-extra" => {
            ("originals 文件夹里多出文件：{0}", "there is a file in originals that is not of the case: {0}")
        }
        "records-changed" => (
            "数据库中的记录与读取时不一致（读取 {0}，当时 {1}，现为 {2}）",
            "the records in the database differ from what was read (reading {0}: was {1}, is {2})",
        ),
        "records-differ-from-original" => (
            "重新读取原件“{0}”所得的记录与数据库不一致（{1}）",
            "reading the original `{0}` again gives other records than the database has ({1})",
        ),
        "record-id-changed" => {
            ("记录的编号被改动（{0} 第 {1} 行）", "the id of a record has changed ({0}, row {1})")
        }
        "record-misplaced" => {
            ("记录不在应在的位置（{0} 第 {1} 行）", "a record is not where it belongs ({0}, row {1})")
        }
        "records-extra" => ("表 {0} 应有 {1} 行，现有 {2} 行", "table {0} should have {1} rows and has {2}"),
        "reading-differs" => ("读取记录与保管记录不一致（{0}）", "a reading is not what custody says ({0})"),
        "artifact-differs" => {
            ("材料登记与保管记录不一致（{0}）", "an artifact is not what custody says ({0})")
        }
        "settings-differ" => ("案件设置与保管记录不一致", "the settings are not what custody says"),
        "decisions-differ" => ("用户决定与保管记录不一致", "the decisions are not what custody says"),
        "head-differs" => ("案件名称等与保管记录不一致", "title or id of the case are not what custody says"),
        "seals-differ" => ("封存或时间戳与保管记录不一致", "seals or timestamps are not what custody says"),
        "seal-fails" => ("封存 {0} 不成立（{1}）", "the seal {0} does not hold ({1})"),
        "timestamp-fails" => ("时间戳不成立：{0}（{1}）", "the timestamp `{0}` does not hold ({1})"),
        "timestamp-untrusted" => (
            "时间戳机构不能追溯到所信任的根证书：{0}（{1}）",
            "the authority of the timestamp `{0}` does not lead to a trusted root ({1})",
        ),
        "package-file-missing" => ("证据包缺少文件：{0}", "the package lacks `{0}`"),
        "package-file-extra" => {
            ("证据包里多出文件：{0}", "the package has a file that its lists do not name: `{0}`")
        }
        "package-file-changed" => (
            "证据包里的文件已被改动：{0}（清单为 {1}，现为 {2}）",
            "`{0}` in the package has changed (the list says {1}, it is {2})",
        ),
        "package-file-unreadable" => {
            ("证据包里的文件无法读取：{0}（{1}）", "`{0}` in the package cannot be read ({1})")
        }
        "package-file-refused" => (
            "证据包里有不应有的内容：{0}（{1}）",
            "the package holds something that has no business there: `{0}` ({1})",
        ),
        "package-list-damaged" => ("证据包的清单无法读取：{0}", "a list of the package does not read: `{0}`"),
        "package-signature-fails" => ("证据包的签名不成立", "the signature of the package does not hold"),
        "package-manifest-damaged" => {
            ("证据包的案件清单不成立：{0}（{1}）", "`{0}` of the package does not hold ({1})")
        }
        "package-original-differs" => {
            ("原件与案件清单不一致：{0}", "the original `{0}` is not what the manifest of the case says")
        }
        "package-custody-broken" => (
            "证据包里的保管记录在第 {0} 条处断开或被改动",
            "the custody chain of the package is broken or altered at entry {0}",
        ),
        "package-custody-cut" => (
            "证据包里的保管记录不含所封存的第 {0} 条，可能被截短",
            "the custody chain of the package does not hold the pinned entry {0}; it may have been cut",
        ),
        "package-seal-fails" => ("证据包里的封存 {0} 不成立", "the seal {0} in the package does not hold"),
        "custody-broken" => {
            ("保管记录在第 {0} 条处断开或被改动", "the custody chain is broken or altered at entry {0}")
        }
        "schema-differs" => ("数据库结构被改动（{0}）", "the schema of the database has changed ({0})"),
        "row-damaged" => {
            ("数据库有一行损坏（{0} 第 {1} 行）", "a row of the database is damaged ({0}, row {1})")
        }
        "key-damaged" => (
            "打开案件所必需的 case.key 有一处损坏；仍能打开，但请立即备份，并重新设置一次口令",
            "case.key, without which the case cannot be opened, is damaged in one place; it still opens, but make a copy now and set the passphrase anew",
        ),
        "database-damaged" => ("数据库损坏：{0}", "the database is damaged: {0}"),
        other => return format!("{other} {}", args.join(" ")),
    };
    if code.starts_with("timestamp-") && args.len() == 2 {
        return fill(lang.of(zh, en), &[args[0].clone(), super::stamp_fault(&args[1], lang)]);
    }
    fill(lang.of(zh, en), args)
}
