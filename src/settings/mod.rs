//! Which rules count, and how much: presets, severities, waivers.
//!
//! One type for every caller: an options object from JavaScript, a file for the
//! command line, which serde reads. An unknown key, rule or value is an error, so
//! that a misspelt rule id does not silently switch nothing off.

mod fingerprint;
mod item;
mod level;
mod preset;
mod waiver;

pub use fingerprint::fingerprint;
pub(crate) use fingerprint::fingerprint_with;
pub use item::Item;
pub use level::OrganLevel;
pub use preset::Preset;
pub use waiver::Waiver;

use crate::finding::{Finding, Severity, Waived};
use crate::json::{Dictionary, Fault, Part};
use crate::rules;
use crate::shown::Verbatim;

/// What a rule's findings count as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(feature = "region", derive(serde::Deserialize))]
#[cfg_attr(feature = "region", serde(rename_all = "lowercase"))]
pub enum Switch {
    /// They are errors.
    Error,
    /// They are warnings.
    Warning,
    /// They are information.
    Info,
    /// There are none.
    Off,
}

crate::json::choice!(Switch { Error, Warning, Info, Off });

impl Switch {
    const ALL: [Switch; 4] = [Switch::Error, Switch::Warning, Switch::Info, Switch::Off];

    /// Its name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Switch::Error => "error",
            Switch::Warning => "warning",
            Switch::Info => "info",
            Switch::Off => "off",
        }
    }

    pub(crate) const fn severity(self) -> Option<Severity> {
        match self {
            Switch::Error => Some(Severity::Error),
            Switch::Warning => Some(Severity::Warning),
            Switch::Info => Some(Severity::Info),
            Switch::Off => None,
        }
    }
}

/// How a check is set. Where the feature `region` is on, serde reads it.
///
/// ```
/// use gouji::Settings;
///
/// # fn main() -> serde_json::Result<()> {
/// let settings: Settings = serde_json::from_str(r#"{"preset": "local", "rules": {"text.year": "error"}}"#)?;
/// assert_eq!(settings.rules.get("text.year").map(|switch| switch.name()), Some("error"));
/// // A misspelt rule switches nothing off in silence.
/// assert!(serde_json::from_str::<Settings>(r#"{"rules": {"text.yaer": "off"}}"#).is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "region", derive(serde::Deserialize))]
#[cfg_attr(feature = "region", serde(try_from = "Shape"))]
pub struct Settings {
    /// The preset that the rest was set on.
    pub preset: Preset,
    /// The rules that do not have their ordinary severity, by id.
    pub rules: Dictionary<Switch>,
    /// The findings that were looked at and accepted.
    pub waivers: Vec<Waiver>,
    /// The level of the body, where the caller knows it.
    pub level: Option<OrganLevel>,
    /// Most characters of 总体情况 (`text.summary_length`).
    pub summary_characters: usize,
    /// From how many per cent on two texts are the same (`similarity.*`).
    pub similarity_percent: u8,
    /// What 总体情况 has to tell beyond the national format (`text.checklist`).
    pub checklist: Vec<Item>,
}

/// The settings as they are written.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "Settings", optional_fields))]
#[cfg_attr(feature = "region", derive(serde::Deserialize))]
#[cfg_attr(feature = "region", serde(default, deny_unknown_fields))]
struct Shape {
    #[cfg_attr(test, ts(as = "Option<Preset>"))]
    preset: Preset,
    #[cfg_attr(test, ts(optional, type = "Record<string, Switch>"))]
    rules: Dictionary<Switch>,
    #[cfg_attr(test, ts(as = "Option<Vec<Waiver>>"))]
    waivers: Vec<Waiver>,
    level: Option<OrganLevel>,
    summary_characters: Option<usize>,
    similarity_percent: Option<u8>,
    checklist: Option<Vec<Item>>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings::of(Preset::National)
    }
}

impl TryFrom<Shape> for Settings {
    type Error = String;

