//! What a page's content may be.

use hayro_syntax::object::dict::keys::{CONTENTS, SUBTYPE};
use hayro_syntax::object::{Array, Name, Stream};
use hayro_syntax::page::Page;

/// Whether the content of a page is what was measured as content: a stream that
/// says it is a picture is measured as one, and is none that is followed.
pub fn content_is_bounded(page: &Page<'_>) -> bool {
    let is_picture =
        |stream: &Stream<'_>| stream.dict().get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Image");
    let dict = page.raw();
    let single = dict.get::<Stream<'_>>(CONTENTS);
    let several = dict.get::<Array<'_>>(CONTENTS);
    let mut streams = single.into_iter().chain(several.iter().flat_map(|array| array.iter::<Stream<'_>>()));
    !streams.any(|stream| is_picture(&stream))
}
