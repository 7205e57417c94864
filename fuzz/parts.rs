//! Parts → a file of Open XML.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A file whose main part has the first name; the others belong to it by these
/// kinds. The text has the parts one after the other, a NUL between them.
pub fn file(names: &[&str], kinds: &[&str], text: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let (folder, main) = names[0].split_once('/').unwrap();
    let relationships: String = kinds
        .iter()
        .zip(&names[1..])
        .map(|(kind, name)| format!("<Relationship Id=\"{kind}\" Type=\"/{kind}\" Target=\"/{name}\"/>"))
        .collect();
    put(&format!("{folder}/_rels/{main}.rels"), &format!("<Relationships>{relationships}</Relationships>"));
    for (name, part) in names.iter().zip(text.split('\0')) {
        put(name, part);
    }
    zip.finish().unwrap().into_inner()
}
