//! Every line that may be the heading of a section, by itself.

use super::marker::{Marker, Style, marker};
use crate::document::{Block, Document, Grid};
use crate::forms::{self, Edition};
use crate::order;
use crate::recognition::label::{Label, LabelMatch, LabelText, Wording};
use crate::recognition::normalise::{is_invisible, normalise};
use std::ops::Range;
use std::sync::LazyLock;

/// Lines of a document that may be headings: each is held against the others. A
/// report has some dozens.
pub const MOST_CANDIDATES: usize = 1_000;
/// A heading is no longer than this many characters.
const LONGEST_HEADING: usize = 40;
/// Lines that one heading is broken into at most: a label of one character a line.
const MOST_BROKEN: usize = 24;
/// Lines between a heading and its table at most: a unit, a caption.
const MOST_BETWEEN: usize = 2;

/// Where a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On a line of its own, or on several.
    Line,
    /// In the row of a table.
    Row,
    /// At the start of a line that goes on with text.
    Lead,
    /// Within a text that has lost its lines.
    Inline,
}

/// A line that may be the heading of a section.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The heading as bytes of the document's text.
    pub range: Range<usize>,
    /// How it is numbered.
    pub style: Style,
    /// Its number, 1 for 一.
    pub number: Option<u8>,
    /// The official section whose heading it is or comes near.
    pub official: Option<(usize, LabelMatch)>,
    /// Heading level where the format marks it as a heading.
    pub level: Option<u8>,
    /// Where it stands.
    pub place: Place,
    /// Whether something else than another heading follows it.
    pub has_body: bool,
    /// Whether a table follows it, or lines that are no sentences.
    pub above_table: bool,
}

impl Candidate {
    /// The official section of which it has the very wording.
    pub fn exact(&self) -> Option<usize> {
        self.official.filter(|(_, found)| found.wording != Wording::Other).map(|(index, _)| index)
    }
}

/// The headings of an edition as they are compared.
struct Headings {
    labels: Vec<Label>,
    /// Each wording, normalised, with its section.
    wordings: Vec<(Vec<char>, usize)>,
}

impl Headings {
    fn of(edition: &Edition) -> Self {
        let forms = || edition.sections.iter().enumerate();
        let wordings = forms().flat_map(|(index, form)| {
            std::iter::once(&form.heading).chain(&form.accepted).map(move |text| (text, index))
        });
        Headings {
            labels: forms().map(|(_, form)| Label::new(&form.heading, &form.accepted, &[])).collect(),
            wordings: wordings.map(|(text, index)| (normalise(text).chars().collect(), index)).collect(),
        }
    }

    fn find(&self, words: &str) -> Option<(usize, LabelMatch)> {
        let words = LabelText::new(words);
        let best = self.labels.iter().enumerate().filter_map(|(index, label)| Some((index, label.matches(&words)?)));
        best.max_by(|a, b| a.1.score.total_cmp(&b.1.score))
    }

    /// The section whose whole heading these words are.
    fn find_exactly(&self, words: &str) -> Option<(usize, LabelMatch)> {
        self.find(words).filter(|(_, found)| found.wording != Wording::Other)
    }

    /// Whether a heading goes on where these words end.
    fn is_begun_by(&self, words: &str) -> bool {
        words.is_empty()
            || self.wordings.iter().any(|(wording, _)| wording.iter().collect::<String>().starts_with(words))
    }
}

/// The labels of tables that begin like a heading: 四、结转下年度继续办理. They
/// stand among the paragraphs where a table was taken apart.
static ROW_LABELS: LazyLock<Vec<(String, Label)>> = LazyLock::new(|| {
    let rows = forms::editions().iter().flat_map(|edition| &edition.tables).flat_map(|table| &table.rows);
    let labels = rows.flat_map(|row| std::iter::once(&row.label).chain(row.group.first()));
    let mut numbered: Vec<&String> = labels.filter(|label| marker(&normalise(label)).style == Style::Ordinal).collect();
    order::sort(&mut numbered);
    numbered.dedup();
    numbered.into_iter().map(|label| (normalise(label), Label::new(label, &[], &[]))).collect()
});

/// Whether a line is a row of a table taken apart, or begins with its label.
fn is_row(text: &str) -> bool {
    let bare = text.trim_end_matches(|char: char| char.is_numeric() || char.is_whitespace());
    let label = LabelText::new(bare);
    ROW_LABELS.iter().any(|(normal, row)| label.full.starts_with(normal.as_str()) || row.matches(&label).is_some())
}

