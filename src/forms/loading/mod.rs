//! A form's file, read strictly: every fault is told with its place, and a form
//! with a fault is refused.

mod place;
mod shape;
mod sound;

use super::Edition;
use crate::json::{Json, Record};
pub(crate) use sound::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TABLES};

use place::Places;
use shape::{Field, Shape};
use std::sync::Mutex;

/// Bytes of the largest file.
const LARGEST: usize = 1 << 20;

/// Faults that are told of one file.
const MOST_FAULTS: usize = 100;

/// Forms that a process keeps.
const MOST_FORMS: usize = 256;

/// Why a form is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFault {
    /// Line in the file, from 1.
    pub line: usize,
    /// Character in that line, from 1.
    pub column: usize,
    /// Where in the form: `tables[0].rows[3].id`.
    pub path: String,
    /// What is wrong, or what was expected: a key of the message catalogues.
    pub code: &'static str,
    /// What the sentence names: what stands there, what is allowed.
    pub found: String,
}

/// The forms that were loaded, with their text.
static LOADED: Mutex<Vec<(String, &'static Edition)>> = Mutex::new(Vec::new());

/// Loads a form. The same text gives the same form: it is kept for as long as
/// the process runs, and no more than 256 are.
///
/// # Errors
/// Every fault of the file, in its order.
///
/// ```
/// use gouji::forms::{self, Forms};
/// use gouji::{Input, Options};
///
/// # fn main() -> Result<(), Vec<forms::FormFault>> {
/// let form = forms::load(r#"{
///   "id": "visits",
///   "name": "窗口接待情况表",
///   "tables": [{
///     "id": "visits",
///     "title": "接待情况",
///     "columns": [
///       { "id": "first", "label": "上半年" },
///       { "id": "second", "label": "下半年" },
///       { "id": "all", "label": "全年" }
///     ],
///     "rows": [
///       { "id": "letters", "label": "来信（件）" },
///       { "id": "calls", "label": "来电（件）" },
///       { "id": "visitors", "label": "来访（人次）" }
///     ],
///     "relations": [{ "id": "visits.all", "each": "row", "holds": "all = first + second" }]
///   }]
/// }"#)?;
///
/// let report = "
/// | 项目 | 上半年 | 下半年 | 全年 |
/// | --- | --- | --- | --- |
/// | 来信（件） | 3 | 4 | 8 |
/// | 来电（件） | 20 | 31 | 51 |
/// | 来访（人次） | 5 | 6 | 11 |
/// ";
/// let options = Options { forms: Forms::with(vec![form]), ..Options::default() };
/// let outcome = gouji::check(Input::Text(report), &options);
/// let failed: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule).collect();
/// assert_eq!(failed, ["visits.all"]);
/// # Ok(())
/// # }
/// ```
pub fn load(text: &str) -> Result<&'static Edition, Vec<FormFault>> {
    let known = |loaded: &[(String, &'static Edition)]| {
        loaded.iter().find(|(known, _)| known == text).map(|(_, edition)| *edition)
    };
    if let Some(edition) = LOADED.lock().ok().and_then(|loaded| known(&loaded)) {
        return Ok(edition);
    }
    let edition = read(text)?;
    let Ok(mut loaded) = LOADED.lock() else { return Err(vec![whole_file("form.too_many", "")]) };
    if loaded.len() >= MOST_FORMS {
        return Err(vec![whole_file("form.too_many", "256")]);
    }
    let edition: &'static Edition = Box::leak(Box::new(edition));
    loaded.push((text.to_owned(), edition));
    Ok(edition)
}

/// Every fault of a form's file, in its order; none where it can be loaded.
///
/// ```
/// use gouji::{Language, forms, messages};
///
/// let faults = forms::lint("{\n  \"id\": 7\n}");
/// assert!(faults.iter().any(|fault| (fault.line, fault.path.as_str()) == (2, "id")));
/// for fault in &faults {
///     println!("{}:{}: {}", fault.line, fault.column, messages::form_fault(fault, Language::English));
/// }
/// ```
pub fn lint(text: &str) -> Vec<FormFault> {
    read(text).err().unwrap_or_default()
}

/// What a form's file says is to be confirmed by a person, in its order.
pub fn to_confirm(text: &str) -> Vec<FormFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(json) = Json::parse(text).filter(|_| text.len() <= LARGEST) else { return Vec::new() };
    let mut reader = Reader::new(text);
    reader.value(&json, &shape::FORM, "", 0);
    reader.confirm
}

