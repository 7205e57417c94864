//! Findings in the Static Analysis Results Interchange Format (SARIF) 2.1.0:
//! one run over all files, one result a finding.
//!
//! A result stands in its file and, by the address of its cell, in a logical
//! location. In an HTML source of UTF-8 it has the cell's lines and columns,
//! and a fix that can be applied. A passage of the running text is a region of
//! the plain text that the report was read as, an artifact within the file.

use super::json::inert;
use super::position::position;
use super::quote::Quote;
use super::run::Checked;
use super::source::Source;
use super::utf16::Utf16;
use crate::Language;
use crate::finding::{Address, Finding, Severity, Waived};
use crate::mark::Mark;
use crate::messages::{self, reports::say};
use crate::rules;
use crate::settings::fingerprint;
use serde_json::{Map, Value, json};

/// The schema of the format.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes a run.
pub struct Sarif {
    language: Language,
    artifacts: Vec<Value>,
    notifications: Vec<Value>,
    results: usize,
}

/// A file while its results are written.
struct File<'a> {
    checked: &'a Checked<'a>,
    utf16: Utf16<'a>,
    source: Source<'a>,
    /// Where the file stands among the artifacts; its plain text follows it.
    index: usize,
}

impl Sarif {
    /// A run whose messages are in this language.
    pub fn new(language: Language) -> Self {
        Sarif { language, artifacts: Vec::new(), notifications: Vec::new(), results: 0 }
    }

