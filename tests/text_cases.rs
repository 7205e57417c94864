//! The cases beside the text rules: full sentences that a rule must find (`!`),
//! must mention as information (`?`), or must leave alone (`=`).
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "evaluation/narrative.rs"]
mod narrative;

use gouji::Options;
use gouji::finding::Severity;
use gouji::rules;
use narrative::Frame;

/// Cases of each kind that every rule has at least.
const FEWEST: usize = 20;

fn cases(rule: &str, source: &str) {
    let counts = hold(rule, source);
    assert!(counts.0 >= FEWEST && counts.1 >= FEWEST, "{rule} has {counts:?} cases");
}

/// How many wrong and sound sentences hold; a rule is known by its id or the
/// beginning of it.
fn hold(rule: &str, source: &str) -> (usize, usize) {
    let (mut directives, mut failures, mut counts) = (Vec::new(), Vec::new(), (0, 0));
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (kind, rest) = line.split_once(' ').expect("a kind and a sentence");
        match kind {
            "@@" => directives = vec![rest],
            "@" => directives.push(rest),
            _ => {
                let report = Frame::of(directives.iter().copied()).with(&rest.replace("\\n", "\n"));
                let found: Vec<_> = rules::check(&report, &Options::default())
                    .into_iter()
                    .filter(|finding| finding.rule.starts_with(rule))
                    .collect();
                let holds = match kind {
                    "!" => found.iter().any(|finding| finding.severity <= Severity::Warning || rule == "text.repeated"),
                    "?" => !found.is_empty() && found.iter().all(|finding| finding.severity == Severity::Info),
                    "=" => found.is_empty(),
                    other => panic!("{other} is no kind of case"),
                };
                if kind == "=" {
                    counts.1 += 1
                } else {
                    counts.0 += 1
                }
                if !holds {
                    let said: Vec<_> = found
                        .iter()
                        .map(|finding| gouji::messages::message(finding, gouji::Language::Chinese))
                        .collect();
                    failures.push(format!("{line}\n    {said:?}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{rule}: {} cases\n{}", failures.len(), failures.join("\n"));
    counts
}

/// Whole sentences in other wordings: any rule on text may speak.
#[test]
fn fresh() {
    hold("text.", include_str!("evaluation/fresh.cases.txt"));
}

macro_rules! rules {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            cases(
                concat!("text.", stringify!($name)),
                include_str!(concat!("../src/rules/text/", stringify!($name), ".cases.txt")),
            );
        }
    )*};
}

rules! { applications review disclosure breakdown percent conflict enumeration number_missing repeated }