/// The JSON Schema of a form's file.
pub fn schema() -> String {
    let mut schema = shape::schema(&shape::FORM);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("title".to_owned(), "gouji form".into());
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a form's file.
pub(super) fn read(text: &str) -> Result<Edition, Vec<FormFault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        return Err(vec![whole_file("form.too_large", "1")]);
    }
    let Some(json) = Json::parse(text) else { return Err(vec![no_json(text)]) };
    let mut reader = Reader::new(text);
    reader.value(&json, &shape::FORM, "", 0);
    if !reader.faults.is_empty() {
        return Err(reader.into_faults());
    }
    let mut edition = Edition::of(Some(&json));
    edition.complete();
    sound::check(&mut reader, &json, &mut edition);
    if reader.faults.is_empty() { Ok(edition) } else { Err(reader.into_faults()) }
}

fn whole_file(code: &'static str, found: &str) -> FormFault {
    FormFault { line: 1, column: 1, path: String::new(), code, found: found.to_owned() }
}

/// Where a text stops being JSON.
fn no_json(text: &str) -> FormFault {
    let error = serde_json::from_str::<serde::de::IgnoredAny>(text).err();
    let (line, bytes) = error.as_ref().map_or((1, 1), |error| (error.line(), error.column()));
    // It counts bytes.
    let before = text.lines().nth(line.saturating_sub(1)).map_or("", |line| line.get(..bytes).unwrap_or(line));
    let column = before.chars().count();
    let found = error.map(|error| error.to_string()).unwrap_or_default();
    FormFault { line, column: column.max(1), path: String::new(), code: "form.no_json", found }
}

/// Follows a file along its shape.
struct Reader<'j> {
    places: Places<'j>,
    faults: Vec<(usize, FormFault)>,
    /// What a person has to confirm.
    confirm: Vec<FormFault>,
}

impl<'j> Reader<'j> {
    fn new(text: &'j str) -> Self {
        Reader { places: Places::new(text), faults: Vec::new(), confirm: Vec::new() }
    }

    /// Notes what stands under `confirm`, at a byte of the file.
    fn note_confirm(&mut self, at: usize, path: &str, part: &Json<'j>) {
        if let Json::Text(found) = part
            && self.confirm.len() < MOST_FAULTS
        {
            let (line, column) = self.places.line_and_column(at);
            let (path, found) = (path.to_owned(), found.as_ref().to_owned());
            self.confirm.push(FormFault { line, column, path, code: "form.to_confirm", found });
        }
    }

    fn into_faults(mut self) -> Vec<FormFault> {
        self.faults.sort_by_key(|(at, _)| *at);
        self.faults.into_iter().map(|(_, fault)| fault).take(MOST_FAULTS).collect()
    }

    /// Notes a fault at a byte of the file.
    fn fault(&mut self, at: usize, path: &str, code: &'static str, found: impl Into<String>) {
        if self.faults.len() < 2 * MOST_FAULTS {
            let (line, column) = self.places.line_and_column(at);
            let found = found.into();
            self.faults.push((at, FormFault { line, column, path: path.to_owned(), code, found }));
        }
    }

    /// Sees that a value is of a shape; `near` is where it stands at the latest.
    fn value(&mut self, json: &Json<'j>, shape: &Shape, path: &str, near: usize) {
        let at = self.places.of(json).unwrap_or(near);
        if !shape.fits(json) {
            let allowed = match shape {
                Shape::Choice(words) => words.join(", "),
                Shape::Whole(least, most) => format!("{least}–{most}"),
                _ => String::new(),
            };
            return self.fault(at, path, shape.expected(), allowed);
        }
        match (shape, json) {
            (Shape::Optional(shape), json) if *json != Json::Null => self.value(json, shape, path, near),
            (Shape::List(shape), Json::List(parts)) => {
                for (index, part) in parts.iter().enumerate() {
                    self.value(part, shape, &format!("{path}[{index}]"), at);
                }
            }
            (Shape::Object(fields), _) => self.object(json, fields, path, at),
            (Shape::Either(mark, first, second), _) => {
                let fields = if json.get(mark).is_some() { first } else { second };
                self.object(json, fields, path, at);
            }
            _ => {}
        }
    }

    fn object(&mut self, json: &Json<'j>, fields: &[Field], path: &str, near: usize) {
        let Json::Object(parts, _) = json else { return };
        let mut seen: Vec<&str> = Vec::new();
        for (name, part) in parts {
            let inner = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
            let at = self.places.of_text(name).unwrap_or(near);
            if seen.contains(&name.as_ref()) {
                self.fault(at, &inner, "form.doubled_field", name.as_ref());
            }
            seen.push(name);
            if name == shape::CONFIRM_NAME {
                self.note_confirm(at, path, part);
            }
            match fields.iter().find(|field| field.name == name) {
                Some(field) => self.value(part, &field.shape, &inner, at),
                None => {
                    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
                    self.fault(at, &inner, "form.unknown_field", names.join(", "));
                }
            }
        }
        for field in fields.iter().filter(|field| field.is_required && !seen.contains(&field.name)) {
            self.fault(near, path, "form.missing_field", field.name);
        }
    }
}

#[cfg(test)]
mod tests;
