//! Colours of CSS as one number, `0xRRGGBB`.

/// Nothing is painted.
pub(super) const CLEAR: u32 = 0x0100_0000;
/// A picture, a gradient, or what cannot be known.
pub(super) const UNKNOWN: u32 = 0x0200_0000;
pub(super) const WHITE: u32 = 0xff_ffff;

/// The names that occur; others are no colour.
const NAMES: [(&str, u32); 24] = [
    ("white", WHITE),
    ("window", WHITE),
    ("canvas", WHITE),
    ("snow", 0xff_fafa),
    ("ivory", 0xff_fff0),
    ("ghostwhite", 0xf8_f8ff),
    ("whitesmoke", 0xf5_f5f5),
    ("black", 0),
    ("windowtext", 0),
    ("red", 0xff_0000),
    ("blue", 0x00_00ff),
    ("green", 0x00_8000),
    ("lime", 0x00_ff00),
    ("yellow", 0xff_ff00),
    ("gray", 0x80_8080),
    ("grey", 0x80_8080),
    ("silver", 0xc0_c0c0),
    ("lightgray", 0xd3_d3d3),
    ("lightgrey", 0xd3_d3d3),
    ("navy", 0x00_0080),
    ("maroon", 0x80_0000),
    ("orange", 0xff_a500),
    ("lightyellow", 0xff_ffe0),
    ("transparent", CLEAR),
];

/// Less of a colour than this is not seen.
const SHEER: f32 = 0.1;
/// With less of a colour than this, nobody knows what it comes to on what lies behind.
const OPAQUE: f32 = 0.9;

/// The colour that a value in lower case gives to text.
pub(super) fn parse(value: &str) -> Option<u32> {
    covering(value).map(|(color, cover)| if cover > 0.0 { color } else { CLEAR })
}

/// The colour that a value in lower case paints behind text.
pub(super) fn painted(value: &str) -> Option<u32> {
    covering(value).map(|(color, cover)| match cover {
        _ if cover < SHEER => CLEAR,
        _ if cover < OPAQUE => UNKNOWN,
        _ => color,
    })
}

/// A colour, and how much of it covers what lies behind: 0 to 1.
fn covering(value: &str) -> Option<(u32, f32)> {
    let value = value.trim();
    if let Some(digits) = value.strip_prefix('#') {
        return hexadecimal(digits);
    }
    if value.starts_with("rgb") {
        return of_channels(value);
    }
    if value.contains('(') {
        return Some((UNKNOWN, 1.0));
    }
    NAMES.iter().find(|(name, _)| *name == value).map(|(_, color)| (*color, 1.0))
}

/// The colour that the shorthand `background` leaves behind the text.
pub(super) fn of_background(value: &str) -> u32 {
    if ["url(", "gradient(", "image(", "var("].iter().any(|picture| value.contains(picture)) {
        return UNKNOWN;
    }
    painted(value).or_else(|| value.split_whitespace().find_map(painted)).unwrap_or(CLEAR)
}

fn hexadecimal(digits: &str) -> Option<(u32, f32)> {
    let value = u32::from_str_radix(digits, 16).ok()?;
    let doubled = |value: u32| ((value >> 8 & 15) << 16 | (value >> 4 & 15) << 8 | value & 15) * 17;
    Some(match digits.len() {
        3 => (doubled(value), 1.0),
        4 => (doubled(value >> 4), (value & 15) as f32 / 15.0),
        6 => (value, 1.0),
        8 => (value >> 8, (value & 255) as f32 / 255.0),
        _ => return None,
    })
}

/// `rgb(255, 255, 255)`, `rgba(0 0 0 / 5%)`.
fn of_channels(value: &str) -> Option<(u32, f32)> {
    let inner = value.split_once('(')?.1.trim_end_matches(')');
    let mut parts = inner.split([',', ' ', '/']).filter(|part| !part.is_empty());
    let mut number = |whole: f32| {
        let part = parts.next()?;
        match part.strip_suffix('%') {
            Some(percent) => percent.parse().ok().map(|percent: f32| percent / 100.0 * whole),
            None => part.parse().ok(),
        }
    };
    let (red, green, blue) = (number(255.0)?, number(255.0)?, number(255.0)?);
    let byte = |channel: f32| channel.round().clamp(0.0, 255.0) as u32;
    Some((byte(red) << 16 | byte(green) << 8 | byte(blue), number(1.0).unwrap_or(1.0)))
}

/// Whether text of one colour cannot be seen on the other.
pub(super) fn clash(text: u32, background: u32) -> bool {
    if text == CLEAR {
        return true;
    }
    let channel = |color: u32, shift: u32| (color >> shift & 255) as i32;
    let is_known = text <= WHITE && background <= WHITE;
    is_known && [16, 8, 0].into_iter().all(|shift| channel(text, shift).abs_diff(channel(background, shift)) <= 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_white_is_white() {
        for value in ["white", "#fff", "#ffffff", "#ffff", "rgb(255,255,255)", "rgba(100%, 100%, 100%, 1)"] {
            assert_eq!(parse(value), Some(WHITE), "{value}");
        }
        assert_eq!(parse("#12345600"), Some(CLEAR));
        assert_eq!(parse("rgba(0,0,0,0)"), Some(CLEAR));
        for sheer in ["rgba(0,0,0,0.05)", "rgb(0 0 0 / 5%)", "#0000000d", "#0001"] {
            assert_eq!((parse(sheer), painted(sheer)), (Some(0), Some(CLEAR)), "{sheer}");
            assert_eq!(of_background(sheer), CLEAR, "{sheer}");
        }
        assert_eq!([painted("rgba(0,0,0,1)"), painted("rgba(0,0,0,.6)")], [Some(0), Some(UNKNOWN)]);
        assert_eq!(parse("hotpotato"), None);
        assert_eq!(of_background("#336699 none repeat"), 0x33_6699);
        assert_eq!(of_background("url(a.png) #fff"), UNKNOWN);
        assert!(clash(0xfe_fefe, WHITE) && !clash(0, WHITE) && !clash(WHITE, UNKNOWN) && clash(CLEAR, UNKNOWN));
    }
}
