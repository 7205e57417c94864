//! An invented region: the reports of many units over two years in every format
//! that is read, sound but for the slips that are planted in it, and what a
//! check of all of them must find.
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing)]

mod figures;
mod formats;
#[path = "../support/mod.rs"]
pub mod support;
mod words;
mod xls;

pub use formats::Format;

use formats::{figure, write};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use support::{Figures, Grid, Random};

/// The report years.
pub const YEARS: [u16; 2] = [2022, 2023];

const OFFICES: [&str; 40] = [
    "水利局",
    "教育局",
    "财政局",
    "民政局",
    "司法局",
    "统计局",
    "审计局",
    "林业局",
    "商务局",
    "应急管理局",
    "交通运输局",
    "农业农村局",
    "卫生健康局",
    "医疗保障局",
    "自然资源局",
    "生态环境局",
    "市场监督管理局",
    "文化和旅游局",
    "退役军人事务局",
    "城市管理局",
    "发展和改革局",
    "科学技术局",
    "公安局",
    "住房和城乡建设局",
    "乡村振兴局",
    "信访局",
    "档案局",
    "体育局",
    "粮食和物资储备局",
    "行政审批局",
    "金融工作局",
    "投资促进局",
    "数据局",
    "气象局",
    "地震局",
    "供销合作社联合社",
    "残疾人联合会",
    "红十字会",
    "机关事务管理局",
    "外事办公室",
];
const FIRST: [&str; 32] = [
    "柳", "石", "清", "云", "白", "青", "龙", "桃", "松", "竹", "梅", "双", "金", "银", "大", "小", "上", "下", "东",
    "西", "南", "北", "新", "古", "长", "平", "高", "红", "黄", "紫", "玉", "明",
];
const SECOND: [&str; 32] = [
    "溪", "桥", "湖", "岭", "沙", "河", "坪", "源", "林", "山", "泉", "塘", "湾", "洲", "岗", "店", "庄", "坡", "井",
    "峰", "谷", "田", "渡", "港", "垭", "坝", "墩", "墟", "圩", "栅", "浦", "岙",
];
const TOWNS: [&str; 4] = ["镇", "乡", "街道办事处", "林场管理站"];

/// What a report says.
#[derive(Debug, Clone)]
pub struct Report {
    pub organ: String,
    pub year: u16,
    pub figures: Figures,
    pub summary: Vec<String>,
    pub problems: String,
    /// Tables to print instead of the official ones with its figures.
    pub tables: Option<Vec<Grid>>,
    format: Format,
}

/// What a check of the whole must find: each pair of file and rule.
#[derive(Debug, Default, Serialize)]
pub struct Planted {
    /// Errors and warnings by file and rule.
    pub findings: BTreeSet<(String, String)>,
    /// The unit that the region's report of the last year leaves out.
    pub omitted: Option<String>,
    /// The unit without a report of the last year.
    pub missing: Option<String>,
    /// Files of two units with one text.
    pub similar: Option<(String, String)>,
    /// A file that cannot be read.
    pub unreadable: Option<String>,
    /// The file of the region's own report of the last year.
    pub region: String,
}

/// A region's files by path, and what is wrong with them.
pub struct Generated {
    pub files: Vec<(String, Vec<u8>)>,
    pub names: Vec<String>,
    pub planted: Planted,
}

/// The region with this number: so many units, with a report of their own for
/// the region and, where `slips`, one slip of every kind.
pub fn region(number: usize, units: usize, slips: bool, formats: &[Format]) -> Generated {
    let mut random = Random(17 + number as u64 * 7919);
    let place = format!("{}{}县", FIRST[number % 32], SECOND[(number / 32 + number * 5) % 32]);
    let names: Vec<String> = (0..units).map(|at| format!("{place}{}", unit(at))).collect();
    // Those that slips need to have nothing from one year to the next.
    let [omitted, missing] = [units / 2, units / 2 + 1];
    let mut reports: Vec<Vec<Report>> = Vec::with_capacity(units);
    for (at, organ) in names.iter().enumerate() {
        let carries = !slips || (at != omitted && at != missing);
        let years = figures::years(YEARS.len(), carries, &mut random);
        let format = formats[at % formats.len()];
        let report = |(year, figures): (u16, Figures)| report(organ, year, figures, format, &mut random);
        reports.push(YEARS.into_iter().zip(years).map(report).collect());
    }
    let mut own: Vec<Report> = Vec::new();
    for (at, year) in YEARS.into_iter().enumerate() {
        let counted =
            reports.iter().enumerate().filter(|(unit, _)| !slips || at == 0 || (*unit != omitted && *unit != missing));
        let figures = figures::sum(counted.map(|(_, years)| &years[at].figures));
        own.push(report(&place, year, figures, Format::Html, &mut random));
    }
    let file = |report: &Report| format!("{}/{}/{}.{}", place, report.year, report.organ, report.format.ending());
    let mut planted = Planted { region: file(&own[1]), ..Planted::default() };
    if slips {
        plant(&mut reports, &own, &mut planted, file);
        planted.omitted = Some(names[omitted].clone());
        planted.missing = Some(names[missing].clone());
        planted.findings.insert((file(&own[1]), "aggregate.omitted".to_owned()));
        reports[missing].pop();
    }
    let mut files: Vec<(String, Vec<u8>)> =
        reports.iter().flatten().chain(&own).map(|report| (file(report), write(report, report.format))).collect();
    if slips {
        let path = format!("{place}/2023/附件.html");
        files.push((path.clone(), "<p>本附件没有表格。</p>".as_bytes().to_vec()));
        planted.unreadable = Some(path);
    }
    Generated { files, names, planted }
}

