use super::*;

fn values(table: &Table, row: &str) -> String {
    let cells = table.form.row_cells(table.form.row_index(row).unwrap());
    let value = |figure: &Figure| match figure.value {
        Value::Number(number) => number.to_string(),
        Value::Blank => "_".to_owned(),
        Value::Unreadable => "?".to_owned(),
        Value::Missing => "-".to_owned(),
    };
    table.figures[cells].iter().map(value).collect::<Vec<_>>().join(",")
}

#[test]
fn a_sentence_about_the_tables_is_no_table() {
    for text in [
        "",
        "text: 未收到政府信息公开申请，未发生行政复议、行政诉讼。",
        "其中：予以公开及部分公开42件，占51.85%；不予公开5件，占6.17%；无法提供31件；不予处理1件；其他处理2件，结转下年度继续办理0件。",
        "行政许可 3 件，行政处罚 5 件，行政强制 0 件，行政事业性收费0万元，规章0件，规范性文件2件。",
        "行政诉讼9件，其中未经复议直接起诉6件、复议后起诉3件，结果维持3件、结果纠正3件。",
        "本年新收政府信息公开申请数量7件，上年结转政府信息公开申请数量0件，予以公开3件，部分公开1件，属于国家秘密0件，其他法律行政法规禁止公开0件，保护第三方合法权益0件，重复申请1件。",
    ] {
        assert!(read_tables(text, &FormFamily::own(), None).is_empty(), "{text}");
    }
}

#[test]
fn joined_figures_without_any_separator_are_read() {
    let text = "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件693665第二十条第（五）项信息内容本年处理决定数量行政许可2629第二十条第（六）项信息内容本年处理决定数量行政处罚7行政强制0第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费24.31三、收到和处理政府信息公开申请情况";
    let tables = read_tables(text, &FormFamily::own(), None);
    let [disclosure] = tables.as_slice() else { panic!("one table") };
    assert_eq!((disclosure.form.id.as_str(), disclosure.edition.id.as_str()), ("disclosure", "2021"));
    for (row, figures) in [
        ("rules", "0,0,0"),
        ("normative_documents", "?,?,?"),
        ("licensing", "2629"),
        ("coercion", "0"),
        ("fees", "24.31"),
    ] {
        assert_eq!(values(disclosure, row), figures, "{row}");
    }
}
