//! Changes what stands in a zip archive or an OLE file, and writes the file around it
//! anew: a byte changed anywhere in one mostly breaks the container, and no reader
//! behind it sees anything.

use cfb::CompoundFile;
use libfuzzer_sys::fuzzer_mutate;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Of so many changes one is of the file's own bytes.
const OF_BYTES: u32 = 8;

/// Room for a part to grow.
const ROOM: usize = 1024;

/// Bytes of a part that are read.
const MOST: u64 = 64 * 1024;

/// Its name, and what stands in it.
type Part = (String, Vec<u8>);

/// Changes an input in place; its new size.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    if !seed.is_multiple_of(OF_BYTES)
        && let Some(changed) = changed(&data[..size], seed / OF_BYTES)
        && changed.len() <= most
    {
        data[..changed.len()].copy_from_slice(&changed);
        return changed.len();
    }
    fuzzer_mutate(data, size, most)
}

/// The file with one of its parts changed; `None` where it is no container.
fn changed(bytes: &[u8], seed: u32) -> Option<Vec<u8>> {
    match bytes.get(..2)? {
        b"PK" => zip(&with_one_changed(zip_parts(bytes)?, seed)?),
        b"\xd0\xcf" => ole(&with_one_changed(ole_parts(bytes)?, seed)?),
        _ => None,
    }
}

fn with_one_changed(mut parts: Vec<Part>, seed: u32) -> Option<Vec<Part>> {
    let at = (seed as usize).checked_rem(parts.len())?;
    let (_, part) = parts.get_mut(at)?;
    let size = part.len();
    part.resize(size + ROOM, 0);
    let new = fuzzer_mutate(part, size, size + ROOM);
    part.truncate(new);
    Some(parts)
}

fn zip_parts(bytes: &[u8]) -> Option<Vec<Part>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let places = 0..archive.len();
    let part = |at| {
        let entry = archive.by_index(at).ok()?;
        let name = entry.name().ok()?.into_owned();
        Some((name, read(entry)?))
    };
    places.map(part).collect()
}

/// A zip archive of these parts.
pub fn zip(parts: &[Part]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        archive.start_file(name, options).ok()?;
        archive.write_all(part).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

fn ole_parts(bytes: &[u8]) -> Option<Vec<Part>> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).ok()?;
    let streams = file.walk().filter(|entry| entry.is_stream());
    let names: Vec<_> = streams.map(|entry| entry.path().to_string_lossy().into_owned()).collect();
    names.into_iter().map(|name| Some((name.clone(), read(file.open_stream(name).ok()?)?))).collect()
}

/// An OLE file of these streams.
fn ole(parts: &[Part]) -> Option<Vec<u8>> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    for (name, part) in parts {
        file.create_stream(name).ok()?.write_all(part).ok()?;
    }
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

fn read(part: impl Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    part.take(MOST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