    /// The program and its rules.
    pub fn start(&self) -> String {
        let tool = json!({ "driver": {
            "name": "gouji",
            "fullName": say("record.tool", &[], self.language),
            "version": crate::version(),
            "semanticVersion": crate::version(),
            "language": self.language.tag(),
            "rules": rules::rules().map(|rule| self.rule(&rule)).collect::<Vec<_>>(),
        }});
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\"language\":\"{}\",\"columnKind\":\"utf16CodeUnits\",\"results\":[",
            self.language.tag()
        )
    }

    /// The results of a file.
    pub fn file(&mut self, checked: &Checked<'_>) -> String {
        let index = self.artifacts.len();
        self.artifact(checked);
        let outcome = checked.outcome;
        if let Some(reason) = &outcome.reason {
            self.notifications.push(json!({
                "level": "error",
                "descriptor": { "id": reason.code },
                "message": { "text": messages::reason(reason, self.language) },
                "locations": [{ "physicalLocation": { "artifactLocation": location(checked.name, index) } }],
            }));
        }
        let text = &outcome.report.text;
        let file = File { checked, utf16: Utf16::of(text), source: Source::of(checked), index };
        let findings = outcome.findings.iter().map(|finding| self.result(&file, finding));
        let waived = outcome.waived.iter().map(|waived| self.waived(&file, waived));
        let results: Vec<Value> = findings.chain(waived).collect();
        let mut written = String::new();
        for result in results {
            written.push_str(if self.results == 0 { "\n" } else { ",\n" });
            written.push_str(&inert(result.to_string()));
            self.results += 1;
        }
        written
    }

    /// The files, and which of them could not be checked.
    pub fn finish(&self) -> String {
        let artifacts = inert(Value::from(self.artifacts.clone()).to_string());
        let invocation = inert(
            json!({
                "executionSuccessful": self.notifications.is_empty(),
                "toolExecutionNotifications": self.notifications,
            })
            .to_string(),
        );
        format!("],\"artifacts\":{artifacts},\"invocations\":[{invocation}]}}]}}\n")
    }

    fn rule(&self, rule: &rules::Rule) -> Value {
        let Some(text) = messages::catalogue(self.language).rules.get(rule.id) else { return json!({ "id": rule.id }) };
        json!({
            "id": rule.id,
            "shortDescription": { "text": text.title },
            "fullDescription": { "text": text.about },
            "help": { "text": messages::phrase("basis", &[("basis", &text.basis)], self.language) },
            "defaultConfiguration": { "level": level(rule.severity) },
        })
    }

    /// The file, and within it the plain text that spans count in.
    fn artifact(&mut self, checked: &Checked<'_>) {
        let mut artifact = json!({ "location": { "uri": uri(checked.name) }, "roles": ["analysisTarget"] });
        if let Some(Mark { bytes, sha256 }) = checked.mark() {
            put(&mut artifact, "length", json!(bytes));
            put(&mut artifact, "hashes", json!({ "sha-256": sha256 }));
        }
        let parent = self.artifacts.len();
        self.artifacts.push(artifact);
        self.artifacts.push(json!({
            "location": { "uri": "/text" },
            "parentIndex": parent,
            "mimeType": "text/plain",
            "description": { "text": say("record.plain_text", &[], self.language) },
        }));
    }

    fn result(&self, file: &File<'_>, finding: &Finding) -> Value {
        let report = &file.checked.outcome.report;
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.severity),
            "message": { "text": messages::message(finding, self.language) },
            "locations": [self.location(file, finding.cells.first())],
            "partialFingerprints": { "gouji/v1": fingerprint(finding, &report.text) },
            "properties": {
                "params": finding.params,
                "position": position(finding, report).map(|position| messages::position(position, self.language)),
                "basis": messages::basis(finding, self.language),
                "fix": finding.fix.as_ref().map(|fix| {
                    json!({ "cell": fix.cell, "value": fix.value, "kind": fix.kind })
                }),
            },
        });
        if let Some(index) = rules::rules().position(|rule| rule.id == finding.rule) {
            put(&mut result, "ruleIndex", json!(index));
        }
        let others = finding.cells.iter().skip(1).map(|cell| self.location(file, Some(cell)));
        let related: Vec<Value> = self.passage(file, finding).into_iter().chain(others).collect();
        if !related.is_empty() {
            put(&mut result, "relatedLocations", related.into());
        }
        if let Some(fix) = self.fix(file, finding) {
            put(&mut result, "fixes", json!([fix]));
        }
        result
    }

    fn waived(&self, file: &File<'_>, waived: &Waived) -> Value {
        let mut result = self.result(file, &waived.finding);
        let suppression = json!({ "kind": "external", "status": "accepted", "justification": waived.reason.as_str() });
        put(&mut result, "suppressions", json!([suppression]));
        result
    }

    /// The place of a cell, or of the file where there is none.
    fn location(&self, file: &File<'_>, cell: Option<&Address>) -> Value {
        let mut physical = json!({ "artifactLocation": location(file.checked.name, file.index) });
        let Some(cell) = cell else { return json!({ "physicalLocation": physical }) };
        if let Some(region) = file.source.cell(cell) {
            put(&mut physical, "region", region);
        }
        json!({
            "physicalLocation": physical,
            "logicalLocations": [{
                "fullyQualifiedName": cell,
                "name": messages::cell(cell, self.language),
                "kind": "cell",
            }],
        })
    }

    /// The passage of a finding on text.
    fn passage(&self, file: &File<'_>, finding: &Finding) -> Option<Value> {
        let span = finding.span.as_ref()?;
        let quote = Quote::of(&file.checked.outcome.report, finding)?;
        let start = file.utf16.units(span.start);
        Some(json!({
            "message": { "text": say("record.plain_text", &[], self.language) },
            "physicalLocation": {
                "artifactLocation": { "index": file.index + 1 },
                "region": {
                    "charOffset": start,
                    "charLength": file.utf16.units(span.end) - start,
                    "snippet": { "text": quote.passage },
                },
            },
        }))
    }

    fn fix(&self, file: &File<'_>, finding: &Finding) -> Option<Value> {
        let fix = finding.fix.as_ref()?;
        let replacements = file.source.replacements(&fix.cell, fix.value)?;
        let cell = messages::cell(&fix.cell, self.language);
        Some(json!({
            "description": { "text": format!("{cell}: {}", fix.value) },
            "artifactChanges": [{
                "artifactLocation": location(file.checked.name, file.index),
                "replacements": replacements,
            }],
        }))
    }
}

fn put(object: &mut Value, name: &str, value: Value) {
    object.as_object_mut().unwrap_or(&mut Map::new()).insert(name.to_owned(), value);
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(name: &str, index: usize) -> Value {
    json!({ "uri": uri(name), "index": index })
}

/// A path as a URI reference (RFC 3986): what is neither unreserved nor a slash
/// is written in per cent.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') && path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri() {
        for (path, written) in [
            ("年报/2023 a#b.html", "%E5%B9%B4%E6%8A%A5/2023%20a%23b.html"),
            ("/data/a.html", "file:///data/a.html"),
            ("a%20b:c?.html", "a%2520b%3Ac%3F.html"),
            ("-", "-"),
        ] {
            assert_eq!(uri(path), written);
        }
    }
}
