//! A caller's options as JSON → [`Options`].
//!
//! JavaScript's options cross the boundary in this shape, and only here is
//! decided which of them exist. Bytes cannot stand in JSON: they come beside it
//! and are named by their position.

use crate::document::events;
#[cfg(feature = "whole")]
use crate::forms;
use crate::forms::Forms;
use crate::json::{Fault, Json, Part};
use crate::recognition::NEEDS_WHOLE;
use crate::report::Report;
use crate::shown::Verbatim;
use crate::time::{Date, Time};
use crate::{Input, Language, Options, Reason};

/// What a caller asked for, read and found sound.
#[derive(Debug, Default)]
pub struct Request {
    /// The language of the messages.
    pub language: Language,
    /// Everything else.
    pub options: Options,
}

/// Why a request was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Permanent code: `unknown_option`, `invalid_option`,
    /// `unreadable_previous`, `unreadable_others`, `invalid_form`; `needs_whole` in a build that lacks what was asked for.
    pub code: &'static str,
    /// For the developer who wrote the call, in English; of a form's faults in the language asked for.
    pub message: String,
}

/// The options as they are written.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "Options", rename_all = "camelCase", optional_fields))]
struct Written<'j> {
    /// Language of the messages, a BCP 47 tag: `zh-CN` (the default) or `en`.
    lang: Option<String>,
    /// The report year, where the caller knows it better than the document.
    year: Option<u16>,
    /// Name of the file, which may tell the year and the body.
    file_name: Option<String>,
    /// The same body's report of the year before.
    #[cfg_attr(test, ts(optional, type = "Input"))]
    previous: Option<Given<'j>>,
    /// The reports of the units that this report adds up.
    units: Option<Vec<Unit<'j>>>,
    /// Other documents of the same body and year, for relations across documents.
    #[cfg_attr(test, ts(optional, type = "Array<Input>"))]
    others: Option<Vec<Given<'j>>>,
    /// The forms that a document may follow beside those of the library, each as its
    /// file says it: an object, or its JSON as text.
    #[cfg_attr(test, ts(optional, type = "Array<object | string>"))]
    forms: Option<Vec<Part<'j>>>,
    /// When the report was published, or is to be: `2026-01-28`. It is held
    /// against the date by which a body of its level publishes.
    published: Option<String>,
    /// Severities, waivers and the like.
    #[cfg_attr(test, ts(optional, type = "Settings"))]
    settings: Option<crate::Settings>,
    /// When the check is made, as RFC 3339 writes it: `2026-03-01T09:30:00+08:00`.
    /// Told in what is written about the check, and without any effect on the result.
    time: Option<String>,
}

/// The report of a unit.
#[derive(Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct Unit<'j> {
    /// Its name; else the report's own body is named.
    #[cfg_attr(test, ts(optional))]
    name: Option<String>,
    /// Its report.
    #[cfg_attr(test, ts(type = "Input"))]
    report: Given<'j>,
}

/// A document within the options: text of any kind that is read, the position of
/// its bytes among those beside the JSON, a page that the browser parsed as
/// [`events`] reads it, or a result with its tables.
#[derive(Debug, Clone, Copy)]
struct Given<'j>(Part<'j>);

impl<'j> Written<'j> {
    fn read(part: Part<'j>) -> Result<Self, Fault> {
        part.has_only(&[
            "lang",
            "year",
            "fileName",
            "previous",
            "units",
            "others",
            "forms",
            "published",
            "settings",
            "time",
        ])?;
        Ok(Written {
            lang: part.optional("lang", Part::text)?,
            year: part.optional("year", Part::number)?,
            file_name: part.optional("fileName", Part::text)?,
            previous: part.optional("previous", Given::read)?,
            units: part.optional("units", |part| part.list(Unit::read))?,
            others: part.optional("others", |part| part.list(Given::read))?,
            forms: part.optional("forms", |part| part.list(Ok))?,
            published: part.optional("published", Part::text)?,
            settings: part.optional("settings", crate::Settings::read)?,
            time: part.optional("time", Part::text)?,
        })
    }
}

impl Written<'_> {
    /// The request without its other reports.
    fn alone(self) -> Result<Request, Refusal> {
        let language = self.lang.as_deref().map(language).transpose()?.unwrap_or_default();
        let time = self.time.as_deref().map(time).transpose()?;
        let published = self.published.as_deref().map(date).transpose()?;
        let settings = self.settings.unwrap_or_default();
        let options =
            Options { year: self.year, file_name: self.file_name, published, settings, time, ..Options::default() };
        Ok(Request { language, options })
    }
}

