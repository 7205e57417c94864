//! Values by name in one list: little code, where a tree is copied for every type.

use super::{Json, Record};

/// Values by name, in the order of the names.
#[derive(Debug, Clone, PartialEq)]
pub struct Dictionary<T>(Vec<(String, T)>);

impl<T> Default for Dictionary<T> {
    fn default() -> Self {
        Dictionary(Vec::new())
    }
}

impl<T> Dictionary<T> {
    /// The value by this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.get(self.place(name).ok()?).map(|(_, value)| value)
    }

    /// Whether there is a value by this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Puts a value in, in place of a former one by the same name.
    pub fn insert(&mut self, name: String, value: T) {
        match self.place(&name) {
            Ok(place) => {
                if let Some(slot) = self.0.get_mut(place) {
                    slot.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (name, value)),
        }
    }

    /// The names in their order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Names and values in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts in what another one has.
    pub fn extend(&mut self, others: Dictionary<T>) {
        for (name, value) in others.0 {
            self.insert(name, value);
        }
    }

    /// Where a name stands, or where it would.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }
}

impl<T: Record> Record for Dictionary<T> {
    fn of(json: Option<&Json<'_>>) -> Self {
        let mut all = Dictionary::default();
        if let Some(Json::Object(parts, _)) = json {
            for (name, part) in parts {
                all.insert(name.as_ref().to_owned(), T::of(Some(part)));
            }
        }
        all
    }
}

/// Files of settings are read by serde.
#[cfg(any(test, feature = "region"))]
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Dictionary<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = std::collections::BTreeMap::<String, T>::deserialize(deserializer)?;
        Ok(Dictionary(map.into_iter().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_holds_what_a_map_holds(entries: Vec<(String, u8)>) {
            let mut ours = Dictionary::default();
            for (name, value) in &entries {
                ours.insert(name.clone(), *value);
            }
            let theirs: BTreeMap<String, u8> = entries.into_iter().collect();
            prop_assert!(ours.iter().eq(theirs.iter().map(|(name, value)| (name.as_str(), value))));
            for name in theirs.keys() {
                prop_assert_eq!(ours.get(name), theirs.get(name));
            }
        }
    }
}
