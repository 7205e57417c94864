//! The record of a check as one HTML page, to be kept with the reports: what
//! was checked, when, by which version, with which settings; every finding and
//! every waiver with its reason. No scripts, nothing from the network.

mod about;
mod changes;
mod findings;
mod repair;
mod tables;

use super::markup::escaped;
use super::run::{Checked, Origin};
use super::text::Verdicts;
use crate::finding::Severity;
use crate::forms::Edition;
use crate::mark::Mark;
use crate::messages::{self, reports::say};
use crate::settings::{Settings, Waiver, fingerprint};
use crate::{Language, Options, Outcome, Status, Time};
use std::collections::BTreeSet;
use std::fmt::Write;

const STYLE: &str = include_str!("style.css");
/// What a browser may load for the page: nothing but its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Collects the files of a run.
pub struct Record {
    language: Language,
    time: Option<Time>,
    settings: Settings,
    /// What was said of the check, already as list items.
    conditions: Vec<String>,
    names: Vec<String>,
    overview: String,
    sections: String,
    used: BTreeSet<(String, String)>,
}

impl Record {
    /// A record of files that are checked with these options.
    pub fn new(language: Language, options: &Options) -> Self {
        Record {
            language,
            time: options.time.clone(),
            settings: options.settings.clone(),
            conditions: about::conditions(options, language),
            names: Vec::new(),
            overview: String::new(),
            sections: String::new(),
            used: BTreeSet::new(),
        }
    }

    /// Adds a file. Nothing can be written before the last one is known.
    pub fn file(&mut self, checked: &Checked<'_>) -> String {
        self.names.push(checked.name.to_owned());
        let number = self.names.len();
        self.overview.push_str(&overview(checked, number, self.language));
        section(&mut self.sections, checked, number, self.language);
        let outcome = checked.outcome;
        self.used.extend(
            outcome
                .waived
                .iter()
                .map(|waived| (waived.finding.rule.to_owned(), fingerprint(&waived.finding, &outcome.report.text))),
        );
        String::new()
    }

    /// The whole page.
    pub fn finish(&mut self, verdicts: Verdicts) -> String {
        let language = self.language;
        let word = |key: &str| say(key, &[], language);
        let title = match self.names.as_slice() {
            [name] => say("record.title_of", &[("name", name)], language),
            _ => word("record.title"),
        };
        let mut page = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"generator\" content=\"gouji {}\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n\
             <body>\n<main>\n<h1>{}</h1>\n",
            language.tag(),
            crate::version(),
            escaped(&title),
            word("record.title"),
        );
        page.push_str(&self.facts());
        if self.names.len() > 1 {
            self.write_overview(&mut page, verdicts);
        }
        page.push_str(&self.sections);
        self.write_unused(&mut page);
        let foot = say("record.foot", &[("version", &crate::version())], language);
        let _ = write!(page, "<footer>{}</footer>\n</main>\n</body>\n</html>\n", escaped(&foot));
        page
    }

    fn facts(&self) -> String {
        let language = self.language;
        let time = match &self.time {
            Some(time) => {
                let [date, clock, zone] = time.parts();
                let told = say("record.time_value", &[("date", &date), ("clock", &clock), ("zone", &zone)], language);
                format!("<time datetime=\"{}\">{}</time>", time.as_str(), escaped(&told))
            }
            None => say("record.no_time", &[], language),
        };
        let conditions: String = self.conditions.iter().map(|condition| format!("<li>{condition}</li>")).collect();
        list(
            &[
                ("record.time", time),
                ("record.program", format!("gouji {}", crate::version())),
                ("record.settings", format!("<ul>{conditions}</ul>")),
            ],
            language,
        )
    }

    fn write_overview(&self, page: &mut String, verdicts: Verdicts) {
        let word = |key: &str| say(key, &[], self.language);
        let total = super::text::total_line(verdicts, self.language);
        let columns = [
            "record.file",
            "record.verdict",
            "record.errors",
            "record.warnings",
            "record.infos",
            "record.waived",
            "record.unassessed",
        ];
        let head: String = columns.iter().map(|key| format!("<th scope=\"col\">{}</th>", word(key))).collect();
        let _ = write!(
            page,
            "<section>\n<h2>{}</h2>\n<p>{}</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{0}\">\n<table>\n\
             <thead><tr>{head}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</div>\n</section>\n",
            word("record.files"),
            escaped(&total),
            self.overview,
        );
    }

    /// The waivers that no finding of these files was accepted by.
    fn write_unused(&self, page: &mut String) {
        let is_used = |waiver: &Waiver| self.used.contains(&(waiver.rule.clone(), waiver.fingerprint.clone()));
        let unused: Vec<&Waiver> = self.settings.waivers.iter().filter(|waiver| !is_used(waiver)).collect();
        if unused.is_empty() {
            return;
        }
        let word = |key: &str| say(key, &[], self.language);
        let _ = write!(page, "<section>\n<h2>{}</h2>\n<p>{}</p>\n", word("record.unused"), word("record.unused_about"));
        page.push_str("<ul>\n");
        for Waiver { rule, fingerprint, reason } in unused {
            let _ = writeln!(
                page,
                "<li><code>{}</code> <code>{}</code>: {}</li>",
                escaped(rule),
                escaped(fingerprint),
                escaped(reason.shown().as_str())
            );
        }
        page.push_str("</ul>\n</section>\n");
    }
}

