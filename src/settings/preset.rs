//! The presets, as data.

use super::Switch;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static PRESETS: LazyLock<Presets> =
    LazyLock::new(|| serde_json::from_str(include_str!("presets.json")).unwrap_or_default());

/// A set of settings with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Preset {
    /// What the national format asks for.
    #[default]
    National,
    /// An example of stricter local demands: 总体情况 of at most 1000
    /// characters, every cell filled, no template sentence left.
    Local,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Presets {
    national: PresetData,
    local: PresetData,
}

/// What a preset sets.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PresetData {
    /// The rules that do not have their ordinary severity.
    pub rules: BTreeMap<String, Switch>,
    /// Most characters of 总体情况.
    pub summary_characters: usize,
}

impl Preset {
    /// Its name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Preset::National => "national",
            Preset::Local => "local",
        }
    }

    pub(super) fn data(self) -> &'static PresetData {
        match self {
            Preset::National => &PRESETS.national,
            Preset::Local => &PRESETS.local,
        }
    }
}
