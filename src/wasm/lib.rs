//! The boundary to JavaScript, and the only place that knows it. Text goes in,
//! JSON text comes out, so that the result has the same bytes everywhere; the
//! npm package's loader (`www/package`) makes plain objects of it.
//!
//! Each file is what one feature offers; `scripts/pkg.mjs` lists the modules
//! that are built of them.
#![cfg(target_arch = "wasm32")]
#![allow(unsafe_code, reason = "wasm-bindgen's glue")]

#[cfg(feature = "check")]
mod check;
#[cfg(feature = "checker")]
mod checker;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "region")]
mod region;
#[cfg(feature = "render")]
mod render;

#[cfg(any(feature = "check", feature = "checker", feature = "render", feature = "region"))]
mod options;
#[cfg(feature = "write-files")]
mod write;

use gouji::host::Host;
use wasm_bindgen::prelude::*;

/// A fifth of the code of std's own allocator, which browsers compile while the
/// first verdict is waited for.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Gives the core what JavaScript has, and sends the message of a panic to the
/// console: the loader sees only a trap.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    gouji::host::install(Host { decode, nfkc });
}

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own decoder.
    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}

/// Bytes in an encoding that the engine knows by this label; nothing where it
/// does not.
fn decode(label: &str, bytes: &[u8]) -> String {
    TextDecoder::new(label).and_then(|decoder| decoder.decode(bytes)).unwrap_or_default()
}

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own text.
    type JsString;
    #[wasm_bindgen(js_name = String)]
    fn js_string(text: &str) -> JsString;
    #[wasm_bindgen(method)]
    fn normalize(this: &JsString, form: &str) -> String;
}

/// A text in NFKC, by the engine's own tables.
fn nfkc(text: &str) -> String {
    js_string(text).normalize("NFKC")
}

/// The version of this module.
#[wasm_bindgen]
pub fn version() -> String {
    gouji::version().to_owned()
}

/// A refusal as the `Error` that JavaScript catches.
#[cfg(any(feature = "check", feature = "checker", feature = "region", feature = "render", feature = "write-files"))]
pub(crate) fn thrown(refusal: gouji::request::Refusal) -> JsValue {
    let error = js_sys::Error::new(&refusal.message);
    // Setting a property of an Error that was just made cannot fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &refusal.code.into());
    error.into()
}
