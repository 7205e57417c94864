use super::*;

const SMALL: &str = r#"{
  "id": "canteen",
  "name": "食堂月报",
  "tables": [
    {
      "id": "meals",
      "title": "用餐情况",
      "columns": [{"id": "breakfast", "label": "早餐"}, {"id": "lunch", "label": "午餐"}, {"id": "all", "label": "合计"}],
      "rows": [
        {"id": "staff", "label": "职工", "group": ["人次"]},
        {"id": "guests", "label": "来宾", "group": ["人次"]},
        {"id": "total", "label": "合计"}
      ],
      "relations": [
        {"id": "canteen.all", "each": "row", "holds": "all = sum(breakfast..lunch)"},
        {"id": "canteen.total", "each": "column", "holds": "total = staff + guests"},
        {"id": "canteen.more", "each": "column", "holds": "staff >= guests", "severity": "warning"}
      ]
    }
  ]
}"#;

fn faults(text: &str) -> Vec<(usize, String, &'static str)> {
    lint(text).into_iter().map(|fault| (fault.line, fault.path, fault.code)).collect()
}

#[test]
fn the_forms_of_the_library_have_no_fault() {
    for source in [include_str!("../2019.json"), include_str!("../2021.json")] {
        assert_eq!(lint(source), []);
    }
}

#[test]
fn a_form_needs_no_more_than_names_and_relations() {
    let edition = load(SMALL).unwrap();
    let table = edition.table("meals").unwrap();
    assert_eq!((table.cells().len(), table.relations().len()), (9, 9));
    assert_eq!((table.english.as_str(), table.body.len()), ("用餐情况", 4));
    assert!(std::ptr::eq(load(SMALL).unwrap(), edition), "the same text is the same form");
}

#[test]
fn every_fault_is_told_with_its_place() {
    for (from, to, line, path, code) in [
        ("\"name\": \"食堂月报\",", "\"name\": \"食堂月报\", \"nmae\": 1,", 3, "nmae", "form.unknown_field"),
        ("  \"name\": \"食堂月报\",\n", "", 1, "", "form.missing_field"),
        ("\"lunch\", \"label\"", "\"breakfast\", \"label\"", 8, "tables[0].columns[1].id", "form.doubled_id"),
        ("staff + guests", "staff + gusts", 16, "tables[0].relations[1].holds", "form.expected.known"),
        ("staff + guests", "staff guests", 16, "tables[0].relations[1].holds", "form.expected.end"),
        ("breakfast..lunch", "lunch..breakfast", 15, "tables[0].relations[0].holds", "form.expected.order"),
        (
            "\"severity\": \"warning\"",
            "\"severity\": \"bad\"",
            17,
            "tables[0].relations[2].severity",
            "form.expected.choice",
        ),
        ("\"id\": \"meals\"", "\"id\": \"me als\"", 6, "tables[0].id", "form.expected.id"),
    ] {
        let text = SMALL.replacen(from, to, 1);
        assert_ne!(text, SMALL, "{from}");
        assert_eq!(faults(&text), [(line, path.to_owned(), code)], "{to}");
    }
    let two = SMALL.replace("\"each\": \"row\"", "\"each\": \"line\"").replace("食堂月报", "");
    assert_eq!(faults(&two).len(), 2, "all of them are told");
    let place = |fault: &FormFault| (fault.line, fault.column);
    assert_eq!(place(&lint(&SMALL.replace("staff + guests", "staff + gusts"))[0]), (16, 77));
    assert_eq!(faults("{\n  \"id\": }"), [(2, String::new(), "form.no_json")]);
}

#[test]
fn a_hostile_form_is_refused() {
    let rows: Vec<String> = (0..3000).map(|row| format!(r#"{{"id":"r{row}","label":"x"}}"#)).collect();
    let many = format!(
        r#"{{"id":"a","name":"b","tables":[{{"id":"t","title":"t","columns":[{{"id":"c","label":"c"}}],"rows":[{}]}}]}}"#,
        rows.join(",")
    );
    assert!(lint(&many).iter().any(|fault| fault.code == "form.count"));
    assert_eq!(faults(&"[".repeat(100_000))[0].2, "form.no_json");
    assert_eq!(faults(&" ".repeat(2 << 20))[0].2, "form.too_large");
    let wide = SMALL.replace("staff >= guests", &format!("staff >= {}", "guests + ".repeat(2000)));
    assert_eq!(faults(&wide)[0].2, "form.expected.shorter");
}

#[test]
fn a_layout_prints_every_figure_once() {
    let body = |figures: &str| {
        SMALL.replace(
            "\"relations\"",
            &format!("\"body\": [{{\"labels\": [], \"figures\": [{figures}]}}],\n\"relations\""),
        )
    };
    assert_eq!(faults(&body(r#"{"cell": "staff/lunch"}"#))[0].2, "form.not_printed");
    assert_eq!(faults(&body(r#"{"cell": "staff/supper"}"#))[0].2, "form.expected.known");
}
