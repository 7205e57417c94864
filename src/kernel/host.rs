//! What the engine around a module of WebAssembly does for the core: tables that
//! every browser has would otherwise be half of the module's weight.

use std::sync::OnceLock;

/// The engine's own functions.
#[derive(Debug, Clone, Copy)]
pub struct Host {
    /// Bytes in the encoding of this label of the Encoding Standard. What cannot
    /// be decoded becomes U+FFFD.
    pub decode: fn(label: &str, bytes: &[u8]) -> String,
    /// A text in NFKC.
    pub nfkc: fn(text: &str) -> String,
}

static HOST: OnceLock<Host> = OnceLock::new();

/// Makes these functions the core's; the first call counts.
pub fn install(host: Host) {
    // A second call comes from a second start and brings the same functions.
    let _ = HOST.set(host);
}

/// As [`Host::decode`]; nothing where no host was installed.
pub fn decode(label: &str, bytes: &[u8]) -> String {
    HOST.get().map(|host| (host.decode)(label, bytes)).unwrap_or_default()
}

/// As [`Host::nfkc`]; the text itself where no host was installed.
pub fn nfkc(text: &str) -> String {
    HOST.get().map_or_else(|| text.to_owned(), |host| (host.nfkc)(text))
}
