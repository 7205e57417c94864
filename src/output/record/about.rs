//! The conditions of a check: its settings, and what the reports were compared
//! with.

use crate::messages::{self, reports::say};
use crate::output::markup::escaped;
use crate::report::Report;
use crate::settings::{Preset, Settings, Switch};
use crate::{Language, Options};

/// Every condition in words, as HTML.
pub fn conditions(options: &Options, language: Language) -> Vec<String> {
    let settings = &options.settings;
    let preset = match settings.preset {
        Preset::National => "record.preset.national",
        Preset::Local => "record.preset.local",
        Preset::Wuwei => "record.preset.wuwei",
    };
    let mut told = vec![say(preset, &[], language)];
    let ordinary = Settings::of(settings.preset);
    let own = settings.rules.iter().filter(|(rule, switch)| ordinary.rules.get(rule) != Some(*switch));
    told.extend(own.map(|(rule, switch)| match switch.severity() {
        None => say("record.rule_off", &[("rule", &rule)], language),
        Some(severity) => {
            let severity = messages::severity(severity, language);
            say("record.rule_changed", &[("rule", &rule), ("severity", &severity)], language)
        }
    }));
    told.extend(settings.level.map(|level| say("record.level", &[("level", &level.name())], language)));
    if !settings.checklist.is_empty() {
        told.push(say("record.checklist", &[("count", &settings.checklist.len())], language));
    }
    told.extend(options.published.map(|day| say("record.published", &[("day", &day)], language)));
    let set = settings.rules.get("text.summary_length");
    let counts = set.is_some() || settings.summary_characters != ordinary.summary_characters;
    if counts && set != Some(&Switch::Off) {
        told.push(say("record.summary_characters", &[("count", &settings.summary_characters)], language));
    }
    let previous = options.previous.as_deref();
    // Whether the text is last year's again is judged only where that is at hand.
    let has_text = |report: &Report| !report.text.is_empty();
    if previous.is_some_and(has_text) {
        told.push(say("record.similarity_percent", &[("count", &settings.similarity_percent)], language));
    }
    told.extend(options.year.map(|year| say("record.year", &[("year", &year)], language)));
    told.extend(previous.map(|report| {
        let key = if has_text(report) { "record.previous" } else { "record.previous_figures" };
        say(key, &[("name", &name(report, language))], language)
    }));
    if !options.units.is_empty() {
        let names: Vec<String> = options.units.iter().map(|(name, _)| name.shown().to_string()).collect();
        let separator = if language == Language::Chinese { "、" } else { ", " };
        let facts: [(&str, &dyn std::fmt::Display); 2] =
            [("count", &options.units.len()), ("names", &names.join(separator))];
        told.push(say("record.units", &facts, language));
    }
    told.iter().map(|condition| escaped(condition)).collect()
}

/// Whose report it is, and of which year.
fn name(report: &Report, language: Language) -> String {
    let organ = report.organ.as_ref().map(|organ| organ.shown().to_string());
    let organ = organ.unwrap_or_else(|| say("record.unnamed", &[], language));
    report.year.map_or_else(|| organ.clone(), |year| format!("{organ} {year}"))
}
