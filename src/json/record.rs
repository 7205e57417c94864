//! Types that are made of JSON of our own: what is missing or of another kind
//! has its default, and the tests of each file see that nothing is.

use super::Json;

/// A type that takes its parts of a value.
pub(crate) trait Record {
    /// Itself, of a value or of none.
    fn of(json: Option<&Json<'_>>) -> Self;
}

/// Says which parts of an object are the fields of a type; `field = "name"`
/// where they are not called the same. Fields beyond are as by default.
macro_rules! record {
    ($type:ident { $($field:ident $(= $name:literal)?),* $(,)? } $($default:tt)*) => {
        impl crate::json::Record for $type {
            fn of(json: Option<&crate::json::Json<'_>>) -> Self {
                let part = |name| json.and_then(|json| json.get(name));
                $type {
                    $($field: crate::json::Record::of(part(crate::json::record!(@name $field $($name)?))),)*
                    $($default)*
                }
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
}
pub(crate) use record;

/// Says that a type is one of these by its name in any case; else the first.
macro_rules! choice {
    ($type:ident { $first:ident, $($other:ident),* $(,)? }) => {
        impl crate::json::Record for $type {
            fn of(json: Option<&crate::json::Json<'_>>) -> Self {
                match json {
                    $(Some(crate::json::Json::Text(name)) if name.eq_ignore_ascii_case(stringify!($other)) => {
                        $type::$other
                    })*
                    _ => $type::$first,
                }
            }
        }
    };
}
pub(crate) use choice;

impl Record for String {
    fn of(json: Option<&Json<'_>>) -> Self {
        match json {
            Some(Json::Text(text)) => text.as_ref().to_owned(),
            _ => String::new(),
        }
    }
}

impl Record for bool {
    fn of(json: Option<&Json<'_>>) -> Self {
        matches!(json, Some(Json::Boolean(true)))
    }
}

macro_rules! number {
    ($($type:ty)*) => {$(
        impl Record for $type {
            fn of(json: Option<&Json<'_>>) -> Self {
                match json {
                    Some(Json::Number(digits)) => digits.parse().unwrap_or_default(),
                    _ => 0,
                }
            }
        }
    )*};
}
number!(u8 u16 usize);

impl<T: Record> Record for Option<T> {
    fn of(json: Option<&Json<'_>>) -> Self {
        json.filter(|json| !matches!(json, Json::Null)).map(|json| T::of(Some(json)))
    }
}

impl<T: Record> Record for Vec<T> {
    fn of(json: Option<&Json<'_>>) -> Self {
        match json {
            Some(Json::List(parts)) => parts.iter().map(|part| T::of(Some(part))).collect(),
            _ => Vec::new(),
        }
    }
}
