//! Comments in text that was copied out of HTML.

use std::borrow::Cow;

/// The text without HTML comments, the conditional comments of Word among
/// them. A comment that is never closed is text.
pub(super) fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains("<!") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    // Once a closing mark is missing, it is missing for all that follows.
    let (mut comments, mut conditions) = (true, true);
    while let Some((before, after)) = rest.split_once("<!") {
        kept.push_str(before);
        let closed = if let Some(comment) = after.strip_prefix("--").filter(|_| comments) {
            let closed = comment.split_once("-->");
            comments = closed.is_some();
            closed
        } else if let Some(condition) = after.strip_prefix('[').filter(|_| conditions) {
            let closed = condition.split_once("]>");
            conditions = closed.is_some();
            closed
        } else {
            None
        };
        match closed {
            Some((_, tail)) => rest = tail,
            None => {
                kept.push_str("<!");
                rest = after;
            }
        }
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}
