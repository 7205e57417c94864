//! Reading files that are no text.

use crate::{Input, document, exchange};
use wasm_bindgen::prelude::*;

/// The document in a file, as the module that checks takes it for text;
/// `undefined` where the file is text itself.
#[wasm_bindgen(js_name = readFile)]
pub fn read_file(bytes: &[u8]) -> Option<String> {
    document::of_file(Input::Bytes(bytes)).map(exchange::write)
}
