//! The bytes of streams, charged before anything else decodes them.

use crate::budget::Budget;
use crate::pdf::filter::{self, Filter};
use crate::pdf::{MOST_CONTENT, too_much};
use gouji_kernel::Refusal;
use hayro_syntax::object::dict::keys::{
    CID_TO_GID_MAP, CONTENTS, DECODE_PARMS, DESCENDANT_FONTS, DP, ENCODING, FONT_DESC, FONT_FILE, FONT_FILE2,
    FONT_FILE3, TO_UNICODE, W, W2,
};
use hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro_syntax::page::Page;
use std::borrow::Cow;

/// Steps for one stream that is looked up.
const STEPS: usize = 16;

/// The content of a page: its streams behind each other.
///
/// # Errors
/// Where they expand too far, or the budget is spent.
pub fn content(page: &Page<'_>, budget: &Budget) -> Result<Vec<u8>, Refusal> {
    let dict = page.raw();
    let mut content = Vec::new();
    let single = dict.get::<Stream<'_>>(CONTENTS);
    let several = dict.get::<Array<'_>>(CONTENTS);
    let streams = several.iter().flat_map(|array| array.iter::<Stream<'_>>());
    for stream in single.into_iter().chain(streams) {
        budget.steps(STEPS)?;
        if let Some(bytes) = decoded(&stream, budget)? {
            content.extend_from_slice(&bytes);
            content.push(b' ');
        }
        if content.len() > MOST_CONTENT {
            return Err(too_much());
        }
    }
    Ok(content)
}

/// The bytes of a stream; `None` where it is a picture or damaged.
///
/// # Errors
/// Where it expands too far, or the budget is spent.
pub fn decoded<'a>(stream: &Stream<'a>, budget: &Budget) -> Result<Option<Cow<'a, [u8]>>, Refusal> {
    let Some(filters) = filters(stream) else { return Ok(None) };
    let raw = stream.raw_data();
    if filters.is_empty() {
        budget.copy(raw.len())?;
        return Ok(Some(raw));
    }
    let expanded = filter::expand(&raw, &filters, budget)?;
    // What else its filters were told is left to the library, now that its size is known.
    let dict = stream.dict();
    if expanded.is_whole && (dict.contains_key(DECODE_PARMS) || dict.contains_key(DP)) {
        return Ok(stream.decoded_data().ok());
    }
    Ok(Some(Cow::Owned(expanded.bytes)))
}

/// Charges what a font holds.
///
/// # Errors
/// Where that expands too far, or the budget is spent.
pub fn charge_font(font: &Dict<'_>, budget: &Budget) -> Result<(), Refusal> {
    let descendant = font.get::<Array<'_>>(DESCENDANT_FONTS).and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    for dict in [Some(font), descendant.as_ref()].into_iter().flatten() {
        let own = [TO_UNICODE, ENCODING, CID_TO_GID_MAP].into_iter().filter_map(|key| dict.get::<Stream<'_>>(key));
        let descriptor = dict.get::<Dict<'_>>(FONT_DESC).unwrap_or_default();
        let files = [FONT_FILE, FONT_FILE2, FONT_FILE3].into_iter().filter_map(|key| descriptor.get::<Stream<'_>>(key));
        for stream in own.chain(files) {
            budget.steps(STEPS)?;
            decoded(&stream, budget)?;
        }
        charge_widths(dict.get::<Array<'_>>(W), 3, budget)?;
        charge_widths(dict.get::<Array<'_>>(W2), 5, budget)?;
    }
    Ok(())
}

/// Charges widths: three or five numbers give one to all characters from the first
/// to the second.
fn charge_widths(widths: Option<Array<'_>>, numbers: usize, budget: &Budget) -> Result<(), Refusal> {
    let mut range: Vec<f64> = Vec::new();
    for part in widths.iter().flat_map(|array| array.iter::<Object<'_>>()) {
        budget.steps(STEPS)?;
        match part {
            Object::Number(number) => range.push(number.as_f64()),
            _ => range.clear(),
        }
        if let [first, last, ..] = range.as_slice()
            && range.len() == numbers
        {
            budget.steps((last - first).clamp(0.0, 1e9) as usize * STEPS)?;
            range.clear();
        }
    }
    Ok(())
}

/// The filters of a stream; `None` where one is a picture's.
fn filters(stream: &Stream<'_>) -> Option<Vec<Filter>> {
    use hayro_syntax::Filter as Named;
    let all = stream.filters();
    let known = all.iter().filter(|filter| !matches!(filter, Named::Crypt)).map(|filter| match filter {
        Named::AsciiHexDecode => Some(Filter::Hex),
        Named::Ascii85Decode => Some(Filter::Base85),
        Named::LzwDecode => Some(Filter::Lzw),
        Named::FlateDecode => Some(Filter::Flate),
        Named::RunLengthDecode => Some(Filter::RunLength),
        _ => None,
    });
    known.collect()
}
