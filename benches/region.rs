//! Many reports at once, natively: reports a second and core for pages of 70 KB,
//! what a second core brings, and how time and memory grow from 100 to 10,000.
//!
//! `cargo bench --bench region`; `GOUJI_MOST=1000` measures fewer.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../tests/generated/mod.rs"]
mod generated;

use generated::{Format, region};
use gouji::region::{Entry, Options, combine, each};
use gouji::{Input, Language, Outcome};
use std::process::Command;
use std::time::Instant;

/// Bytes of a page as Word leaves it.
const PAGE: usize = 70 * 1024;
/// Different reports; more are these again under other names.
const DIFFERENT: usize = 200;

/// A page with the attributes and wrappings that Word writes, about 70 KB.
fn as_word_writes(page: &str) -> String {
    let style = "valign=center style=\"width:42.8000pt;padding:3.7500pt 3.7500pt 3.7500pt 3.7500pt;border-left:1.0000pt outset windowtext;\"";
    let cells = page.matches("<td").count();
    let wrapping = (PAGE.saturating_sub(page.len()) / cells).saturating_sub(style.len() + 44);
    let start = format!("<td {style}><p class=MsoNormal style=\"{}\"", "mso-pagination:none;".repeat(wrapping / 20));
    let page = page.replace("<td rowspan", &format!("<td {style} rowspan"));
    page.replace("<td>", &format!("{start}>"))
        .replace("<td colspan", &format!("<td {style} colspan"))
        .replace("</td>", "<o:p></o:p></td>")
}

fn pages() -> Vec<(String, String)> {
    let generated = region(0, DIFFERENT / 2, false, &[Format::Html]);
    let page = |(file, bytes): (String, Vec<u8>)| (file, as_word_writes(&String::from_utf8(bytes).unwrap()));
    generated.files.into_iter().map(page).collect()
}

fn entry(pages: &[(String, String)], at: usize) -> Entry {
    let (file, page) = &pages[at % pages.len()];
    let outcome: Outcome = gouji::check(Input::Text(page), &gouji::Options::default());
    let mut entry = Entry::of(file, &outcome, Language::Chinese);
    // Another body for each turn.
    entry.organ = entry.organ.map(|organ| format!("{organ}{}", at / pages.len()).into());
    entry.file = format!("{}/{file}", at / pages.len());
    entry
}

/// Seconds to check so many pages by so many workers.
fn check(pages: &[(String, String)], count: usize, workers: usize) -> f64 {
    let started = Instant::now();
    each(count, workers, |at| drop(entry(pages, at)));
    started.elapsed().as_secs_f64()
}

/// One size in a process of its own: seconds to check, seconds to combine, the
/// most memory in MB.
fn grow(count: usize) {
    let pages = pages();
    let started = Instant::now();
    let entries = each(count, 2, |at| entry(&pages, at));
    let checked = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let region = combine(entries, &Options { workers: 2, ..Options::default() });
    let combined = started.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<f64>().ok());
    println!("{checked} {combined} {} {}", peak.unwrap_or(0.0) / 1024.0, region.totals.pairs);
}

fn main() {
    if let Some(count) = std::env::var("GOUJI_GROW").ok().and_then(|count| count.parse().ok()) {
        return grow(count);
    }
    let pages = pages();
    let bytes: usize = pages.iter().map(|(_, page)| page.len()).sum::<usize>() / pages.len();
    check(&pages, 200, 1);
    // The best of several runs: what else the machine does only slows it down.
    let best = |workers| (0..5).map(|_| check(&pages, 600, workers)).fold(f64::MAX, f64::min);
    let (one, two) = (best(1), best(2));
    println!(
        "{bytes} bytes a page: {:.0} reports a second on one core, {:.0} on two: × {:.2}",
        600.0 / one,
        600.0 / two,
        one / two
    );
    let most = std::env::var("GOUJI_MOST").ok().and_then(|most| most.parse().ok()).unwrap_or(10_000);
    let mut first: Option<[f64; 4]> = None;
    for count in [100, 1_000, 10_000].into_iter().filter(|count| *count <= most) {
        let output =
            Command::new(std::env::current_exe().unwrap()).env("GOUJI_GROW", count.to_string()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let mut figures = text.split_whitespace().map(|figure| figure.parse::<f64>().unwrap());
        let [checked, combined, memory] = [0; 3].map(|_| figures.next().unwrap());
        let base = *first.get_or_insert([count as f64, checked, combined, memory]);
        println!(
            "{count:6} reports: checked in {checked:7.2} s (× {:.1}), combined in {combined:6.2} s (× {:.1}), {memory:6.0} MB (× {:.1})",
            checked / base[1],
            combined / base[2],
            memory / base[3]
        );
    }
}
