//! A caller's options, and how they are refused.

use crate::request::{Refusal, Request};
use js_sys::{Array, Error, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

/// The options of a call; `beside` are the bytes of documents in them.
pub(super) fn parse(options: &str, beside: &Array) -> Result<Request, JsValue> {
    let beside: Vec<Vec<u8>> = beside.iter().map(|bytes| Uint8Array::new(&bytes).to_vec()).collect();
    Request::parse(options, &beside).map_err(thrown)
}

/// A refusal as the `Error` that JavaScript catches.
pub(super) fn thrown(refusal: Refusal) -> JsValue {
    let error = Error::new(&refusal.message);
    // Setting a property of an Error that was just made cannot fail.
    let _ = Reflect::set(&error, &"code".into(), &refusal.code.into());
    error.into()
}
