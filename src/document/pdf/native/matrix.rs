//! Coordinates of a PDF → coordinates of the shown page.

use crate::pdf::geometry::Bounds;
use hayro_font::kurbo::{Affine, Rect};
use hayro_syntax::page::Page;

/// The transform from the coordinates of a page's content to those of the page
/// as it is shown: cropped, turned, y downwards.
pub fn of_page(page: &Page<'_>) -> Affine {
    Affine::new(page.initial_transform(true).as_coeffs())
}

/// A rectangle after a transform; of a turned one the rectangle around it.
pub fn bounds(transform: Affine, rectangle: Rect) -> Bounds {
    let rectangle = transform.transform_rect_bbox(rectangle);
    Bounds::from([rectangle.x0 as f32, rectangle.y0 as f32, rectangle.x1 as f32, rectangle.y1 as f32])
}
