//! Page numbers that stand within a table which runs to the end of its page.

use super::super::geometry::{Page, Text};
use super::furniture::{MARGIN, is_page_number};
use std::collections::HashMap;

/// Gap, in heights of the font, that ends a run of characters.
const GAP: f32 = 1.0;
/// Points within which runs of two pages stand at one place.
const SAME_PLACE: f32 = 4.0;

/// The pages without the dressed page numbers (`- 3 -`, `3/9`) that stand at one
/// place of at least two and half of them. A figure is never dressed so.
pub fn without(pages: &[Page]) -> Vec<Vec<&Text>> {
    let runs: Vec<Vec<Run<'_>>> = pages.iter().map(numbers).collect();
    let mut places: HashMap<(i32, i32), usize> = HashMap::new();
    for run in runs.iter().flatten() {
        *places.entry(run.place()).or_default() += 1;
    }
    let is_stamp =
        |run: &Run<'_>| places.get(&run.place()).is_some_and(|count| *count >= 2 && count * 2 >= pages.len());
    pages.iter().zip(&runs).map(|(page, runs)| without_runs(page, runs, &is_stamp)).collect()
}

fn without_runs<'a>(page: &'a Page, runs: &[Run<'_>], is_stamp: &impl Fn(&Run<'_>) -> bool) -> Vec<&'a Text> {
    let stamps: Vec<&Run<'_>> = runs.iter().filter(|run| is_stamp(run)).collect();
    let is_in = |at: usize| stamps.iter().any(|run| (run.first..run.first + run.texts.len()).contains(&at));
    page.texts.iter().enumerate().filter(|(at, _)| !is_in(*at)).map(|(_, text)| text).collect()
}

/// Characters that are drawn one behind the other.
struct Run<'a> {
    first: usize,
    texts: Vec<&'a Text>,
}

impl Run<'_> {
    fn goes_on(&self, text: &Text) -> bool {
        let Some(last) = self.texts.last() else { return true };
        let height = last.bounds.height().max(1.0);
        let gap = (text.bounds.left - last.bounds.right) / height;
        let is_same_line = (text.bounds.centre().1 - last.bounds.centre().1).abs() < 0.2 * height;
        is_same_line && (-0.5..=GAP).contains(&gap)
    }

    fn text(&self) -> String {
        self.texts.iter().map(|text| text.text.as_str()).collect()
    }

    /// Where its middle is, roughly.
    fn place(&self) -> (i32, i32) {
        let bounds = self.texts.iter().map(|text| text.bounds).reduce(|all, next| all.union(&next)).unwrap_or_default();
        let (x, y) = bounds.centre();
        ((x / SAME_PLACE).round() as i32, (y / SAME_PLACE).round() as i32)
    }
}

/// The runs at the top and the foot of a page that are dressed page numbers.
fn numbers(page: &Page) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for (at, text) in page.texts.iter().enumerate() {
        match runs.last_mut().filter(|run| run.goes_on(text)) {
            Some(run) => run.texts.push(text),
            None => runs.push(Run { first: at, texts: vec![text] }),
        }
    }
    let is_outer = |run: &Run<'_>| {
        let y = run.texts.first().map_or(page.height / 2.0, |text| text.bounds.centre().1);
        y < page.height * MARGIN || y > page.height * (1.0 - MARGIN)
    };
    runs.retain(|run| run.texts.len() < 24 && is_outer(run) && is_page_number(&run.text()));
    runs
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::draw;
    use super::*;

    fn page(number: &str, figure: &str) -> Page {
        let mut texts = draw("一、本年新收", 10.0, 780.0, 10.0);
        texts.extend(draw(number, 90.0, 782.0, 10.0));
        texts.extend(draw(figure, 150.0, 780.0, 10.0));
        Page { width: 200.0, height: 800.0, texts, ..Page::default() }
    }

    fn read(pages: &[Page]) -> Vec<String> {
        without(pages).iter().map(|texts| texts.iter().map(|text| text.text.as_str()).collect()).collect()
    }

    #[test]
    fn a_number_of_the_page_over_a_row_is_no_part_of_it() {
        assert_eq!(read(&[page("- 1 -", "7"), page("- 2 -", "3")]), ["一、本年新收7", "一、本年新收3"]);
    }

    #[test]
    fn figures_and_what_stands_on_one_page_alone_stay() {
        assert_eq!(read(&[page("1", "7"), page("2", "3")]), ["一、本年新收17", "一、本年新收23"]);
        assert_eq!(read(&[page("- 1 -", "7")]), ["一、本年新收- 1 -7"]);
    }
}