/// A list of names and values; a value is HTML.
fn list(facts: &[(&str, String)], language: Language) -> String {
    let items: String =
        facts.iter().map(|(key, value)| format!("<dt>{}</dt><dd>{value}</dd>\n", say(key, &[], language))).collect();
    format!("<dl>\n{items}</dl>\n")
}

/// The line of a file in the list of files.
fn overview(checked: &Checked<'_>, number: usize, language: Language) -> String {
    let outcome = checked.outcome;
    let summary = outcome.summary();
    let name = escaped(checked.name);
    let verdict = verdict(checked, language);
    let is_unread = outcome.reason.is_some() && outcome.findings.is_empty();
    let count = |count: usize| if is_unread { String::new() } else { count.to_string() };
    format!(
        "<tr><th scope=\"row\"><a href=\"#file-{number}\">{name}</a></th><td>{verdict}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        count(summary.error),
        count(summary.warning),
        count(summary.info),
        count(outcome.waived.len()),
        count(outcome.unassessed()),
    )
}

/// The verdict, with what a comparison has found beyond the report's own findings.
fn verdict(checked: &Checked<'_>, language: Language) -> String {
    let is_found = checked.compared.iter().any(|compared| compared.severity != Severity::Info);
    let status = match checked.outcome.status() {
        Status::Passed if is_found => Status::Findings,
        status => status,
    };
    let status = status.name();
    format!("<strong class=\"verdict-{status}\">{}</strong>", say(&format!("record.{status}"), &[], language))
}

fn section(page: &mut String, checked: &Checked<'_>, number: usize, language: Language) {
    let outcome = checked.outcome;
    let _ = write!(page, "<article id=\"file-{number}\">\n<h2>{}</h2>\n", escaped(checked.name));
    page.push_str(&facts_of(checked, language));
    let is_read = outcome.status() != Status::Unreadable;
    if is_read {
        repair::write(page, outcome, number, language);
        if let Some(changes) = checked.changes {
            changes::write(page, changes, language);
        }
    }
    // Of a report without its tables the text was checked all the same.
    if is_read || !outcome.findings.is_empty() || !outcome.waived.is_empty() {
        findings::write(page, outcome, number, language);
    }
    findings::write_compared(page, checked.compared, language);
    if is_read {
        tables::write(page, outcome, number, language);
    }
    page.push_str("</article>\n");
}

fn facts_of(checked: &Checked<'_>, language: Language) -> String {
    let outcome = checked.outcome;
    let report = &outcome.report;
    let mut conclusion = verdict(checked, language);
    if let Some(reason) = &outcome.reason {
        let _ = write!(conclusion, " {}", escaped(&messages::reason(reason, language)));
    }
    let mut facts = vec![("record.verdict", conclusion)];
    let (of, digest) = match checked.origin {
        Origin::File | Origin::Read(_) => (None, "record.digest"),
        Origin::Text => (Some("record.of_text"), "record.digest_of_text"),
        Origin::Data => (Some("record.of_data"), "record.digest"),
    };
    facts.extend(of.map(|of| ("record.of", say(of, &[], language))));
    if let Some(Mark { bytes, sha256 }) = checked.mark() {
        facts.push(("record.size", say("record.bytes", &[("count", &bytes)], language)));
        facts.push((digest, format!("<code>{sha256}</code>")));
    }
    let unknown = || say("record.unknown", &[], language);
    let organ = report.organ.as_ref().map(|organ| escaped(organ.shown().as_str()));
    let year = report.year.map(|year| year.to_string());
    if outcome.reason.is_some() {
        let known = [("record.organ", organ), ("record.report_year", year)];
        facts.extend(known.into_iter().filter_map(|(key, value)| Some((key, value?))));
    } else {
        let named = |edition: &Edition| escaped(&messages::edition(&edition.id, &edition.name, language));
        let edition = report.edition().map_or_else(unknown, named);
        facts.extend([
            ("record.organ", organ.unwrap_or_else(unknown)),
            ("record.report_year", year.unwrap_or_else(unknown)),
            ("record.edition", edition),
            ("record.relations", escaped(&super::text::relations(outcome.relations, language))),
        ]);
    }
    list(&facts, language)
}
