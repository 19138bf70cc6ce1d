//! What the custody chain tells of the case, and whether the tables say the same.

use super::Check;
use crate::{
    error::Error,
    keep, record,
    table::{artifact, custody::CustodyEntry, decision, head, reading, seal, settings},
};
use juzheng_model::{Digest, Id};
use serde_json::{Value, json};

/// The case as the chain tells it.
#[derive(Default)]
pub(super) struct Told {
    head: Option<Value>,
    settings: Option<Value>,
    /// (what was kept, when)
    artifacts: Vec<(Value, i64)>,
    /// (SHA-256 of the artifact, what was read, when)
    readings: Vec<(Option<String>, Value, i64)>,
    /// (number, what custody says of the seal)
    seals: Vec<(u64, Value)>,
    /// (number, what custody says of the timestamp)
    timestamps: Vec<(u64, Value)>,
    /// (number, decision, number of the entry that undid it)
    decisions: Vec<(i64, Value, Option<i64>)>,
}

impl Told {
    /// Takes the next entry in.
    pub(super) fn hear(&mut self, entry: &CustodyEntry) {
        let CustodyEntry { at, detail, .. } = entry;
        let seq = entry.seq as i64;
        match entry.action.as_str() {
            "create" => {
                self.head = Some(json!([detail["id"], detail["title"], at]));
                self.settings = Some(detail["settings"].clone());
            }
            "settings" => self.settings = Some(detail["settings"].clone()),
            "keep" => self.artifacts.push((detail.clone(), *at)),
            "read" => self.readings.push((entry.subjects.first().cloned(), detail.clone(), *at)),
            "decide" => self.decisions.push((seq, detail.clone(), None)),
            "seal" => self.seals.push((entry.seq, detail.clone())),
            "stamp" => self.timestamps.push((entry.seq, detail.clone())),
            "undo" => {
                let undone = detail["undone"].as_i64();
                if let Some(decision) = self.decisions.iter_mut().find(|(seq, ..)| Some(*seq) == undone) {
                    decision.2 = Some(seq);
                }
            }
            _ => {}
        }
    }
}

impl Check<'_> {
    /// Head, settings, artifacts, readings and decisions are what the chain says.
    pub(super) fn told(&mut self, told: &Told) -> Result<(), Error> {
        let db = &self.vault.db;
        if let Some(head) = self.answer(head::get(db))? {
            let head = json!([head.id, head.title, head.created_at]);
            self.agree("head-differs", told.head.as_ref() == Some(&head));
        }
        if let Some(settings) = self.answer(settings::get(db))? {
            self.agree("settings-differ", told.settings == Some(settings.value()));
        }
        if let Some(decisions) = self.answer(decision::all(db))? {
            let said = |d: decision::Decided| (d.seq, decision::value(&d.decision), d.undone_by);
            let decisions: Vec<_> = decisions.into_iter().map(said).collect();
            self.agree("decisions-differ", decisions == told.decisions);
        }
        if let Some(seals) = self.answer(seal::all(db))? {
            let said: Vec<_> = seals.iter().map(|row| (row.seq, crate::seal::seal_detail(row))).collect();
            self.agree("seals-differ", said == told.seals);
        }
        if let Some(stamps) = self.answer(seal::all_timestamps(db))? {
            let said: Vec<_> =
                stamps.iter().map(|row| (row.seq, crate::seal::timestamp_detail(row))).collect();
            self.agree("seals-differ", said == told.timestamps);
        }
        self.artifacts(told)?;
        self.told_readings(told)
    }

    fn agree(&mut self, code: &'static str, agrees: bool) {
        if !agrees {
            self.problem(code, None, []);
        }
    }

    fn artifacts(&mut self, told: &Told) -> Result<(), Error> {
        let Some(rows) = self.answer(artifact::all(&self.vault.db))? else { return Ok(()) };
        let rows: Vec<_> = rows
            .into_iter()
            .map(|(_, a)| (a.id, a.name.clone(), a.fingerprints.sha256, (keep::detail(&a), a.added_at)))
            .collect();
        let before = self.done.problems.len();
        for (id, name, sha256, row) in &rows {
            if *id != Id::of(sha256) || !told.artifacts.contains(row) {
                self.problem("artifact-differs", Some(*id), [name.clone()]);
            }
        }
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        for (detail, _) in &told.artifacts {
            let sha256 = Digest::from_hex(&text(&detail["sha256"]));
            if !rows.iter().any(|(_, _, row, _)| Some(*row) == sha256) {
                self.problem("artifact-differs", sha256.map(|d| Id::of(&d)), [text(&detail["name"])]);
            }
        }
        let in_order = rows.iter().map(|(.., row)| row).eq(&told.artifacts);
        if !in_order && self.done.problems.len() == before {
            self.problem("artifact-differs", None, []);
        }
        Ok(())
    }

    fn told_readings(&mut self, told: &Told) -> Result<(), Error> {
        let Some(rows) = self.answer(reading::all(&self.vault.db))? else { return Ok(()) };
        for (n, row) in rows.iter().enumerate() {
            let said = (Some(row.sha256.hex()), record::detail(&row.reading), row.reading.read_at);
            if told.readings.get(n) != Some(&said) {
                let artifact = Some(row.reading.artifact);
                self.problem("reading-differs", artifact, [row.reading.id.to_string()]);
            }
        }
        for (_, detail, _) in told.readings.iter().skip(rows.len()) {
            self.problem("reading-differs", None, [detail["reading"].to_string()]);
        }
        Ok(())
    }
}
