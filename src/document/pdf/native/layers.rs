//! Layers that are switched off, and marked content that is none of the page's own.

use super::lookup::key;
use crate::budget::Budget;
use gouji_kernel::Refusal;
use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{BASE_STATE, D, OCGS, OCPROPERTIES, OFF, ON, P, SUBTYPE, TYPE};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro_syntax::page::Resources;
use std::collections::{HashMap, HashSet};

/// Layers of a document that are looked at.
const MOST: usize = 10_000;

/// The layers that are switched off when the document is opened.
#[derive(Debug, Default)]
pub struct Layers {
    off: HashSet<ObjectIdentifier>,
    /// What was found of the names that marked content gives.
    found: HashMap<(usize, Vec<u8>), bool>,
}

impl Layers {
    /// Those of a document.
    pub fn of(document: &Pdf) -> Self {
        let catalogue = document.xref().get::<Dict<'_>>(document.xref().root_id());
        let Some(properties) = catalogue.and_then(|dict| dict.get::<Dict<'_>>(OCPROPERTIES)) else {
            return Layers::default();
        };
        let settings = properties.get::<Dict<'_>>(D).unwrap_or_default();
        let list = |dict: &Dict<'_>, key: &[u8]| references(dict.get::<Array<'_>>(key));
        let mut off: HashSet<ObjectIdentifier> = list(&settings, OFF).into_iter().collect();
        if settings.get::<Name<'_>>(BASE_STATE).is_some_and(|state| state.as_ref() == b"OFF") {
            let on: HashSet<ObjectIdentifier> = list(&settings, ON).into_iter().collect();
            off.extend(list(&properties, OCGS).into_iter().filter(|layer| !on.contains(layer)));
        }
        Layers { off, found: HashMap::new() }
    }

    /// Whether what belongs to a layer, or to several together, is not shown.
    pub fn hide(&self, layer: &Dict<'_>) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if layer.get::<Name<'_>>(TYPE).is_none_or(|kind| kind.as_ref() != b"OCMD") {
            return layer.obj_id().is_some_and(|id| self.off.contains(&id));
        }
        let mut members = references(layer.get::<Array<'_>>(OCGS));
        if layer.get::<Array<'_>>(OCGS).is_none() {
            members.extend(layer.get_ref(OCGS).map(ObjectIdentifier::from));
        }
        let mut states = members.iter().map(|id| !self.off.contains(id));
        let policy = layer.get::<Name<'_>>(P);
        let is_shown = match policy.as_ref().map_or(b"AnyOn".as_slice(), |name| name.as_ref()) {
            b"AllOn" => states.all(|is_on| is_on),
            b"AnyOff" => states.any(|is_on| !is_on),
            b"AllOff" => !states.any(|is_on| is_on),
            _ => states.any(|is_on| is_on),
        };
        !members.is_empty() && !is_shown
    }

    /// Whether marked content is not shown, or a watermark.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn hide_marked(
        &mut self,
        tag: &Name<'_>,
        properties: &Object<'_>,
        resources: &Resources<'_>,
        budget: &Budget,
    ) -> Result<bool, Refusal> {
        let Object::Name(name) = properties else {
            let Object::Dict(dict) = properties else { return Ok(false) };
            budget.steps(dict.data().len())?;
            return Ok(self.hide_tagged(tag, dict));
        };
        if !matches!(tag.as_ref(), b"OC" | b"Artifact") {
            return Ok(false);
        }
        let mut key = key(&resources.properties, name);
        key.1.extend(tag.as_ref());
        if let Some(is_hidden) = self.found.get(&key) {
            return Ok(*is_hidden);
        }
        let dict = resources.properties.get::<Dict<'_>>(name).unwrap_or_default();
        budget.steps(dict.data().len())?;
        let is_hidden = self.hide_tagged(tag, &dict);
        self.found.insert(key, is_hidden);
        Ok(is_hidden)
    }

    fn hide_tagged(&self, tag: &Name<'_>, dict: &Dict<'_>) -> bool {
        match tag.as_ref() {
            b"OC" => self.hide(dict),
            b"Artifact" => dict.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Watermark"),
            _ => false,
        }
    }
}

fn references(array: Option<Array<'_>>) -> Vec<ObjectIdentifier> {
    let items = array.iter().flat_map(Array::raw_iter);
    let references = items.take(MOST).filter_map(|item| match item {
        MaybeRef::Ref(reference) => Some(ObjectIdentifier::from(reference)),
        MaybeRef::NotRef(_) => None,
    });
    references.collect()
}
