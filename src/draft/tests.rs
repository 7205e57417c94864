use super::*;
use crate::forms;

fn drafted(html: &str) -> String {
    draft(&crate::document::read(html).unwrap(), "空表", Language::Chinese).unwrap()
}

/// The relations of the first table, as they are written.
fn relations(html: &str) -> Vec<String> {
    let text = drafted(html);
    let edition = forms::load(&text).unwrap();
    edition.tables[0].relation_declarations.iter().map(|one| format!("{:?} {}", one.each, one.holds)).collect()
}

const CANTEEN: &str = "<h2>机关食堂季度报表</h2><p>单位：人次</p><table>
<tr><td>项目</td><td>早餐</td><td>午餐</td><td>合计</td></tr>
<tr><td>职工用餐</td><td></td><td></td><td></td></tr>
<tr><td>来宾用餐</td><td></td><td></td><td></td></tr>
<tr><td>其中：外单位来宾</td><td></td><td></td><td></td></tr>
<tr><td>用餐合计</td><td></td><td></td><td></td></tr></table>";

#[test]
fn a_small_table_becomes_a_form_that_checks() {
    let text = drafted(CANTEEN);
    let edition = forms::load(&text).unwrap();
    assert_eq!((edition.id.as_str(), edition.name.as_str()), ("机关食堂季度报表", "机关食堂季度报表"));
    let table = &edition.tables[0];
    let ids: Vec<&str> = table.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["职工用餐", "来宾用餐", "其中外单位来宾", "用餐合计"]);
    assert_eq!(table.columns.iter().map(|column| column.unit.as_deref()).collect::<Vec<_>>(), [Some("人次"); 3]);
    assert_eq!(
        relations(CANTEEN),
        ["Row 合计 = 早餐 + 午餐", "Column 用餐合计 = 职工用餐 + 来宾用餐", "Column 其中外单位来宾 <= 来宾用餐"]
    );
    let filled = "<table><tr><td>项目</td><td>早餐</td><td>午餐</td><td>合计</td></tr>
        <tr><td>职工用餐</td><td>3</td><td>4</td><td>7</td></tr><tr><td>来宾用餐</td><td>1</td><td>2</td><td>3</td></tr>
        <tr><td>其中：外单位来宾</td><td>0</td><td>5</td><td>5</td></tr>
        <tr><td>用餐合计</td><td>4</td><td>6</td><td>11</td></tr></table>";
    let options = crate::Options { forms: forms::Forms::with(vec![edition]), ..crate::Options::default() };
    let outcome = crate::check(crate::Input::Text(filled), &options);
    let found: Vec<String> = outcome.findings.iter().map(|finding| finding.cells[0].to_string()).collect();
    assert_eq!(outcome.summary().error, 0, "guesses are warnings until they are confirmed");
    assert!(found.contains(&"表1/用餐合计/合计".to_owned()), "{found:?}");
    assert!(found.contains(&"表1/其中外单位来宾/午餐".to_owned()), "{found:?}");
}

#[test]
fn every_guess_is_to_be_confirmed() {
    let text = drafted(CANTEEN);
    let edition = forms::load(&text).unwrap();
    let open = forms::to_confirm(&text);
    let relations = edition.tables[0].relation_declarations.len();
    assert_eq!(open.iter().filter(|fault| fault.path.contains("relations[")).count(), relations);
    let first = &open[0];
    let line = text.lines().nth(first.line - 1).unwrap();
    assert!(line.chars().skip(first.column - 1).collect::<String>().starts_with("\"confirm\""), "{line}");
}

#[test]
fn merges_groups_and_printed_cells_are_taken_over() {
    let html = "<table><caption>人员情况</caption>
        <tr><td rowspan=2 colspan=2>项目</td><td colspan=3>在编</td><td rowspan=2>合计</td></tr>
        <tr><td>男</td><td>女</td><td>小计</td></tr>
        <tr><td rowspan=3>机关</td><td>处级</td><td></td><td></td><td></td><td></td></tr>
        <tr><td>科级</td><td></td><td></td><td></td><td></td></tr>
        <tr><td>小计</td><td></td><td></td><td></td><td></td></tr>
        <tr><td colspan=2>所属单位</td><td></td><td></td><td></td><td></td></tr>
        <tr><td colspan=2>总计</td><td></td><td></td><td></td><td></td></tr></table>";
    let text = drafted(html);
    let table = &forms::load(&text).unwrap().tables[0];
    assert_eq!(table.rows[0].group, ["机关"]);
    let spans: Vec<(u16, u16)> = table.head[0].iter().map(|cell| (cell.rows, cell.columns)).collect();
    assert_eq!(spans, [(2, 2), (1, 3), (2, 1)]);
    assert_eq!(
        relations(html),
        ["Row 小计 = 男 + 女", "Column 小计 = 处级 + 科级", "Column 总计 = 小计 + 所属单位"],
        "one part is no sum"
    );
}