/// Writes files beneath a folder.
pub fn write_into(folder: &Path, files: &[(String, Vec<u8>)]) {
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

fn unit(at: usize) -> String {
    match OFFICES.get(at) {
        Some(office) => (*office).to_owned(),
        None => {
            let at = at - OFFICES.len();
            format!("{}{}{}", FIRST[at % 32], SECOND[(at / 32 + at) % 32], TOWNS[at / 1024 % 4])
        }
    }
}

fn report(organ: &str, year: u16, figures: Figures, format: Format, random: &mut Random) -> Report {
    let new = figures["applications/1/total"];
    let (summary, problems) = (words::summary(new, random), words::problems(random));
    Report { organ: organ.to_owned(), year, figures, summary, problems, tables: None, format }
}

/// The file of a report with tables of its own.
pub fn file_with(year: u16, figures: Figures, tables: Vec<Grid>, format: Format, random: &mut Random) -> Vec<u8> {
    let mut report = report("青禾县水利局", year, figures, format, random);
    report.tables = Some(tables);
    write(&report, format)
}

/// One slip of every kind. A figure that is wrong in a unit's report is also
/// where the sum no longer holds: the region added up the right ones.
fn plant(reports: &mut [Vec<Report>], own: &[Report], planted: &mut Planted, file: impl Fn(&Report) -> String) {
    let mut expect = |report: &Report, rules: &[&str]| {
        planted.findings.extend(rules.iter().map(|rule| (file(report), (*rule).to_owned())));
    };
    // A result's own tables have no text that could be wrong.
    let with_text = |from: usize, reports: &[Vec<Report>]| {
        (from..reports.len()).find(|at| reports[*at][1].format != Format::Json).unwrap_or(from)
    };
    // A total that was not added up again.
    let total = &mut reports[3][0];
    *figure(&mut total.figures, "review/reconsideration/total") += 1;
    expect(total, &["review.total"]);
    expect(&own[0], &["aggregate.sum"]);
    // An application that came over from last year, counted as a new one.
    let carried = &mut reports[11][1];
    let column = if carried.figures["applications/1/enterprise"] > 0 { "enterprise" } else { "natural_person" };
    for (row, change) in [("1", -1), ("2", 1)] {
        for column in [column, "total"] {
            *figure(&mut carried.figures, &format!("applications/{row}/{column}")) += change;
        }
    }
    let new = carried.figures["applications/1/total"];
    carried.summary[1] = carried.summary[1].replace(&format!("申请{}件", new + 1), &format!("申请{new}件"));
    expect(carried, &["carryover.applications"]);
    expect(&own[1], &["aggregate.sum"]);
    // Documents in force that do not follow from last year's.
    let stock = &mut reports[17][1];
    *figure(&mut stock.figures, "disclosure/normative_documents/in_force") += 7;
    expect(stock, &["disclosure.stock"]);
    // A figure of the text that is not the table's.
    let at = with_text(20, reports);
    let told = &mut reports[at][1];
    let new = told.figures["applications/1/total"];
    told.summary[1] = told.summary[1].replace(&format!("申请{new}件"), &format!("申请{}件", new + 3));
    expect(told, &["text.applications"]);
    // Last year's text again.
    let at = with_text(25, reports);
    let [before, again] = &mut reports[at][..] else { return };
    let new = again.figures["applications/1/total"];
    let old = before.figures["applications/1/total"];
    again.summary =
        before.summary.iter().map(|text| text.replace(&format!("申请{old}件"), &format!("申请{new}件"))).collect();
    again.problems.clone_from(&before.problems);
    expect(again, &["similarity.previous"]);
    // Another unit's text.
    let at = with_text(32, reports);
    let source = reports[at][1].clone();
    let at = with_text(at + 1, reports);
    let copy = &mut reports[at][1];
    let new = copy.figures["applications/1/total"];
    let old = source.figures["applications/1/total"];
    copy.summary =
        source.summary.iter().map(|text| text.replace(&format!("申请{old}件"), &format!("申请{new}件"))).collect();
    copy.problems.clone_from(&source.problems);
    planted.similar = Some((file(&source), file(copy)));
}
