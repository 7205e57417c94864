//! The Chinese encodings older than Unicode.
//!
//! Their tables are half as large as everything else, and every JavaScript
//! engine has them: in the browser it decodes, by the same standard.

/// An encoding that Chinese files are still in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Legacy {
    /// GB18030, and with it GBK and GB2312.
    Gb18030,
    /// Big5.
    Big5,
}

impl Legacy {
    /// The text; what cannot be decoded becomes U+FFFD.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        let encoding = match self {
            Legacy::Gb18030 => encoding_rs::GB18030,
            Legacy::Big5 => encoding_rs::BIG5,
        };
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    /// The text; what cannot be decoded becomes U+FFFD.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        gouji_kernel::host::decode(
            match self {
                Legacy::Gb18030 => "gb18030",
                Legacy::Big5 => "big5",
            },
            bytes,
        )
    }
}
