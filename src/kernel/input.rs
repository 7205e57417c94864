//! What is handed in.

/// What is handed in.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// Text of any kind that is read: HTML, Markdown, plain text, JSON.
    Text(&'a str),
    /// A file's bytes; the format and the encoding are told from the content.
    Bytes(&'a [u8]),
}
