//! A workbook as Excel 97 keeps it: records of one sheet in a compound file.

use std::io::{Cursor, Write};

/// What stands in a cell.
pub enum Value {
    Text(String),
    Number(f64),
}

/// A sheet while it is written: its records, and its merged cells as first and
/// last row, first and last column.
#[derive(Default)]
pub struct Sheet {
    records: Vec<u8>,
    merged: Vec<[u16; 4]>,
}

impl Sheet {
    pub fn put(&mut self, row: u16, column: u16, value: &Value) {
        // Row, column, no format of its own.
        let place = words(&[row, column, 0]);
        match value {
            Value::Number(number) => {
                record(&mut self.records, 0x0203, &[place, number.to_le_bytes().to_vec()].concat())
            }
            Value::Text(text) => record(&mut self.records, 0x0204, &[place, wide(text)].concat()),
        }
    }

    pub fn merge(&mut self, range: [u16; 4]) {
        self.merged.push(range);
    }

    /// The file.
    pub fn finish(mut self, name: &str) -> Vec<u8> {
        let ranges: Vec<u8> = self.merged.iter().flat_map(|range| words(range)).collect();
        record(&mut self.records, 0x00e5, &[words(&[self.merged.len() as u16]), ranges].concat());
        let mut short = wide(name);
        short.remove(1);
        let mut globals = begin(0x0005);
        let at = globals.len() + 4 + 6 + short.len() + 4;
        record(&mut globals, 0x0085, &[(at as u32).to_le_bytes().to_vec(), words(&[0]), short].concat());
        record(&mut globals, 0x000a, &[]);
        let mut sheet = begin(0x0010);
        sheet.extend(self.records);
        record(&mut sheet, 0x000a, &[]);
        globals.extend(sheet);
        // A shorter stream is kept elsewhere in the file.
        globals.resize(globals.len().max(4096), 0);
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream("/Workbook").unwrap().write_all(&globals).unwrap();
        file.into_inner().into_inner()
    }
}

/// The record that a stream of this kind begins with.
fn begin(kind: u16) -> Vec<u8> {
    let mut stream = Vec::new();
    record(&mut stream, 0x0809, &words(&[0x0600, kind, 0x0dbb, 0x07cc, 0, 0, 6, 0]));
    stream
}

fn record(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
    stream.extend(words(&[kind, data.len() as u16]));
    stream.extend(data);
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A text with its length, in characters of two bytes.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [words(&[units.len() as u16]), vec![1], words(&units)].concat()
}
