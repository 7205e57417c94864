//! The numbers of the documents on which a report rests, and their usual
//! misspellings.

use super::{Context, Family, Passage, Reads, Rule, Rules};
use crate::finding::{Finding, Severity};
use crate::packs::annual_report;
use crate::words::Words;
use std::ops::Range;

const NUMBER: Rule = Rule { id: "text.document_number", severity: Severity::Warning };

pub(super) const FAMILY: Family = Family {
    rules: Rules::Declared(&[NUMBER]),
    check,
    reads: Reads::Text,
    looks_back: false,
    of_form: Some(annual_report::FORM),
};

/// A document that reports cite.
struct Known {
    /// The letters before the year.
    issuer: &'static str,
    year: u32,
    number: u32,
    /// A word of the sentence that shows that this document is meant.
    subjects: Words,
    /// The first report year for which it is in force.
    from: u16,
    /// The report year from which another document has taken its place.
    retired: Option<u16>,
}

const KNOWN: [Known; 3] = [
    Known {
        issuer: "国办公开办函", year: 2021, number: 30, subjects: Words("报告 格式"), from: 2021, retired: None
    },
    Known {
        issuer: "国办公开办函",
        year: 2019,
        number: 60,
        subjects: Words("报告 格式"),
        from: 2019,
        retired: Some(2021),
    },
    Known {
        issuer: "国办函", year: 2020, number: 109, subjects: Words("信息处理费"), from: 2020, retired: None
    },
];

impl Known {
    /// Whether a report for this year rests on it.
    fn is_in_force(&self, year: Option<u16>) -> bool {
        year.is_none_or(|year| year >= self.from && self.retired.is_none_or(|retired| year < retired))
    }

    /// The document on the same subject on which a report for this year rests.
    /// A number that no longer holds is never what should be written.
    fn current(&self, year: Option<u16>) -> Option<&'static Known> {
        KNOWN.iter().find(|other| other.subjects == self.subjects && other.is_in_force(year))
    }

    fn printed(&self) -> String {
        format!("{}〔{}〕{}号", self.issuer, self.year, self.number)
    }
}

/// The order that issued 《政府信息公开条例》 as revised, and its predecessor.
const ORDER: u32 = 711;
const FORMER_ORDER: u32 = 492;
/// From this report year on the former order may no longer be cited as the
/// ground of a report.
const FORMER_ORDER_RETIRED: u16 = 2021;

/// How far around a number the words are looked for that show what is meant.
const NEAR: usize = 60;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let year = context.report.year;
    for passage in context.passages() {
        for sentence in passage.sentences() {
            let numbers = sentence.clone().filter(|&at| passage.char(at) == Some('号'));
            for at in numbers {
                let near = at.saturating_sub(NEAR).max(sentence.start)..(at + NEAR).min(sentence.end);
                findings.extend(notice(passage, &near, at, year).or_else(|| order(passage, &near, at, year)));
            }
        }
    }
}

/// A document number: `国办公开办函（2021）30号`, its brackets perhaps lost.
struct Cited {
    issuer: String,
    year: u32,
    number: u32,
    has_brackets: bool,
    has_ordinal: bool,
    range: Range<usize>,
}

/// Reads the document number that ends in the 号 at an index.
fn cited(passage: &Passage, sentence: &Range<usize>, at: usize) -> Option<Cited> {
    let is = |index: usize, test: &dyn Fn(char) -> bool| passage.char(index).is_some_and(test);
    let back = |mut index: usize, test: &dyn Fn(char) -> bool| {
        while index > sentence.start && is(index - 1, test) {
            index -= 1;
        }
        index
    };
    let digit = |char: char| char.is_ascii_digit();
    let digits = back(at, &digit);
    // 〔2021〕第30号 is written in decrees, not in letters.
    let number = if digits > sentence.start && is(digits - 1, &|char| char == '第') { digits - 1 } else { digits };
    let has_ordinal = number < digits;
    let closed = number > sentence.start && is(number - 1, &|char| matches!(char, '）' | '〉'));
    // With the closing bracket lost, year and number are one run of digits.
    let (number, year_end) = match closed {
        true => (number, number - 1),
        false if at - number > 4 => (number + 4, number + 4),
        false => return None,
    };
    let year_start = back(year_end, &digit);
    let opened = year_start > sentence.start && is(year_start - 1, &|char| matches!(char, '（' | '〈'));
    let issuer_end = if opened { year_start - 1 } else { year_start };
    let issuer =
        back(issuer_end, &|char| char.is_alphanumeric() && !char.is_ascii_digit()).max(issuer_end.saturating_sub(12));
    Some(Cited {
        issuer: passage.text(issuer..issuer_end),
        year: passage.number(year_start..year_end)?,
        number: passage.number(digits.max(number)..at)?,
        has_brackets: closed && opened,
        has_ordinal,
        range: issuer..at + 1,
    })
}