#[test]
fn a_sum_adds_what_stands_before_it_else_what_follows() {
    let table = |labels: &[&str]| {
        let rows: String = labels.iter().map(|label| format!("<tr><td>{label}</td><td></td><td></td></tr>")).collect();
        format!("<table><tr><td>项目</td><td>上年</td><td>本年</td></tr>{rows}</table>")
    };
    assert_eq!(
        relations(&table(&["职工（人次）", "来宾（人次）", "合计（人次）", "单次最多（人次）", "投诉（件）"])),
        ["Column 合计 = 职工 + 来宾"]
    );
    assert_eq!(relations(&table(&["合　计", "甲", "乙", "丙"])), ["Column 合计 = sum(甲..丙)"]);
    assert_eq!(
        relations(&table(&["甲", "乙", "小计", "丙", "丁", "小计", "总计"])),
        ["Column 小计 = 甲 + 乙", "Column 小计_2 = 丙 + 丁", "Column 总计 = 小计 + 小计_2"]
    );
    assert_eq!(
        relations(&table(&["合计（人）", "一、甲", "（一）乙", "（二）丙", "二、丁", "其中：戊", "己", "人均（元）"])),
        ["Column 合计 = 甲 + 丁", "Column 甲 = 乙 + 丙", "Column 其中戊 <= 丁"]
    );
}

#[test]
fn whole_groups_are_sums_and_names_differ() {
    let html = "<p>采购情况（单位：万元）</p><table>
        <tr><td rowspan=2>类别</td><td colspan=2>公开招标</td><td colspan=2>询价</td><td colspan=2>合计</td></tr>
        <tr><td>项目数</td><td>金额（万元）</td><td>项目数</td><td>金额（万元）</td><td>项目数</td><td>金额（万元）</td></tr>
        <tr><td>货物</td><td></td><td></td><td></td><td></td><td></td><td></td></tr>
        <tr><td>服务</td><td></td><td></td><td></td><td></td><td></td><td></td></tr>
        <tr><td>总计</td><td></td><td></td><td></td><td></td><td></td><td></td></tr></table>";
    assert_eq!(
        relations(html),
        [
            "Row 合计_项目数 = 公开招标_项目数 + 询价_项目数",
            "Row 合计_金额 = 公开招标_金额 + 询价_金额",
            "Column 总计 = 货物 + 服务"
        ]
    );
    let table = &forms::load(&drafted(html)).unwrap().tables[0];
    assert_eq!(table.columns[1].kind, forms::Kind::Amount);
    assert_eq!(table.columns[0].kind, forms::Kind::Count);
    let several = html.replace("金额（万元）", "金额").replace("（单位：万元）", "（单位：个、万元）");
    let table = &forms::load(&drafted(&several)).unwrap().tables[0];
    assert_eq!(table.columns[0].unit.as_deref(), Some("个"));
    assert_eq!((table.columns[1].unit.as_deref(), table.columns[1].kind), (Some("万元"), forms::Kind::Amount));
}

#[test]
fn numbers_words_and_marks_are_left_out_and_said() {
    let html =
        "<table><tr><td>行次</td><td>指标</td><td>计量单位</td><td>本年</td><td>增减率（%）</td><td>备注</td></tr>
        <tr><td>甲</td><td>乙</td><td>丙</td><td>1</td><td>2</td><td>3</td></tr>
        <tr><td>1</td><td>一、许可</td><td>件</td><td></td><td></td><td></td></tr>
        <tr><td>2</td><td>（一）新办</td><td>件</td><td></td><td>×</td><td></td></tr>
        <tr><td>3</td><td>（二）变更</td><td>件</td><td></td><td>×</td><td></td></tr>
        <tr><td>4</td><td>二、罚款</td><td>万元</td><td></td><td></td><td></td></tr></table>";
    let text = drafted(html);
    let table = &forms::load(&text).unwrap().tables[0];
    let labels: Vec<&str> = table.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["一、许可", "（一）新办", "（二）变更", "二、罚款"]);
    assert_eq!(table.rows[1].columns, ["本年"]);
    assert_eq!(table.rows[3].unit.as_deref(), Some("万元"));
    assert_eq!(table.columns.len(), 2);
    assert!(relations(html).contains(&"Column 许可 = 新办 + 变更".to_owned()), "{:?}", relations(html));
    assert_eq!(table.other_columns, ["行次", "备注"]);
    assert_eq!(table.columns[1].kind, forms::Kind::Decimal);
}

