//! The presets, as data.

use super::{Item, Switch};
use crate::json::{Dictionary, Json, Record, record};
use std::sync::LazyLock;

const SOURCE: &str = include_str!("presets.json");

static PRESETS: LazyLock<Presets> = LazyLock::new(|| Presets::of(Json::parse(SOURCE).as_ref()));

/// A set of settings with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(feature = "region", derive(serde::Deserialize))]
#[cfg_attr(feature = "region", serde(rename_all = "lowercase"))]
pub enum Preset {
    /// What the national format asks for.
    #[default]
    National,
    /// An example of stricter local demands: 总体情况 of at most 1000
    /// characters, every cell filled, no template sentence left.
    Local,
    /// What the city of 武威 asked for in the reports for 2025.
    Wuwei,
}

#[derive(Debug, Default)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(test, serde(deny_unknown_fields))]
struct Presets {
    national: PresetData,
    local: PresetData,
    wuwei: PresetData,
}

record!(Presets { national, local, wuwei });

/// What a preset sets.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(test, serde(deny_unknown_fields))]
pub(super) struct PresetData {
    /// The rules that do not have their ordinary severity.
    pub rules: Dictionary<Switch>,
    /// Most characters of 总体情况.
    pub summary_characters: usize,
    /// What 总体情况 has to tell beyond the national format.
    pub checklist: Vec<Item>,
}

record!(PresetData { rules, summary_characters, checklist });

impl Preset {
    /// All of them.
    pub const ALL: [Preset; 3] = [Preset::National, Preset::Local, Preset::Wuwei];

    /// Its name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Preset::National => "national",
            Preset::Local => "local",
            Preset::Wuwei => "wuwei",
        }
    }

    pub(super) fn data(self) -> &'static PresetData {
        match self {
            Preset::National => &PRESETS.national,
            Preset::Local => &PRESETS.local,
            Preset::Wuwei => &PRESETS.wuwei,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_presets_are_read_whole() {
        let strictly: Presets = serde_json::from_str(SOURCE).unwrap();
        assert_eq!(format!("{:?}", *PRESETS), format!("{strictly:?}"));
    }
}