/// The lines of a document that may be headings, in its order: no more than one
/// above [`MOST_CANDIDATES`] of them.
pub fn candidates(document: &Document, edition: &Edition) -> Vec<Candidate> {
    let headings = Headings::of(edition);
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while let Some(block) = document.blocks.get(at).filter(|_| found.len() <= MOST_CANDIDATES) {
        let next = match block {
            Block::Grid(grid) => {
                in_rows(document, grid, &headings, &mut found);
                at + 1
            }
            Block::Paragraph(_) => in_lines(document, at, &headings, &mut found),
        };
        at = next.max(at + 1);
    }
    let starts: Vec<usize> = found.iter().map(|candidate| candidate.range.start).collect();
    found.truncate(MOST_CANDIDATES + 1);
    for (candidate, next) in found.iter_mut().zip(starts.into_iter().skip(1)) {
        let between = document.text.get(candidate.range.end..next).unwrap_or_default();
        candidate.has_body = between.chars().any(char::is_alphanumeric);
    }
    found
}

/// Rows that hold one text, in one cell or in each: `二、主动公开政府信息情况`
/// as the first row of its table.
fn in_rows(document: &Document, grid: &Grid, headings: &Headings, found: &mut Vec<Candidate>) {
    for row in &grid.rows {
        let mut filled = row.cells.iter().filter(|cell| !document.slice(&cell.range).trim().is_empty());
        let Some(first) = filled.next() else { continue };
        let text = document.slice(&first.range);
        if text.chars().count() > LONGEST_HEADING || !filled.all(|cell| document.slice(&cell.range) == text) {
            continue;
        }
        let line = Line { range: first.range.clone(), level: None, place: Place::Row };
        found.extend(
            line.candidate(text, headings)
                .filter(|candidate| candidate.exact().is_some())
                .map(|candidate| Candidate { above_table: true, ..candidate }),
        );
    }
}

/// The headings in the paragraph at an index, or in it and those after it;
/// gives the index of the next one.
fn in_lines(document: &Document, at: usize, headings: &Headings, found: &mut Vec<Candidate>) -> usize {
    let Some(Block::Paragraph(paragraph)) = document.blocks.get(at) else { return at + 1 };
    let text = document.slice(&paragraph.range);
    let line = Line { range: paragraph.range.clone(), level: paragraph.level, place: Place::Line };
    let mut whole = is_short(text).then(|| line.candidate(text, headings)).flatten();
    if whole.as_ref().is_none_or(|whole| whole.exact().is_none())
        && let Some(broken) = broken(document, at, headings)
    {
        let (candidate, next) = broken;
        found.extend(candidate.map(|candidate| Candidate { above_table: is_above_table(document, next), ..candidate }));
        return next;
    }
    if is_row(text) && whole.as_ref().is_some_and(|whole| whole.exact().is_none()) {
        whole = None;
    }
    let lead =
        if whole.as_ref().is_some_and(|whole| whole.exact().is_some()) { None } else { lead(text, &line, headings) };
    match (lead, whole) {
        (Some(lead), _) => {
            let behind = Line { range: lead.range.end..paragraph.range.end, ..line };
            found.push(lead);
            inline(document.slice(&behind.range), &behind, headings, found);
        }
        (None, Some(whole)) => found.push(Candidate { above_table: is_above_table(document, at + 1), ..whole }),
        (None, None) => inline(text, &line, headings, found),
    }
    at + 1
}

/// Whether a text is short and no sentence.
fn is_short(text: &str) -> bool {
    let text = text.trim_end_matches(is_trailing);
    text.chars().count() <= LONGEST_HEADING && !text.contains(['。', '；'])
}

/// What may stand behind a heading without being part of it: marks, and the dots
/// and the page of a table of contents.
fn is_trailing(character: char) -> bool {
    character.is_whitespace() || character.is_ascii_digit() || is_mark(character)
}

fn is_mark(character: char) -> bool {
    matches!(
        character,
        '。' | '：' | ':' | '；' | ';' | '，' | ',' | '.' | '．' | '、' | '…' | '·' | '*' | '_' | '#' | '—' | '-'
    )
}

/// A stretch of the document as a line.
#[derive(Debug, Clone)]
struct Line {
    range: Range<usize>,
    level: Option<u8>,
    place: Place,
}

impl Line {
    /// The line as a heading: numbered, or worded as an official one.
    fn candidate(&self, text: &str, headings: &Headings) -> Option<Candidate> {
        let normal = normalise(text.trim_end_matches(is_trailing));
        let marker = unwrapped(&normal);
        let official = headings.find(marker.rest);
        let exact = official.is_some_and(|(_, found)| found.wording != Wording::Other);
        let is_numbered = marker.is_marked && marker.style != Style::Bare && !marker.rest.is_empty();
        (exact || is_numbered || (marker.number.is_some() && official.is_some())).then(|| Candidate {
            range: self.range.clone(),
            style: marker.style,
            number: marker.number,
            official,
            level: self.level,
            place: self.place,
            has_body: true,
            above_table: false,
        })
    }
}

/// The numbering of a line, brackets around the whole line taken off:
/// `【一、总体情况】`.
fn unwrapped(normal: &str) -> Marker<'_> {
    let found = marker(normal);
    let inner = normal.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    match inner.filter(|_| found.style == Style::Bare).map(marker) {
        Some(inner) if inner.style != Style::Bare => inner,
        _ => found,
    }
}

