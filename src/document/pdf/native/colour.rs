//! Numbers of a PDF → red, green and blue.

use crate::pdf::geometry::Colour;
use hayro_syntax::object::dict::keys::{ALTERNATE, N};
use hayro_syntax::object::{Array, Name, Number, Object, Stream};
use hayro_syntax::page::Resources;

/// What the numbers of a colour stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// One number, from black to white.
    Gray,
    /// Red, green and blue.
    Rgb,
    /// Inks of a printing press.
    Cmyk,
    /// Anything else: patterns, palettes, inks with names.
    Other,
}

impl Space {
    /// The space of this name.
    pub fn named(name: &Name<'_>, resources: &Resources<'_>) -> Space {
        let by_name = Space::of_name(name.as_ref());
        by_name.or_else(|| resources.get_color_space(name).map(|space| Space::of(&space))).unwrap_or(Space::Other)
    }

    fn of_name(name: &[u8]) -> Option<Space> {
        Some(match name {
            b"DeviceGray" | b"G" | b"CalGray" => Space::Gray,
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Space::Rgb,
            b"DeviceCMYK" | b"CMYK" => Space::Cmyk,
            b"Pattern" => Space::Other,
            _ => return None,
        })
    }

    fn of(object: &Object<'_>) -> Space {
        if let Object::Name(name) = object {
            return Space::of_name(name.as_ref()).unwrap_or(Space::Other);
        }
        let Object::Array(parts) = object else { return Space::Other };
        let mut parts: hayro_syntax::object::array::FlexArrayIter<'_> = Array::flex_iter(parts);
        let Some(name) = parts.next::<Name<'_>>() else { return Space::Other };
        if name.as_ref() != b"ICCBased" {
            return Space::of_name(name.as_ref()).unwrap_or(Space::Other);
        }
        let Some(profile) = parts.next::<Stream<'_>>() else { return Space::Other };
        match profile.dict().get::<u8>(N) {
            Some(1) => Space::Gray,
            Some(3) => Space::Rgb,
            Some(4) => Space::Cmyk,
            _ => profile
                .dict()
                .get::<Name<'_>>(ALTERNATE)
                .and_then(|name| Space::of_name(name.as_ref()))
                .unwrap_or(Space::Other),
        }
    }

    /// The colour in which a space starts.
    pub fn start(self) -> Option<Colour> {
        (self != Space::Other).then_some([0; 3])
    }

    /// The colour of these numbers.
    pub fn colour(self, numbers: &[f64]) -> Option<Colour> {
        let byte = |share: f64| (share.clamp(0.0, 1.0) * 255.0).round() as u8;
        match (self, numbers) {
            (Space::Gray, [gray]) => Some([byte(*gray); 3]),
            (Space::Rgb, [red, green, blue]) => Some([byte(*red), byte(*green), byte(*blue)]),
            (Space::Cmyk, [cyan, magenta, yellow, black]) => {
                Some([cyan, magenta, yellow].map(|ink| byte((1.0 - ink) * (1.0 - black))))
            }
            _ => None,
        }
    }
}

/// The numbers themselves.
pub fn numbers(numbers: &[Number]) -> Vec<f64> {
    numbers.iter().map(Number::as_f64).collect()
}
