//! What every page repeats: page numbers, headers and footers.

use super::line::Line;
use std::collections::{BTreeSet, HashMap};

/// Share of a page's height at its top and at its foot where they stand.
pub const MARGIN: f32 = 0.12;

/// A line of a page outside its tables.
pub struct PageLine<'p, 'a> {
    /// Which page, counted from 0.
    pub page: usize,
    /// Height of the page in points.
    pub height: f32,
    /// The line.
    pub line: &'p Line<'a>,
}

/// For each line, whether it belongs to the page and not to the text.
pub fn marks(lines: &[PageLine<'_, '_>]) -> Vec<bool> {
    let mut repeated: HashMap<(String, bool), BTreeSet<usize>> = HashMap::new();
    let mut numbered: HashMap<i64, BTreeSet<usize>> = HashMap::new();
    for line in lines.iter().filter(|line| line.side().is_some()) {
        repeated.entry(line.key()).or_default().insert(line.page);
        numbered.entry(line.bare_number().unwrap_or(i64::MAX)).or_default().insert(line.page);
    }
    let count = lines.iter().map(|line| line.page + 1).max().unwrap_or(0);
    let is_repeated = |line: &PageLine<'_, '_>| {
        let pages = repeated.get(&line.key()).map_or(0, BTreeSet::len);
        // A key of nothing but masked figures would take rows of figures.
        line.key().0.contains(char::is_alphabetic) && pages >= 2 && pages * 2 >= count
    };
    // A number alone may be a figure of the text: it must count the pages.
    let counts_pages = |line: &PageLine<'_, '_>| {
        let pages = |ahead| numbered.get(&ahead).map_or(0, BTreeSet::len);
        line.bare_number().is_some_and(|ahead| ahead == 1 || (pages(ahead) > 1 && pages(ahead) * 2 >= count))
    };
    let is_mark = |line: &PageLine<'_, '_>| is_page_number(&line.line.text()) || is_repeated(line);
    let page = |at: usize| lines.get(at).map(|line| line.page);
    let is_outermost = |at: usize| page(at + 1) != page(at) || at.checked_sub(1).and_then(page) != page(at);
    let line_is_mark = |(at, line): (usize, &PageLine<'_, '_>)| {
        line.side().is_some() && (is_mark(line) || (counts_pages(line) && is_outermost(at)))
    };
    lines.iter().enumerate().map(line_is_mark).collect()
}

impl PageLine<'_, '_> {
    /// Whether it stands at the top (`true`) or the foot of the page.
    fn side(&self) -> Option<bool> {
        let (_, y) = self.line.bounds.centre();
        (y < self.height * MARGIN).then_some(true).or((y > self.height * (1.0 - MARGIN)).then_some(false))
    }

    /// How far a number that stands alone is ahead of the number of pages before.
    fn bare_number(&self) -> Option<i64> {
        let number: i64 = self.line.text().parse().ok().filter(|number| (1..10_000).contains(number))?;
        Some(number - self.page as i64)
    }

    /// What is the same on every page: the text with its figures masked.
    fn key(&self) -> (String, bool) {
        let text = self.line.text();
        let masked =
            text.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("#");
        (masked, self.side() == Some(true))
    }
}

/// Whether a line is a page number that cannot be a figure: `- 3 -`, `第 3 页 共
/// 9 页`, `3/9`, or the address and number that a browser prints.
pub fn is_page_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_address = ["http:", "https:", "file:", "data:", "about:"].iter().any(|scheme| bare.starts_with(scheme));
    if is_address {
        return bare.ends_with(|c: char| c.is_ascii_digit());
    }
    let is_dash = |c: char| "-—–－─·~".contains(c);
    let inner = bare.trim_matches(is_dash);
    let numbers: Vec<&str> = inner.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let words: String = inner.split(|c: char| c.is_ascii_digit()).collect();
    let is_dressed = match numbers.len() {
        1 => (inner.len() + 2 <= bare.len() && words.is_empty()) || ["第页", "Page"].contains(&words.as_str()),
        2 => ["/", "／", "第页共页", "第页，共页", "第页/共页", "Pageof", "共页第页", "共页，第页"]
            .contains(&words.as_str()),
        _ => false,
    };
    is_dressed && numbers.iter().all(|number| number.len() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_known_in_every_dress() {
        for text in
            ["- 3 -", "— 12 —", "第 3 页", "第3页 共9页", "3/9", "Page 3 of 9", "https://example.cn/a.html  1/4"]
        {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2023年", "一、总体情况", "3.其他", "—", "第三页", "3", "4 0 0 0 0 0 4", "3 9"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