/// A heading, or the label of a row, that is broken over lines: `三、` and `收到和
/// 处理…` beneath it, or one character a line. Gives the index of what follows.
fn broken(document: &Document, at: usize, headings: &Headings) -> Option<(Option<Candidate>, usize)> {
    let mut joined = String::new();
    let mut range: Option<Range<usize>> = None;
    let mut level = None;
    for (count, block) in document.blocks.iter().skip(at).take(MOST_BROKEN).enumerate() {
        let Block::Paragraph(paragraph) = block else { return None };
        let text = document.slice(&paragraph.range);
        joined.push_str(text.trim_matches(|character| character == '#' || character == '*'));
        if joined.chars().count() > LONGEST_HEADING {
            return None;
        }
        let normal = normalise(&joined);
        let marker = marker(&normal);
        let range = range.get_or_insert(paragraph.range.clone());
        range.end = paragraph.range.end;
        level = level.or(paragraph.level);
        if count > 0 {
            if ROW_LABELS.iter().any(|(label, _)| *label == normal) {
                return Some((None, at + count + 1));
            }
            let line = Line { range: range.clone(), level, place: Place::Line };
            // A figure on the line above is no number of this heading.
            let is_whole = headings.find_exactly(marker.rest.trim_end_matches(is_mark)).is_some();
            let whole = is_whole && super::marker::marker(marker.rest).style == Style::Bare;
            if let Some(candidate) = line.candidate(&joined, headings).filter(|_| whole) {
                return Some((Some(candidate), at + count + 1));
            }
        }
        let is_number = marker.number.is_some() && (marker.is_marked || marker.rest.is_empty());
        let is_begun = is_number && headings.is_begun_by(marker.rest)
            || ROW_LABELS.iter().any(|(label, _)| label.starts_with(&normal));
        if !is_begun {
            return None;
        }
    }
    None
}

/// A heading at the start of a line that goes on: `一、总体情况。2023年，…`.
fn lead(text: &str, line: &Line, headings: &Headings) -> Option<Candidate> {
    let ends = text.char_indices().take(LONGEST_HEADING + 5).filter(|(_, character)| is_trailing(*character));
    let candidate = |(end, _): (usize, char)| {
        let head = text.get(..end)?;
        let range = line.range.start..line.range.start + end;
        let candidate = Line { range, level: line.level, place: Place::Lead }.candidate(head, headings)?;
        candidate.exact().is_some().then_some(candidate)
    };
    ends.filter_map(candidate).last()
}

/// The numbered headings within a text that has lost its lines.
fn inline(text: &str, line: &Line, headings: &Headings, found: &mut Vec<Candidate>) {
    if text.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING {
        return;
    }
    let plain = crate::ideograph::simplified(text);
    let characters: Vec<(usize, char)> = plain
        .char_indices()
        .filter(|(_, character)| {
            !character.is_whitespace() && !is_invisible(*character) && !matches!(character, '#' | '*')
        })
        .collect();
    for (at, &(start, numeral)) in characters.iter().enumerate() {
        let Some(number) = "一二三四五六".chars().position(|known| known == numeral) else { continue };
        let before = at.checked_sub(1).and_then(|before| characters.get(before)).map(|(_, character)| *character);
        let is_quoted = before.is_some_and(|before| "《“\"「『（(第十".contains(before));
        let is_marked = characters.get(at + 1).is_some_and(|(_, mark)| matches!(mark, '、' | '.' | '．'));
        if is_quoted || !is_marked {
            continue;
        }
        let words = characters.get(at + 2..).unwrap_or_default();
        let is_here = |wording: &[char]| {
            words.len() >= wording.len() && words.iter().zip(wording).all(|((_, here), wanted)| here == wanted)
        };
        let longest =
            headings.wordings.iter().filter(|(wording, _)| is_here(wording)).max_by_key(|(wording, _)| wording.len());
        let Some((wording, index)) = longest else { continue };
        let Some(&(last, character)) = wording.len().checked_sub(1).and_then(|last| words.get(last)) else { continue };
        found.push(Candidate {
            range: line.range.start + start..line.range.start + last + character.len_utf8(),
            style: Style::Ordinal,
            number: u8::try_from(number + 1).ok(),
            official: Some((*index, LabelMatch { score: 1.0, wording: Wording::Official })),
            level: None,
            place: Place::Inline,
            has_body: true,
            above_table: false,
        });
    }
}

/// Whether a table stands at this index or soon behind it, or, where tables are
/// lines, two lines that are no sentences.
fn is_above_table(document: &Document, at: usize) -> bool {
    let mut lines = 0;
    for block in document.blocks.iter().skip(at).take(MOST_BETWEEN + 1) {
        match block {
            Block::Grid(_) => return true,
            Block::Paragraph(paragraph) if document.slice(&paragraph.range).contains('。') => return false,
            Block::Paragraph(_) => lines += 1,
        }
    }
    lines > MOST_BETWEEN
}
