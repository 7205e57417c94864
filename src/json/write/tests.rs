use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(serde::Serialize, Debug, Clone)]
enum Kind {
    Unit,
    New(Option<u8>),
    Pair(i64, ()),
    Named { one: char, two: Vec<bool> },
}

#[derive(serde::Serialize, Debug, Clone)]
struct All {
    text: String,
    number: f64,
    pair: (u64, i8),
    map: BTreeMap<String, Vec<Kind>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<u8>,
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Unit),
        any::<Option<u8>>().prop_map(Kind::New),
        any::<i64>().prop_map(|number| Kind::Pair(number, ())),
        any::<(char, Vec<bool>)>().prop_map(|(one, two)| Kind::Named { one, two }),
    ]
}

proptest! {
    #[test]
    fn it_writes_what_serde_json_writes(
        text in "[\\x00-\\x7f\\u{4e00}-\\u{4e10}\\u{1f600}]{0,20}",
        number: f64,
        pair: (u64, i8),
        left_out: Option<u8>,
        map in proptest::collection::btree_map("[a\"\\\\]{0,3}", proptest::collection::vec(kind(), 0..3), 0..3),
    ) {
        let all = All { text, number, pair, map, left_out };
        prop_assert_eq!(to_string(&all), serde_json::to_string(&all).unwrap());
    }
}

#[test]
fn what_is_written_already_stays_as_it_is() {
    let written = BTreeMap::from([("a", Raw::of(&["\"", "b"])), ("c", Raw::of(&1))]);
    assert_eq!(to_string(&written), r#"{"a":["\"","b"],"c":1}"#);
    assert_eq!(serde_json::to_string(&written).unwrap(), to_string(&written));
}

#[test]
fn a_key_that_is_no_text_is_not_written() {
    assert_eq!(to_string(&BTreeMap::from([(1, 2)])), "");
}