    fn try_from(shape: Shape) -> Result<Self, String> {
        let named = shape.rules.keys().chain(shape.waivers.iter().map(|waiver| waiver.rule.as_str()));
        for id in named {
            rules::rule(id).ok_or_else(|| format!("unknown rule `{id}`"))?;
        }
        if let Some(item) = shape.checklist.iter().flatten().find(|item| item.words.is_empty()) {
            return Err(format!("the item `{}` of the checklist has no words", item.name));
        }
        if let Some(waiver) = shape.waivers.iter().find(|waiver| waiver.reason.verbatim().trim().is_empty()) {
            return Err(format!("the waiver of `{}` has no reason", waiver.rule));
        }
        let mut settings = Settings::of(shape.preset);
        settings.rules.extend(shape.rules);
        settings.waivers = shape.waivers;
        settings.level = shape.level;
        settings.summary_characters = shape.summary_characters.unwrap_or(settings.summary_characters);
        settings.similarity_percent = shape.similarity_percent.unwrap_or(settings.similarity_percent).clamp(1, 100);
        settings.checklist = shape.checklist.unwrap_or(settings.checklist);
        Ok(settings)
    }
}

impl Shape {
    fn read(part: Part<'_>) -> Result<Self, Fault> {
        part.has_only(&[
            "preset",
            "rules",
            "waivers",
            "level",
            "summary_characters",
            "similarity_percent",
            "checklist",
        ])?;
        let switches = |part: Part<'_>| {
            let mut switches = Dictionary::default();
            for part in part.parts()? {
                switches.insert(part.name().to_owned(), part.one_of(&Switch::ALL, Switch::name)?);
            }
            Ok(switches)
        };
        Ok(Shape {
            preset: part.optional("preset", |part| part.one_of(&Preset::ALL, Preset::name))?.unwrap_or_default(),
            rules: part.optional("rules", switches)?.unwrap_or_default(),
            waivers: part.optional("waivers", |part| part.list(Waiver::read))?.unwrap_or_default(),
            level: part.optional("level", |part| part.one_of(&OrganLevel::ALL, OrganLevel::name))?,
            summary_characters: part.optional("summary_characters", Part::number)?,
            similarity_percent: part.optional("similarity_percent", Part::number)?,
            checklist: part.optional("checklist", |part| part.list(Item::read))?,
        })
    }
}

impl Settings {
    /// The settings that a caller wrote.
    pub(crate) fn read(part: Part<'_>) -> Result<Self, Fault> {
        Settings::try_from(Shape::read(part)?).map_err(|message| Fault { is_unknown: false, message })
    }

    /// The settings of a preset alone.
    pub fn of(preset: Preset) -> Self {
        let data = preset.data();
        Settings {
            preset,
            rules: data.rules.clone(),
            waivers: Vec::new(),
            level: None,
            summary_characters: data.summary_characters,
            similarity_percent: 80,
            checklist: data.checklist.clone(),
        }
    }

    /// Gives every finding its severity, drops those of rules switched off and
    /// takes out the waived ones. `text` is the report's text.
    pub fn apply(&self, findings: Vec<Finding>, text: &Verbatim) -> (Vec<Finding>, Vec<Waived>) {
        let (mut kept, mut waived) = (Vec::with_capacity(findings.len()), Vec::new());
        for mut finding in findings {
            let Some(severity) = self.severity(&finding) else { continue };
            finding.severity = severity;
            match self.waivers.iter().find(|waiver| waiver.covers(&finding, text)) {
                Some(waiver) => waived.push(Waived { finding, reason: waiver.reason.shown() }),
                None => kept.push(finding),
            }
        }
        (kept, waived)
    }

    /// What a finding counts as, `None` where its rule is off. A finding that
    /// its own rule holds for less than usual never gains by a setting.
    fn severity(&self, finding: &Finding) -> Option<Severity> {
        let Some(switch) = self.rules.get(finding.rule) else { return Some(finding.severity) };
        let set = switch.severity()?;
        let ordinary = rules::rule(finding.rule).map_or(set, |rule| rule.severity);
        Some(if finding.severity > ordinary { set.max(finding.severity) } else { set })
    }
}

/// What the npm package says of these types.
#[cfg(test)]
pub(crate) fn declarations() -> Vec<String> {
    use crate::output::typescript::declaration;
    vec![
        declaration::<Shape>(),
        declaration::<Preset>(),
        declaration::<Switch>(),
        declaration::<Waiver>(),
        declaration::<Item>(),
        declaration::<OrganLevel>(),
    ]
}

#[cfg(test)]
mod tests;