fn notice(passage: &Passage, sentence: &Range<usize>, at: usize, year: Option<u16>) -> Option<Finding> {
    let mut cited = cited(passage, sentence, at)?;
    // The number stands at the end of whatever precedes it: 按照国办公开办函….
    let from = cited.issuer.rfind("国办")?;
    let skipped = cited.issuer.get(..from)?.chars().count();
    cited.issuer = cited.issuer.split_off(from);
    cited.range.start += skipped;
    let about = |variant: &'static str, known: &Known| {
        NUMBER
            .finding()
            .variant(variant)
            .param("found", passage.words(cited.range.clone()))
            .param("expected", known.printed())
            .span(passage.bytes(cited.range.clone()))
    };
    let retired = |known: &Known| known.retired.zip(year).is_some_and(|(from, year)| year >= from);
    let exact = KNOWN.iter().find(|it| it.issuer == cited.issuer && it.year == cited.year && it.number == cited.number);
    if let Some(known) = exact {
        let current = known.current(year).filter(|_| retired(known));
        return match current {
            Some(current) if !cited.has_brackets => Some(about("retired_brackets", current)),
            Some(current) if !passage.has_any(sentence.clone(), Words("废止 不再执行")) => {
                Some(about("retired", current))
            }
            Some(_) => None,
            None if cited.has_ordinal => Some(about("message", known)),
            None => (!cited.has_brackets).then(|| about("brackets", known)),
        };
    }
    // Where a title stands right before the number, it says what is meant: other
    // numbers of the same office and year are other documents.
    let subject = title_before(passage, sentence, cited.range.start).unwrap_or_else(|| sentence.clone());
    let near = |known: &&Known| {
        let same = [known.issuer == cited.issuer, known.year == cited.year, known.number == cited.number];
        same.iter().filter(|same| **same).count() == 2 && passage.has_any(subject.clone(), known.subjects)
    };
    let known = KNOWN.iter().filter(near).max_by_key(|known| known.is_in_force(year))?;
    Some(about("message", known.current(year).unwrap_or(known)))
}

/// The title in 《》 that ends right before an index, an opening bracket aside.
fn title_before(passage: &Passage, sentence: &Range<usize>, index: usize) -> Option<Range<usize>> {
    let end = if passage.ends_before(index, "（") { index - 1 } else { index };
    let end = passage.ends_before(end, "》").then_some(end)?;
    let start = (sentence.start..end).rev().find(|&at| passage.char(at) == Some('《'))?;
    Some(start..end)
}