#[test]
fn what_is_no_empty_table_is_no_form() {
    for html in ["<p>一段文字</p>", "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"]
    {
        let drafted = draft(&crate::document::read(html).unwrap(), "空表", Language::Chinese);
        assert_eq!(drafted.map_err(|reason| reason.code), Err("nothing_to_draft"));
    }
}

#[test]
fn the_official_tables_are_drafted_from_their_empty_prints() {
    for edition in forms::editions() {
        let html = crate::output::form::render(edition, crate::output::form::Format::Html);
        let text = drafted(&html);
        let drafted = forms::load(&text).unwrap();
        let cells = |edition: &forms::Edition| edition.tables.iter().map(|table| table.cells().len()).max();
        assert_eq!(cells(drafted), cells(edition), "the largest table, cell for cell");
    }
}

#[test]
fn a_filled_paper_is_read_by_its_own_draft() {
    let paper = |figure: &dyn Fn(usize, usize) -> String| {
        let mut html = "<h2>2024年在校学生情况</h2><p>填报单位：青禾县技工学校 单位：人</p><table>
            <tr><td rowspan=3>年级</td><td rowspan=3>代码</td><td rowspan=3>总计</td><td colspan=3>专科生</td><td colspan=5>本科生</td><td rowspan=3>备注</td></tr>
            <tr><td rowspan=2>合计</td><td rowspan=2>男</td><td rowspan=2>女</td><td rowspan=2>合计</td><td colspan=2>师范类</td><td colspan=2>非师范类</td></tr>
            <tr><td>男</td><td>女</td><td>男</td><td>女</td></tr>
            <tr><td>甲</td><td>乙</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td><td>8</td><td>9</td><td>丙</td></tr>"
            .to_owned();
        for (row, label) in ["一年级", "二年级", "合 计"].iter().enumerate() {
            html += &format!("<tr><td>{label}</td><td>0{row}</td>");
            (0..9).for_each(|column| html += &format!("<td>{}</td>", figure(row, column)));
            html += "<td>{remark}</td></tr>";
        }
        html + "</table>"
    };
    let text = drafted(&paper(&|_, _| String::new()).replace("{remark}", ""));
    let edition = forms::load(&text).unwrap();
    let table = &edition.tables[0];
    assert_eq!((edition.name.as_str(), table.rows.len(), table.columns.len()), ("在校学生情况", 3, 9));
    let spans: Vec<(u16, u16)> = table.head[0].iter().map(|cell| (cell.rows, cell.columns)).collect();
    assert_eq!(spans, [(3, 1), (3, 1), (1, 3), (1, 5)], "groups stand over their columns");
    assert_eq!(table.other_columns, ["代码", "备注"]);
    let options = crate::Options { forms: forms::Forms::with(vec![edition]), ..crate::Options::default() };
    for remark in ["", "无", "含 3 名交流生", "5"] {
        let filled = paper(&|row, column| (100 + 10 * row + column).to_string()).replace("{remark}", remark);
        let report = crate::recognise(crate::Input::Text(&filled), &options).unwrap();
        let figures: Vec<Option<i64>> = (0..27).map(|cell| report.tables[0].integer(cell)).collect();
        let expected: Vec<Option<i64>> = (0..27).map(|cell| Some(100 + 10 * (cell / 9) + cell % 9)).collect();
        assert_eq!(figures, expected, "{remark}");
        assert_eq!(report.tables[0].observations, [], "columns without figures are no surprise");
    }
    let cell = crate::finding::Address { form: table, cell: 6 };
    assert_eq!(crate::messages::cell(&cell, crate::Language::Chinese), "一年级“师范类女”列");
}

#[test]
fn a_share_is_not_added_and_a_heading_parts_the_table() {
    let row = |label: &str| format!("<tr><td>{label}</td><td></td><td></td></tr>");
    let rows = ["总计", "来信", "来访", "按内容分："].map(|label| match label.starts_with('按') {
        true => format!("<tr><td>{label}</td><td>—</td><td>—</td></tr>"),
        false => row(label),
    });
    let more = ["土地", "住房"].map(row);
    let html = format!(
        "<table><tr><td colspan=2>编制单位：</td><td>单位：件</td></tr><tr><td>项目</td><td>本年</td><td>办结进度（%）</td></tr>{}{}</table>",
        rows.concat(),
        more.concat()
    );
    assert_eq!(relations(&html), ["Column 总计 = 来信 + 来访"]);
    let table = &forms::load(&drafted(&html)).unwrap().tables[0];
    assert_eq!(table.relation_declarations[0].lines, ["本年"]);
    assert_eq!(table.columns[0].unit.as_deref(), Some("件"));
}