impl<'j> Unit<'j> {
    fn read(part: Part<'j>) -> Result<Self, Fault> {
        part.has_only(&["name", "report"])?;
        Ok(Unit { name: part.optional("name", Part::text)?, report: part.required("report", Given::read)? })
    }
}

impl Request {
    /// Reads the options; `beside` are the bytes of the documents that they name.
    ///
    /// # Errors
    /// A refusal that says which option is at fault.
    pub fn parse(json: &str, beside: &[Vec<u8>]) -> Result<Self, Refusal> {
        let json = Json::parse(json).unwrap_or(Json::Null);
        let mut written = Written::read(Part::new("options", &json)).map_err(Refusal::of)?;
        let (previous, units) = (written.previous.take(), written.units.take());
        let (others, forms) = (written.others.take(), written.forms.take());
        let mut request = written.alone()?;
        if previous.is_none() && units.is_none() && others.is_none() && forms.is_none() {
            return Ok(request);
        }
        if !cfg!(feature = "whole") {
            return Err(Refusal::needs_whole());
        }
        request.options.forms = brought(forms.unwrap_or_default(), request.language)?;
        let reading = Options { forms: request.options.forms.clone(), ..Options::default() };
        if let Some(given) = previous {
            let report = given.recognise(beside, &reading).map_err(|reason| {
                let sentence = crate::messages::reason(&reason, Language::English);
                Refusal { code: "unreadable_previous", message: format!("previous: {sentence}") }
            })?;
            request.options.previous = Some(Box::new(report));
        }
        let units = (1..).zip(units.unwrap_or_default()).map(|(number, unit)| {
            // A unit whose report cannot be read is one of the findings.
            let report = unit.report.recognise(beside, &reading).unwrap_or_default();
            let name = unit.name.map(Verbatim::from).or_else(|| report.organ.clone());
            (name.unwrap_or_else(|| number.to_string().into()), report)
        });
        request.options.units = units.collect();
        let others = others.unwrap_or_default().into_iter().enumerate();
        let others = others.map(|(at, given)| {
            given.recognise(beside, &reading).map_err(|reason| {
                let sentence = crate::messages::reason(&reason, Language::English);
                Refusal { code: "unreadable_others", message: format!("others[{at}]: {sentence}") }
            })
        });
        request.options.others = others.collect::<Result<_, _>>()?;
        Ok(request)
    }
}

/// The forms that a caller brings.
///
/// # Errors
/// A refusal with every fault of the first form that has some, told to whoever wrote it.
#[cfg(feature = "whole")]
fn brought(forms: Vec<Part<'_>>, language: Language) -> Result<Forms, Refusal> {
    let text = |part: &Part<'_>| match part.json() {
        Json::Text(text) => text.as_ref().to_owned(),
        Json::Object(_, source) => (*source).to_owned(),
        _ => String::new(),
    };
    loaded(forms.iter().map(text), language)
}

/// The forms in these files.
///
/// # Errors
/// A refusal with every fault of the first form that has some, in this language.
#[cfg(feature = "whole")]
pub fn loaded(texts: impl Iterator<Item = String>, language: Language) -> Result<Forms, Refusal> {
    let load = |(at, text): (usize, String)| {
        forms::load(&text).map_err(|faults| {
            let told = faults.iter().map(|fault| {
                let sentence = crate::messages::form_fault(fault, language);
                format!("forms[{at}] {}:{}: {sentence}", fault.line, fault.column)
            });
            Refusal { code: "invalid_form", message: told.collect::<Vec<_>>().join("\n") }
        })
    };
    Ok(Forms::with(texts.enumerate().map(load).collect::<Result<_, _>>()?))
}

#[cfg(not(feature = "whole"))]
fn brought(_: Vec<Part<'_>>, _: Language) -> Result<Forms, Refusal> {
    Err(Refusal::needs_whole())
}

/// The language that a tag names.
///
/// # Errors
/// A refusal where there are no messages in that language.
pub(crate) fn language(tag: &str) -> Result<Language, Refusal> {
    let language = Language::from_tag(tag).ok_or_else(|| Refusal {
        code: "invalid_option",
        message: format!("lang: no messages in \"{tag}\"; zh-CN or en"),
    })?;
    let is_there = cfg!(feature = "whole") || language == Language::Chinese;
    is_there.then_some(language).ok_or_else(Refusal::needs_whole)
}

/// The moment that a text names.
///
/// # Errors
/// A refusal where it is not written as RFC 3339 writes it.
fn time(text: &str) -> Result<Time, Refusal> {
    Time::parse(text).ok_or_else(|| Refusal {
        code: "invalid_option",
        message: format!("time: \"{text}\" is no moment like 2026-03-01T09:30:00+08:00"),
    })
}

