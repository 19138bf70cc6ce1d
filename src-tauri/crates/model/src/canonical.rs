//! Canonical JSON: keys sorted, no blanks; one spelling for each value, so that a digest can be taken over it.
//!
//! It is what Python's `json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)` prints.

use serde_json::Value;

/// The canonical spelling of `value`, whatever the order of its keys in memory.
pub fn json(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// The canonical spelling of a text.
pub fn text(text: &str) -> String {
    Value::from(text).to_string()
}

/// The canonical spelling of a list of texts.
pub fn texts(texts: &[String]) -> String {
    json(&Value::from(texts))
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            out.push('{');
            for (n, (key, value)) in entries.into_iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                out.push_str(&text(key));
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(values) => {
            out.push('[');
            for (n, value) in values.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write(value, out);
            }
            out.push(']');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_nothing_is_blank() {
        let value = json!({"b": [1, {"z": null, "a": "中\n\"\u{1}"}], "a": true, "": -5});
        assert_eq!(
            super::json(&value),
            "{\"\":-5,\"a\":true,\"b\":[1,{\"a\":\"中\\n\\\"\\u0001\",\"z\":null}]}"
        );
    }
}