#[test]
fn rows_of_one_label_in_several_groups_are_read_each() {
    let paper = |figure: &dyn Fn(usize) -> String| {
        let mut html = "<table><tr><td>类别</td><td>用途</td><td>上年</td><td>本年</td></tr>".to_owned();
        for (at, (group, label)) in
            [("机关", "公务"), ("", "执法"), ("", "小计"), ("事业单位", "公务"), ("", "执法"), ("", "小计")]
                .iter()
                .enumerate()
        {
            let group = if group.is_empty() { String::new() } else { format!("<td rowspan=3>{group}</td>") };
            let closed = if at == 4 { "×".to_owned() } else { figure(2 * at + 1) };
            html += &format!("<tr>{group}<td>{label}</td><td>{}</td><td>{closed}</td></tr>", figure(2 * at));
        }
        html + "</table>"
    };
    let edition = forms::load(&drafted(&paper(&|_| String::new()))).unwrap();
    let options = crate::Options { forms: forms::Forms::with(vec![edition]), ..crate::Options::default() };
    let report = crate::recognise(crate::Input::Text(&paper(&|at| (10 + at).to_string())), &options).unwrap();
    let table = &report.tables[0];
    let read: Vec<Option<i64>> = (0..table.form.cells().len()).map(|cell| table.integer(cell)).collect();
    assert_eq!(read, [10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21].map(Some));
    assert_eq!(table.observations, []);
}

#[test]
fn blank_rows_for_names_become_one_row_of_which_a_document_has_any_number() {
    let blank = "<tr><td></td><td></td><td></td><td></td><td></td></tr>";
    let table = |rows: &str| {
        format!(
            "<h2>公交场站月报</h2><table><tr><td>序号</td><td>场站名称</td><td>大车</td><td>小车</td><td>小计</td></tr>{rows}\
             <tr><td colspan=2>合计</td><td></td><td></td><td></td></tr></table>"
        )
    };
    let expected = ["Row 小计 = 大车 + 小车", "Column 合计 = sum(场站名称)"];
    for rows in [blank.repeat(3), blank.to_owned() + &blank.replacen("<td></td><td></td>", "<td></td><td>……</td>", 1)]
    {
        let edition = forms::load(&drafted(&table(&rows))).unwrap();
        let found: Vec<(&str, bool)> =
            edition.tables[0].rows.iter().map(|row| (row.label.as_str(), row.repeated)).collect();
        assert_eq!(found, [("场站名称", true), ("合计", false)]);
        assert_eq!(relations(&table(&rows)), expected);
    }
    // A workbook leaves rows out that hold nothing, and the sum may stand where others have their number.
    let apart = "<h2>公交场站月报</h2><table><tr><td>序号</td><td>单位</td><td>大车</td><td>小车</td><td>小计</td></tr>\
        <tr><td>1</td><td>公司本部</td><td></td><td></td><td></td></tr></table>\
        <table><tr><td>合计</td><td></td><td></td><td></td><td></td></tr></table>";
    let edition = forms::load(&drafted(apart)).unwrap();
    let found: Vec<(&str, bool)> =
        edition.tables[0].rows.iter().map(|row| (row.label.as_str(), row.repeated)).collect();
    assert_eq!(found, [("公司本部", false), ("单位", true), ("合计", false)]);
    let text = drafted(&table(&blank.repeat(3)));
    let filled = "<table><tr><td>序号</td><td>场站名称</td><td>大车</td><td>小车</td><td>小计</td></tr>\
         <tr><td>1</td><td>城东</td><td>3</td><td>4</td><td>7</td></tr><tr><td>2</td><td>城西</td><td>1</td><td>2</td><td>3</td></tr>\
         <tr><td colspan=2>合计</td><td>4</td><td>6</td><td>11</td></tr></table>";
    let options = crate::Options { forms: forms::Forms::with(vec![forms::load(&text).unwrap()]), ..Default::default() };
    let outcome = crate::check(crate::Input::Text(filled), &options);
    let best = outcome.repair.unwrap().best;
    assert_eq!(best.cells.iter().map(|one| one.cell.to_string()).collect::<Vec<_>>(), ["表1/合计/小计"]);
}