/// # Errors
/// A refusal where it is no day of the calendar.
fn date(text: &str) -> Result<Date, Refusal> {
    Date::parse(text).ok_or_else(|| Refusal {
        code: "invalid_option",
        message: format!("published: \"{text}\" is no day like 2026-01-28"),
    })
}

impl<'j> Given<'j> {
    fn read(part: Part<'j>) -> Result<Self, Fault> {
        match part.json() {
            Json::Text(_) | Json::Object(..) => Ok(Given(part)),
            _ => Err(part.wrong("text, bytes or a result's tables")),
        }
    }

    fn recognise(self, beside: &[Vec<u8>], options: &Options) -> Result<Report, Reason> {
        match self.0.json() {
            Json::Text(text) => crate::recognise(Input::Text(text), options),
            Json::Object(_, source) => {
                if let Ok(bytes) = self.0.required("bytes", Part::number::<usize>) {
                    crate::recognise(Input::Bytes(beside.get(bytes).map_or(&[], Vec::as_slice)), options)
                } else if let Some((records, text)) = self.page() {
                    crate::recognise_document(events::read(&records, &text)?, options)
                } else {
                    crate::recognise(Input::Text(source), options)
                }
            }
            _ => Ok(Report::default()),
        }
    }

    /// The numbers and the text of a page.
    fn page(self) -> Option<(Vec<u32>, String)> {
        let records = self.0.required("records", |part| part.list(Part::number)).ok()?;
        Some((records, self.0.required("text", Part::text).ok()?))
    }
}

impl Refusal {
    fn of(fault: Fault) -> Self {
        let code = if fault.is_unknown { "unknown_option" } else { "invalid_option" };
        Refusal { code, message: fault.message }
    }

    /// Where a build without the feature `whole` is asked for what it lacks.
    pub fn needs_whole() -> Self {
        Refusal { code: NEEDS_WHOLE, message: "this needs the whole module".to_owned() }
    }

    #[cfg(feature = "region")]
    pub(crate) fn of_json(error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let code = if message.starts_with("unknown field") { "unknown_option" } else { "invalid_option" };
        // The position is one in JSON that the caller never saw.
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        Refusal { code, message }
    }
}

/// What the npm package says of these types.
#[cfg(test)]
pub(crate) fn declarations() -> Vec<String> {
    use crate::output::typescript::declaration;
    let mut declarations = vec![declaration::<Written<'_>>(), declaration::<Unit<'_>>()];
    declarations.extend(crate::settings::declarations());
    declarations
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(json: &str) -> Refusal {
        Request::parse(json, &[]).unwrap_err()
    }

    #[test]
    fn options_are_read_as_the_contract_writes_them() {
        let request = Request::parse(r#"{"lang":"en","year":2023,"fileName":"2023年报.html"}"#, &[]).unwrap();
        assert_eq!(request.language, Language::English);
        assert_eq!(request.options.year, Some(2023));
        assert_eq!(request.options.file_name.as_deref(), Some("2023年报.html"));
    }

    #[test]
    fn an_unknown_option_is_refused_by_its_name() {
        let refusal = refused(r#"{"langauge":"en"}"#);
        assert_eq!(refusal.code, "unknown_option");
        assert!(refusal.message.contains("langauge"), "{}", refusal.message);
    }

    #[test]
    fn an_option_of_the_wrong_kind_is_refused() {
        for json in [
            r#"{"year":"2023"}"#,
            r#"{"year":2023.5}"#,
            r#"{"lang":"fr"}"#,
            r#"{"units":3}"#,
            r#"{"time":"2026-03-01"}"#,
            "[]",
            "3",
        ] {
            assert_eq!(refused(json).code, "invalid_option", "{json}");
        }
    }

    #[test]
    fn a_document_that_cannot_be_read_is_named_by_its_option() {
        let refusal = refused(r#"{"previous":""}"#);
        assert_eq!(refusal.code, "unreadable_previous");
        assert!(refusal.message.starts_with("previous: "), "{}", refusal.message);
    }

    #[test]
    fn a_unit_without_a_readable_report_is_kept_with_its_name() {
        let request = Request::parse(r#"{"units":[{"name":"某局","report":{"bytes":0}},{"report":""}]}"#, &[]).unwrap();
        let names: Vec<_> = request.options.units.iter().map(|(name, _)| name.verbatim()).collect();
        assert_eq!(names, ["某局", "2"]);
    }
}
