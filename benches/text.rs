//! How long the text rules take: `cargo bench --bench text`. Twice the text
//! should take twice the time, whatever the text repeats.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use gouji::report::Report;
use gouji::{Options, rules};
use std::time::Instant;

/// Passages that a text repeats; without a full stop it is one sentence.
const TEXTS: [(&str, &str); 8] = [
    (
        "a report",
        "2023年，全县共收到政府信息公开申请50件，其中网络申请38件、信函申请12件，均已按期答复。一是加强学习；二是完善制度。\n",
    ),
    ("one sentence", "收到申请12件，"),
    ("nested breakdowns", "共收到12件，其中网络3件（其中当面1件）"),
    ("分别 without figures", "分别行政复议"),
    ("figures alone", "12件、"),
    ("items alone", "，一是二是"),
    ("digits alone", "1234567890,"),
    ("the same sentence", "严格执行信息发布审核制度，确保信息准确及时。"),
];

fn main() {
    for (name, passage) in TEXTS {
        print!("{name:<24}");
        for megabytes in [1_usize, 2, 5] {
            let text = passage.repeat(megabytes * 1_000_000 / passage.len());
            let mut report = Report { year: Some(2023), text: text.into(), ..Report::default() };
            let mut start = 0;
            for line in report.text.verbatim().split_inclusive('\n') {
                report.paragraphs.push(start..start + line.trim_end().len());
                start += line.len();
            }
            let began = Instant::now();
            let findings = rules::check(&report, &Options::default()).len();
            print!("  {megabytes} MB: {:>6} ms, {findings} findings", began.elapsed().as_millis());
        }
        println!();
    }
}
