//! Entries of the custody chain and decisions, in plain words.

use super::{Lang, artifact_kind};
use crate::pane::CustodyLine;
use juzheng_model::{Offset, decision::Decision};
use juzheng_vault::CustodyEntry;
use serde_json::Value;

/// What was done, in one sentence, and more about it.
pub fn custody(entry: &CustodyEntry, offset: Offset, lang: Lang) -> (String, Vec<CustodyLine>) {
    let detail = &entry.detail;
    let text = |key: &str| detail.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = |key: &str| detail.get(key).and_then(Value::as_u64).unwrap_or_default();
    let mut lines = Lines { lang, lines: Vec::new() };
    let sentence = match entry.action.as_str() {
        "create" => say(lang, "建立案件“{}”", "made the case “{}”", &text("title")),
        "keep" => {
            lines.add("路径", "path", &text("path"));
            lines.add("大小（字节）", "size (bytes)", &number("size").to_string());
            lines.add("SHA-256", "SHA-256", &text("sha256"));
            lines.add("SM3", "SM3", &text("sm3"));
            say(
                lang,
                "收入文件“{}”，原样保存并计算指纹",
                "took in “{}”, unchanged, and fingerprinted it",
                &text("name"),
            )
        }
        "keep-again" => {
            lines.add("路径", "path", &text("path"));
            say(
                lang,
                "再次收入“{}”（内容相同，只保存一份）",
                "took in “{}” again (the same bytes, kept once)",
                &text("name"),
            )
        }
        "read" => {
            lines.add("读取程序", "reader", &text("reader"));
            lines.add("记录指纹", "digest of the records", &text("digest"));
            let kind = artifact_kind(&text("kind"), lang);
            match lang {
                Lang::Zh => format!(
                    "读取为{kind}：{} 条消息，{} 笔收付记录，{} 条提示",
                    number("messages"),
                    number("transfers"),
                    number("findings")
                ),
                Lang::En => format!(
                    "read as {kind}: {} messages, {} transfers, {} findings",
                    number("messages"),
                    number("transfers"),
                    number("findings")
                ),
            }
        }
        "settings" => {
            change(&detail["change"], &mut lines);
            lang.of("修改设置", "changed the settings").to_owned()
        }
        "decide" => decided(detail, lang),
        "undo" => {
            lines.add("撤销的是第几条", "number of the entry taken back", &number("undone").to_string());
            say(lang, "撤销：{}", "took back: {}", &decided(&detail["decision"], lang))
        }
        "seal" => {
            lines.add("封存根值", "root", &text("root"));
            lines.add("清单 SHA-256", "SHA-256 of the manifest", &text("manifest"));
            lang.of("封存：对案件清单签名", "sealed: signed the manifest of the case").to_owned()
        }
        "query" => {
            lines.add("封存根值", "root", entry.subjects.first().map_or("", String::as_str));
            lines.add("请求内容（十六进制）", "query (hex)", &text("query"));
            say(lang, "制作可信时间戳请求，去向：{}", "made a query for a timestamp, for {}", &text("to"))
        }
        "encrypt" => say(lang, "另存为加密的案件", "wrote the encrypted copy that this is", ""),
        "stamp" => {
            lines.add("封存根值", "root", entry.subjects.first().map_or("", String::as_str));
            lines.add("回复 SHA-256", "SHA-256 of the reply", &text("reply"));
            say(lang, "收入可信时间戳，来源：{}", "took in a trusted timestamp from {}", &text("authority"))
        }
        "export" if detail["package"] == true => {
            lines.add("路径", "path", &text("path"));
            lines.add("封存根值", "root", &text("root"));
            say(lang, "导出证据包（{}）", "exported a package ({})", &super::term(&text("for"), lang))
        }
        "export" => {
            lines.add("路径", "path", &text("path"));
            lines.add(
                "文件 SHA-256",
                "SHA-256 of the file",
                entry.subjects.first().map_or("", String::as_str),
            );
            lines.add("日期", "date", &text("date"));
            match lang {
                Lang::Zh => format!("导出证据册，{} 页", number("pages")),
                Lang::En => format!("exported the dossier, {} pages", number("pages")),
            }
        }
        "check" => {
            let ok = detail.get("ok").and_then(Value::as_bool).unwrap_or_default();
            let problems = detail.get("problems").and_then(Value::as_array).map_or(0, Vec::len);
            match (ok, lang) {
                (true, Lang::Zh) => "校验全部：一致".to_owned(),
                (true, Lang::En) => "checked everything: it holds".to_owned(),
                (false, Lang::Zh) => format!("校验全部：有 {problems} 处不一致"),
                (false, Lang::En) => format!("checked everything: {problems} problems"),
            }
        }
        other => super::custody_action(other, lang),
    };
    lines.add("条目时间", "time of the entry", &offset.rfc3339(entry.at));
    (sentence, lines.lines)
}