/// `国务院令第711号` beside the name of the regulations.
fn order(passage: &Passage, sentence: &Range<usize>, at: usize, year: Option<u16>) -> Option<Finding> {
    let digits =
        (sentence.start..at).rev().take_while(|&index| passage.char(index).is_some_and(|char| char.is_ascii_digit()));
    let start = at - digits.count();
    let number = passage.number(start..at)?;
    let names = ["国务院令第", "国令第", "国务院第", "国务院令"];
    let name = names.iter().find(|name| passage.ends_before(start, name))?;
    let range = start - name.chars().count()..at + 1;
    let regulations = passage.find(sentence.start..start, "政府信息公开条例")?;
    let beside =
        range.start.saturating_sub(regulations) <= 24 && !passage.has_any(sentence.clone(), Words("废止 修订前"));
    let variant = match number {
        ORDER => return None,
        FORMER_ORDER if year.is_some_and(|year| year >= FORMER_ORDER_RETIRED) => "former_order",
        FORMER_ORDER => return None,
        _ => "order",
    };
    beside.then(|| {
        NUMBER
            .finding()
            .variant(variant)
            .param("found", passage.words(range.clone()))
            .param("expected", format!("国务院令第{ORDER}号"))
            .span(passage.bytes(range))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::report::samples::narrative;

    fn found_in(year: u16, text: &str) -> Vec<(&'static str, String)> {
        let report = narrative(year, text);
        let mut findings = Vec::new();
        check(&Context::new(&report, &Options::default()), &mut findings);
        let words = |finding: &Finding| report.text.verbatim().get(finding.span.clone().unwrap()).unwrap().to_owned();
        findings.iter().map(|finding| (finding.variant, words(finding))).collect()
    }

    #[test]
    fn misspelt_and_retired_numbers_are_found() {
        for (text, variant, words) in [
            ("根据国办发〔2021〕30号文件要求编制本报告。", "message", "国办发〔2021〕30号"),
            ("按照《政府信息公开工作年度报告格式》（国办函〔2021〕30号）编制。", "message", "国办函〔2021〕30号"),
            (
                "依据《政府信息公开工作年度报告格式》（国办公开函〔2021〕30号）编制。",
                "message",
                "国办公开函〔2021〕30号",
            ),
            ("按照国办公开办函〔2022〕30号规定的格式编制。", "message", "国办公开办函〔2022〕30号"),
            ("按照国办公开办函〔2021〕60号规定的报告格式编制。", "message", "国办公开办函〔2021〕60号"),
            ("按照国办公开办函〔2021〕3号规定的报告格式编制。", "message", "国办公开办函〔2021〕3号"),
            ("根据国办公开办〔2021〕30号关于年度报告的要求编制。", "message", "国办公开办〔2021〕30号"),
            ("按照国办公开办函〔202130号要求编制年度报告。", "brackets", "国办公开办函〔202130号"),
            ("按照国办公开办函202130号要求编制年度报告。", "brackets", "国办公开办函202130号"),
            ("按照国办公开办函2021〕30号要求编制年度报告。", "brackets", "国办公开办函2021〕30号"),
            ("根据国办公开办函〔2019〕60号要求，编制本年度报告。", "retired", "国办公开办函〔2019〕60号"),
            ("按照年度报告格式（试行）（国办公开办函〔2019〕 60 号）编制。", "retired", "国办公开办函〔2019〕 60 号"),
            (
                "根据年度报告有关事项的通知（国办公开办函〔201960号）编制。",
                "retired_brackets",
                "国办公开办函〔201960号",
            ),
            ("按照年度报告格式（国办公开办函〔2021〕第30号）编制。", "message", "国办公开办函〔2021〕第30号"),
            ("严格执行国办发〔2020〕109号，未收取信息处理费。", "message", "国办发〔2020〕109号"),
            ("严格执行信息处理费管理办法（国办函〔2021〕109号）。", "message", "国办函〔2021〕109号"),
            ("严格执行信息处理费管理办法（国办函〔2020〕19号）。", "message", "国办函〔2020〕19号"),
            ("根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。", "former_order", "国务院令第492号"),
            ("根据《中华人民共和国政府信息公开条例》（国令第492号）编制本报告。", "former_order", "国令第492号"),
            ("根据《中华人民共和国政府信息公开条例》（国务院令第771号）编制。", "order", "国务院令第771号"),
            ("根据《政府信息公开条例》（中华人民共和国国务院令第117号）规定。", "order", "国务院令第117号"),
            ("根据《政府信息公开条例》（国务院令717号）规定编制。", "order", "国务院令717号"),
        ] {
            assert_eq!(found_in(2023, text), [(variant, words.to_owned())], "{text}");
        }
    }

    #[test]
    fn right_numbers_and_other_documents_are_left_alone() {
        for text in [
            "根据国办公开办函〔2021〕30号要求编制年度报告。",
            "根据国办公开办函[2021]30号要求编制年度报告。",
            "根据国办公开办函（2021）30号要求编制年度报告。",
            "根据国办公开办函【2021】30 号要求编制年度报告。",
            "严格执行《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。",
            "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。",
            "根据《中华人民共和国政府信息公开条例》（国令第 711 号）编制。",
            "根据《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号，以下简称《条例》）编制。",
            "落实《国务院办公厅关于推进政务新媒体健康有序发展的意见》（国办发〔2018〕123号）。",
            "落实国办发〔2016〕80号文件，推进政务公开。",
            "转发国办发〔2021〕30号文件全文。",
            "按照青政办发〔2023〕30号要求编制年度报告。",
            "按照澄府办函〔2021〕30号通知，公布年度报告。",
            "地址：澄湖市云岫区中山路30号，报告联系人见下。",
            "政府信息公开条例宣传手册第12号。",
            "《行政执法条例》由国务院令第492号公布。",
            "受理编号202130号申请一件。",
            "按照《关于规范政府信息公开平台有关事项的通知》（国办公开办函〔2019〕61号）和年度报告格式（国办公开办函〔2021〕30号）编制。",
            "落实《政府网站集约化试点工作方案》（国办函〔2018〕71号）。",
            "《政府信息公开条例》施行以来，按照《重大行政决策程序暂行条例》的规定，我县建立了合法性审查制度，并由国务院令第713号公布的办法执行。",
            "向社会公布第30号公告。",
        ] {
            assert_eq!(found_in(2023, text), [], "{text}");
        }
    }

    #[test]
    fn what_should_be_written_is_in_force_for_the_report_year() {
        for (year, text, expected) in [
            (2023, "根据国办公开办函〔201960号编制年度报告。", "国办公开办函〔2021〕30号"),
            (2023, "根据国办发〔2019〕60号编制年度报告。", "国办公开办函〔2021〕30号"),
            (2020, "根据国办发〔2019〕60号编制年度报告。", "国办公开办函〔2019〕60号"),
            (2020, "根据国办公开办函〔201960号编制年度报告。", "国办公开办函〔2019〕60号"),
            (2021, "根据国办公开办函〔2021〕60号编制年度报告。", "国办公开办函〔2021〕30号"),
        ] {
            let mut findings = Vec::new();
            check(&Context::new(&narrative(year, text), &Options::default()), &mut findings);
            let advice: Vec<_> =
                findings.iter().filter_map(|finding| finding.params.get("expected").cloned()).collect();
            assert_eq!(advice, [crate::finding::Param::from(expected)], "{text}");
        }
    }

    #[test]
    fn a_document_may_be_cited_while_it_was_in_force() {
        assert_eq!(found_in(2020, "根据国办公开办函〔2019〕60号要求，编制本年度报告。"), []);
        assert_eq!(found_in(2019, "根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。"), []);
    }
}
