//! Reading files that are no text.

use gouji::document::pdf::{self, geometry::Page, inspect};
use gouji::{Input, document, exchange};
use wasm_bindgen::prelude::*;

/// The document in a file, as the module that checks takes it for text;
/// `undefined` where the file is text itself.
#[wasm_bindgen(js_name = readFile)]
pub fn read_file(bytes: &[u8]) -> Option<String> {
    document::of_file(Input::Bytes(bytes)).map(exchange::write)
}

/// The same text with size and digest of the file that was read, for a record to name it by.
#[wasm_bindgen]
pub fn marked(text: String, file: &[u8]) -> String {
    exchange::marked(text, file)
}

/// Looks a PDF over before its pages are taken out: `undefined`, or the answer
/// where it is not to be read.
#[wasm_bindgen(js_name = inspectPdf)]
pub fn inspect_pdf(bytes: &[u8]) -> Option<String> {
    inspect::inspect(bytes, inspect::Pictures::Measured).err().map(|reason| exchange::write(Err(reason)))
}

/// Bounds of what is taken out of a PDF, as JSON: `{"pages", "instructions", "content", "bytes"}`.
#[wasm_bindgen(js_name = pdfLimits)]
pub fn pdf_limits() -> String {
    format!(
        "{{\"pages\":{},\"instructions\":{},\"content\":{},\"bytes\":{}}}",
        pdf::MOST_PAGES,
        pdf::MOST_INSTRUCTIONS,
        pdf::MOST_CONTENT,
        document::budget::MOST_BYTES
    )
}

/// The document of a PDF whose pages were taken out, as JSON: `[{"width",
/// "height", "texts": [[[left, top, right, bottom], text]], "rules", "images"}]`.
#[wasm_bindgen(js_name = readPages)]
pub fn read_pages(pages: &str) -> String {
    let pages = serde_json::from_str::<Vec<Page>>(pages).map_err(|_| pdf::refusal("pdf_damaged"));
    exchange::write(pages.and_then(|pages| document::of_pages(&pages)))
}

/// The answer for a PDF whose pages could not be taken out, by its code.
#[wasm_bindgen(js_name = refusePdf)]
pub fn refuse_pdf(code: &str) -> String {
    exchange::write(Err(pdf::refusal(code)))
}