/// A decision in words.
pub fn decision(decision: &Decision, lang: Lang) -> String {
    let value = serde_json::to_value(decision).unwrap_or_default();
    decided(&value, lang)
}

/// A decision as it is stored, in words.
fn decided(value: &Value, lang: Lang) -> String {
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let bounds = || {
        let numbers = value["bounds"].as_array().into_iter().flatten().map(Value::to_string);
        numbers.collect::<Vec<_>>().join(",")
    };
    match text("decision").as_str() {
        "confirm" => lang.of("确认对应", "confirmed a link").to_owned(),
        "reject" => lang.of("否定对应", "rejected a link").to_owned(),
        "relink" => lang.of("改选消息", "chose another message").to_owned(),
        "note" if text("text").is_empty() => lang.of("删除间隔原因", "removed the cause of a gap").to_owned(),
        "note" => say(lang, "注明间隔原因：{}", "noted the cause of a gap: {}", &text("text")),
        "correct" => {
            let (field, to) = (text("field"), text("value"));
            match lang {
                Lang::Zh => format!("更正{}：{to}", super::term(&field, lang)),
                Lang::En => format!("corrected {}: {to}", super::term(&field, lang)),
            }
        }
        "check-picture" => lang.of("核对图片", "checked a picture").to_owned(),
        "redact" => say(
            lang,
            "在图片上划定隐去区域（{}），原件不变",
            "marked a box to be hidden on a picture ({}); the original stays as it is",
            &bounds(),
        ),
        "uncover" => {
            say(lang, "取消图片上的隐去区域（{}）", "showed a hidden box on a picture again ({})", &bounds())
        }
        "claims" => say(lang, "存证回执所载指纹：{}", "digest on a receipt: {}", &text("digest")),
        "captured" => say(lang, "截图时间：{}", "time of capture: {}", &text("at")),
        other => other.to_owned(),
    }
}

/// What of the settings was changed.
fn change(change: &Value, lines: &mut Lines) {
    fn whole(value: &Value) -> String {
        match value {
            Value::String(text) => text.clone(),
            // A pair: 周航：阿周
            Value::Array(pair) if pair.iter().all(|part| !part.is_array()) => {
                pair.iter().map(whole).collect::<Vec<_>>().join("：")
            }
            Value::Array(pairs) => pairs.iter().map(whole).collect::<Vec<_>>().join("，"),
            other => other.to_string(),
        }
    }
    let names = [
        ("threshold_minutes", "核对阈值（分钟）", "threshold (minutes)"),
        ("offset", "时区", "offset"),
        ("aliases", "别名", "aliases"),
        ("shifts", "时钟偏移", "clock shifts"),
    ];
    for (key, zh, en) in names {
        let value = &change[key];
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            lines.add(zh, en, &whole(value));
        }
    }
    for party in change["parties"].as_array().into_iter().flatten() {
        let aliases = party["aliases"].as_array().into_iter().flatten();
        let aliases: Vec<&str> = aliases.filter_map(|alias| alias["name"].as_str()).collect();
        let name = party["name"].as_str().unwrap_or_default();
        lines.add("当事人", "party", &format!("{name}（{}）", aliases.join("、")));
    }
}

fn say(lang: Lang, zh: &str, en: &str, what: &str) -> String {
    lang.of(zh, en).replacen("{}", what, 1)
}

/// Facts of an entry; what is empty is not said.
struct Lines {
    lang: Lang,
    lines: Vec<CustodyLine>,
}

impl Lines {
    fn add(&mut self, zh: &str, en: &str, value: &str) {
        if !value.is_empty() {
            self.lines.push(CustodyLine { name: self.lang.of(zh, en).to_owned(), value: value.to_owned() });
        }
    }
}
