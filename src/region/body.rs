//! Names of bodies: which of them are the same body.

use crate::ideograph::{simplified, unified};
use crate::nfkc::nfkc;
use std::collections::{BTreeMap, BTreeSet};

/// Ends of the names of places.
const PLACE_ENDS: &[char] = &['省', '市', '县', '区', '旗', '州', '盟'];
/// What a government is called behind its place.
const GOVERNMENT: [&str; 2] = ["人民政府", "政府"];
/// A name without its place is no shorter than this many characters.
const SHORTEST: usize = 3;

/// A name as it is compared: letters, digits and ideographs in one form,
/// nothing else.
pub(super) fn key(name: &str) -> String {
    let unified = unified(name);
    let name = simplified(unified.as_deref().unwrap_or(name));
    nfkc(&name).chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The place of a government's name: 青禾县 for 青禾县人民政府 and for 青禾县.
pub(super) fn place(key: &str) -> Option<&str> {
    let place = GOVERNMENT.iter().find_map(|end| key.strip_suffix(end)).unwrap_or(key);
    let ends = PLACE_ENDS.iter().copied().chain(['镇', '乡']);
    (place.chars().count() >= 2 && place.ends_with(ends.collect::<Vec<_>>().as_slice())).then_some(place)
}

/// For each name the one that its body is known by: 水利局 is 青禾县水利局 where
/// 青禾县 is the place of several bodies, only one has that name and no year
/// has both.
pub(super) fn aliases(years: &BTreeMap<String, BTreeSet<u16>>) -> BTreeMap<String, String> {
    let places = places(years.keys());
    let mut full: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for name in years.keys() {
        let short = places.iter().filter_map(|place| name.strip_prefix(place.as_str()));
        short.for_each(|short| full.entry(short).or_default().push(name));
    }
    let is_alias = |short: &String, long: &String| {
        let both = years.get(short).zip(years.get(long));
        both.is_some_and(|(short, long)| short.is_disjoint(long))
    };
    let alias = |short: &String| match full.get(short.as_str()).map(Vec::as_slice) {
        Some([long]) if short.chars().count() >= SHORTEST && is_alias(short, long) => Some((*long).clone()),
        _ => None,
    };
    years.keys().filter_map(|short| Some((short.clone(), alias(short)?))).collect()
}

/// The places that two bodies at least begin with.
fn places<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        let ends = name.char_indices().filter(|(_, char)| PLACE_ENDS.contains(char));
        for (at, char) in ends {
            let place = name.get(..at + char.len_utf8()).unwrap_or_default();
            *counts.entry(place).or_default() += usize::from(place.len() < name.len());
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(place, _)| place.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alias(names: &[(&str, &[u16])]) -> Vec<(String, String)> {
        let years = names.iter().map(|(name, years)| ((*name).to_owned(), years.iter().copied().collect()));
        aliases(&years.collect()).into_iter().collect()
    }

    #[test]
    fn brackets_width_and_blanks_make_no_other_body() {
        assert_eq!(key("青禾县 农业农村局（乡村振兴局）"), key("青禾县农业农村局(乡村振兴局)"));
        assert_eq!(key("青禾縣水務局"), key("⻘禾县⽔务局"));
        assert_ne!(key("青禾县人民政府"), key("青禾县人民政府办公室"));
    }

    #[test]
    fn a_name_without_its_place_is_that_body_where_only_one_fits() {
        let found = alias(&[("青禾县水利局", &[2022]), ("青禾县统计局", &[2022, 2023]), ("水利局", &[2023])]);
        assert_eq!(found, [("水利局".to_owned(), "青禾县水利局".to_owned())]);
        // Two bodies fit; both names in one year are two bodies.
        assert_eq!(alias(&[("青禾县水利局", &[2022]), ("青禾县统计局", &[2022]), ("水利局", &[2022])]), []);
        let two = [("青禾县水利局", &[2022][..]), ("云岫市水利局", &[2022]), ("青禾县一局", &[2022])];
        assert_eq!(alias(&[two[0], two[1], two[2], ("云岫市一局", &[2022]), ("水利局", &[2023])]), []);
    }

    #[test]
    fn a_place_is_told_from_an_office() {
        assert_eq!(place("青禾县人民政府"), Some("青禾县"));
        assert_eq!(place("青禾县"), Some("青禾县"));
        assert_eq!(place("青禾县人民政府办公室"), None);
        assert_eq!(place("青禾县水利局"), None);
    }
}
