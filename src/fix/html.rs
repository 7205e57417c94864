//! Replaces the text of cells in an HTML source.

use super::cells::{cells, next_tag};
use crate::report::Number;
use std::ops::Range;

/// The source with other figures in some of its cells, given by their number.
/// `None` where it has no such cell.
pub(super) fn replace(source: &[u8], figures: &[(usize, Number)]) -> Option<Vec<u8>> {
    let cells = cells(source);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for &(cell, figure) in figures {
        edits.extend(edits_of(source, cells.get(cell)?, &figure.to_string())?);
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut result = Vec::with_capacity(source.len() + edits.len());
    let mut at = 0;
    for (range, text) in edits {
        result.extend_from_slice(source.get(at..range.start)?);
        result.extend_from_slice(text.as_bytes());
        at = range.end;
    }
    result.extend_from_slice(source.get(at..)?);
    Some(result)
}

/// What has to be written where, so that a cell shows this figure: its first
/// visible text becomes the figure, further ones go; a cell without visible
/// text gets it where its text would stand.
pub(super) fn edits_of(source: &[u8], cell: &Range<usize>, figure: &str) -> Option<Vec<(Range<usize>, String)>> {
    let mut texts = Vec::new();
    let mut first_end_tag = None;
    let mut at = cell.start;
    while at < cell.end {
        let tag = next_tag(source, at).filter(|tag| tag.range.start < cell.end);
        let until = tag.as_ref().map_or(cell.end, |tag| tag.range.start);
        texts.push(at..until);
        let Some(tag) = tag else { break };
        if tag.closes && first_end_tag.is_none() {
            first_end_tag = Some(tag.range.start);
        }
        at = tag.range.end;
    }
    let core = |keep_blanks: bool| move |text: &Range<usize>| visible(source, text, keep_blanks);
    let mut cores: Vec<Range<usize>> = texts.iter().filter_map(core(false)).collect();
    if cores.is_empty() {
        // No figure: a protected blank holds its place, or an empty element.
        cores.extend(texts.iter().filter_map(core(true)).take(1));
    }
    if cores.is_empty() {
        let place = first_end_tag.unwrap_or(cell.start);
        cores.push(place..place);
    }
    let texts = std::iter::once(figure.to_owned()).chain(std::iter::repeat(String::new()));
    Some(cores.into_iter().zip(texts).collect())
}

/// Blanks that HTML shows: a protected one, as itself in UTF-8 or as a
/// reference, and the wide one of Chinese text.
const BLANKS: &[&[u8]] = &[b"&nbsp;", b"&#160;", b"&#xa0;", b"&#xA0;", "\u{a0}".as_bytes(), "\u{3000}".as_bytes()];

/// The part of a text between its blanks; `None` where there is nothing else.
/// With `keep_blanks` only white space counts as blank.
fn visible(source: &[u8], text: &Range<usize>, keep_blanks: bool) -> Option<Range<usize>> {
    let (mut start, mut end) = (text.start, text.end);
    let blanks = if keep_blanks { &[] } else { BLANKS };
    'front: while start < end {
        let rest = source.get(start..end)?;
        if rest.first()?.is_ascii_whitespace() {
            start += 1;
            continue;
        }
        for blank in blanks {
            if rest.starts_with(blank) {
                start += blank.len();
                continue 'front;
            }
        }
        break;
    }
    'back: while start < end {
        let rest = source.get(start..end)?;
        if rest.last()?.is_ascii_whitespace() {
            end -= 1;
            continue;
        }
        for blank in blanks {
            if rest.ends_with(blank) {
                end -= blank.len();
                continue 'back;
            }
        }
        break;
    }
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(html: &str, figures: &[(usize, i64)]) -> String {
        let figures: Vec<_> = figures.iter().map(|(cell, to)| (*cell, Number::whole(*to))).collect();
        String::from_utf8(replace(html.as_bytes(), &figures).unwrap()).unwrap()
    }

    #[test]
    fn only_the_text_of_the_cell_changes() {
        for (before, after) in [
            ("<table><tr><td>a<td class='x'> 8 <td>9", "<table><tr><td>a<td class='x'> 3 <td>9"),
            (
                "<TABLE><TR><TD>a</TD><TH><P><SPAN>8</SPAN></P></TH>",
                "<TABLE><TR><TD>a</TD><TH><P><SPAN>3</SPAN></P></TH>",
            ),
            ("<td>a</td><td><p>1</p><p>8</p></td>", "<td>a</td><td><p>3</p><p></p></td>"),
            ("<td>a</td><td><p>&nbsp;8&nbsp;&nbsp;</p></td>", "<td>a</td><td><p>&nbsp;3&nbsp;&nbsp;</p></td>"),
            ("<td>a</td><td><p>&nbsp;</p></td>", "<td>a</td><td><p>3</p></td>"),
            ("<td>a</td><td><p><span></span></p></td>", "<td>a</td><td><p><span>3</span></p></td>"),
            ("<td>a</td><td></td>", "<td>a</td><td>3</td>"),
            (
                "<!-- <td> --><script>'<td>'</script><td>a<td>8<!-- <td>7 --></td>",
                "<!-- <td> --><script>'<td>'</script><td>a<td>3<!-- <td>7 --></td>",
            ),
            ("<td title='a > b'>a</td><td title=\"<td>\">8", "<td title='a > b'>a</td><td title=\"<td>\">3"),
        ] {
            assert_eq!(replaced(before, &[(1, 3)]), after);
        }
    }

    #[test]
    fn a_nested_table_is_counted_and_left_alone() {
        let html = "<table><tr><td>a<table><tr><td>7</td></tr></table>b</td><td>8</td></tr></table>";
        assert_eq!(replaced(html, &[(2, 3)]), html.replace('8', "3"));
        assert_eq!(replaced(html, &[(1, 3)]), html.replace('7', "3"));
    }

    #[test]
    fn a_cell_that_is_not_there_is_refused() {
        assert_eq!(replace(b"<td>1</td>", &[(1, Number::whole(3))]), None);
        assert_eq!(replace(b"", &[(0, Number::whole(3))]), None);
    }

    #[test]
    fn hostile_sources_end() {
        for source in [
            "<",
            "<t",
            "<td",
            "<!--",
            "<td><!--",
            "<script>",
            "<td title='",
            "</",
            "<td></t",
            "<table></table></table>",
        ] {
            let _ = replace(source.as_bytes(), &[(0, Number::whole(1))]);
        }
    }
}
