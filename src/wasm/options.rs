//! A caller's options.

use crate::thrown;
use gouji::request::Request;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// The options of a call; `beside` are the bytes of documents in them.
pub(crate) fn parse(options: &str, beside: &Array) -> Result<Request, JsValue> {
    let beside: Vec<Vec<u8>> = beside.iter().map(|bytes| Uint8Array::new(&bytes).to_vec()).collect();
    Request::parse(options, &beside).map_err(thrown)
}
