//! What names stand for in resources, each looked up once: a page may name the
//! same thing a million times.

use super::layers::Layers;
use super::streams;
use crate::budget::Budget;
use gouji_kernel::Refusal;
use hayro_font::{CMapResolverFn, Font, FontCache, FontData, FontQuery, FontResolverFn};
use hayro_syntax::object::dict::keys::{BBOX, BM, CA_NS, FONT, MATRIX, OC, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_syntax::page::Resources;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Bytes of what was looked up that are looked at in a step.
const BYTES_A_STEP: usize = 2;

/// A name and the dictionary that says what it stands for, by its place in memory.
type Key = (usize, Vec<u8>);

/// What was looked up so far.
pub struct Lookup<'a> {
    budget: Budget,
    cache: FontCache<'a>,
    substitutes: FontResolverFn,
    encodings: CMapResolverFn,
    fonts: HashMap<Key, Option<Font<'a>>>,
    changes: HashMap<Key, Rc<Changes<'a>>>,
    objects: HashMap<Key, Option<Rc<XObject<'a>>>>,
}

/// What `gs` changes of the state.
#[derive(Default)]
pub struct Changes<'a> {
    /// The font and its size.
    pub font: Option<(Option<Font<'a>>, Option<f64>)>,
    /// How opaque areas and characters are.
    pub opacity: Option<f64>,
    /// Whether what lies beneath shows through in another way.
    pub is_blended: Option<bool>,
}

/// A form or picture.
pub struct XObject<'a> {
    /// Its bytes.
    pub stream: Stream<'a>,
    /// Whether it is a form.
    pub is_form: bool,
    /// Whether it belongs to a layer that is not shown.
    pub is_hidden: bool,
    /// What its names stand for; where it has none of its own, as around it.
    pub resources: Option<Resources<'a>>,
    /// Its coordinates → those around it.
    pub matrix: Option<[f64; 6]>,
    /// What it draws on.
    pub bounds: Option<[f64; 4]>,
}

impl<'a> Lookup<'a> {
    /// Nothing yet.
    pub fn new(budget: Budget) -> Self {
        Lookup {
            budget,
            cache: FontCache::new(),
            substitutes: Arc::new(substitute),
            encodings: Arc::new(hayro_cmap::load_embedded),
            fonts: HashMap::new(),
            changes: HashMap::new(),
            objects: HashMap::new(),
        }
    }

    /// The font of this name.
    ///
    /// # Errors
    /// Where it expands too far, or the budget is spent.
    pub fn font(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Result<Option<Font<'a>>, Refusal> {
        let key = key(&resources.fonts, name);
        if let Some(font) = self.fonts.get(&key) {
            return Ok(font.clone());
        }
        let font = self.load(resources.get_font(name))?;
        self.fonts.insert(key, font.clone());
        Ok(font)
    }

    fn load(&self, dict: Option<Dict<'a>>) -> Result<Option<Font<'a>>, Refusal> {
        let Some(dict) = dict else { return Ok(None) };
        self.budget.steps(dict.data().len() / BYTES_A_STEP)?;
        streams::charge_font(&dict, &self.budget)?;
        Ok(self.cache.font(&dict, &self.substitutes, &self.encodings))
    }

    /// The changes of this name.
    ///
    /// # Errors
    /// Where they expand too far, or the budget is spent.
    pub fn changes(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Result<Rc<Changes<'a>>, Refusal> {
        let key = key(&resources.ext_g_states, name);
        if let Some(changes) = self.changes.get(&key) {
            return Ok(changes.clone());
        }
        let dict = resources.get_ext_g_state(name).unwrap_or_default();
        self.budget.steps(dict.data().len() / BYTES_A_STEP)?;
        let mut changes = Changes { opacity: dict.get::<f64>(CA_NS), ..Changes::default() };
        if let Some(font) = dict.get::<Array<'_>>(FONT) {
            let mut parts = font.flex_iter();
            let loaded = self.load(parts.next::<Dict<'_>>())?;
            changes.font = Some((loaded, parts.next::<f64>()));
        }
        let is_blended = |mode: Name<'_>| !matches!(mode.as_ref(), b"Normal" | b"Compatible");
        changes.is_blended = dict.contains_key(BM).then(|| dict.get::<Name<'_>>(BM).is_none_or(is_blended));
        let changes = Rc::new(changes);
        self.changes.insert(key, changes.clone());
        Ok(changes)
    }

    /// The form or picture of this name.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn object(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'a>,
        layers: &mut Layers,
    ) -> Result<Option<Rc<XObject<'a>>>, Refusal> {
        let key = key(&resources.x_objects, name);
        if let Some(object) = self.objects.get(&key) {
            return Ok(object.clone());
        }
        let stream = resources.get_x_object(name);
        self.budget.steps(stream.as_ref().map_or(0, |stream| stream.dict().data().len()) / BYTES_A_STEP)?;
        let object = stream.map(|stream| {
            let dict = stream.dict();
            Rc::new(XObject {
                is_form: dict.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Form"),
                is_hidden: dict.get::<Dict<'_>>(OC).is_some_and(|layer| layers.hide(&layer)),
                resources: dict.get::<Dict<'_>>(RESOURCES).map(Resources::new),
                matrix: dict.get::<[f64; 6]>(MATRIX),
                bounds: dict.get::<[f64; 4]>(BBOX),
                stream,
            })
        });
        self.objects.insert(key, object.clone());
        Ok(object)
    }
}

/// A key by which what a name stands for is kept.
pub fn key(dict: &Dict<'_>, name: &Name<'_>) -> Key {
    (dict.data().as_ptr() as usize, name.as_ref().to_vec())
}

/// A font in place of one that the file does not hold; only what the file says
/// of widths and characters is used.
fn substitute(query: &FontQuery) -> Option<(FontData, u32)> {
    Some(match query {
        FontQuery::Standard(font) => font.get_font_data(),
        FontQuery::Fallback(font) => font.pick_standard_font().get_font_data(),
    })
}
