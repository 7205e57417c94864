//! Texts of cells whose runs look different: what is struck through, white or
//! the mark of a note is not read.

use crate::Unseen;
use crate::office::mark::{self, Mark, Rise};
use std::rc::Rc;

/// How a run looks that does not look as its cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Struck through, or too small to be read.
    pub is_struck: bool,
    /// White: not seen where nothing is filled in behind it.
    pub is_white: bool,
    pub rise: Rise,
}

/// A run of a text.
#[derive(Debug)]
pub struct Run {
    pub text: String,
    /// How it looks; none where that is as its cell.
    pub look: Option<Look>,
}

/// The text of cells. Many cells may share it, so it is never copied.
#[derive(Debug, Clone)]
pub enum Text {
    /// All of it looks as its cell.
    Plain(Rc<str>),
    /// As it is seen.
    Rich(Rc<Rich>),
}

/// A text of which not all is seen.
#[derive(Debug)]
pub struct Rich {
    /// What is seen, by whether the cell's own look hides it and whether the cell is
    /// filled.
    shown: [Rc<str>; 4],
    /// What is to be said where nothing of it is seen.
    unseen: Option<Unseen>,
}

impl Text {
    /// The text of these runs.
    pub fn of(runs: &[Run]) -> Self {
        if runs.iter().all(|run| run.look.is_none_or(|look| look == Look::default())) {
            let all = runs.iter().map(|run| run.text.as_str()).collect::<String>();
            if runs.iter().all(|run| run.look.is_none()) {
                return Text::Plain(plain(&all));
            }
        }
        let shown = [(false, false), (false, true), (true, false), (true, true)]
            .map(|(hidden, filled)| seen(runs, hidden, filled));
        let is_struck = runs.iter().any(|run| run.look.is_some_and(|look| look.is_struck));
        let unseen = runs.iter().find_map(|run| Unseen::of(&run.text, is_struck));
        Text::Rich(Rc::new(Rich { shown, unseen }))
    }

    /// What is seen of it in a cell.
    pub fn shown(&self, is_hidden: bool, is_filled: bool) -> Rc<str> {
        match (self, is_hidden, is_filled) {
            (Text::Plain(text), false, _) => text.clone(),
            (Text::Plain(_), true, _) => Rc::from(""),
            (Text::Rich(rich), ..) => {
                let [shown, filled, hidden, hidden_filled] = &rich.shown;
                match (is_hidden, is_filled) {
                    (false, false) => shown,
                    (false, true) => filled,
                    (true, false) => hidden,
                    (true, true) => hidden_filled,
                }
                .clone()
            }
        }
    }
}

impl Text {
    /// What is to be said where nothing of it is seen; `is_struck` is how its cell looks.
    pub fn unseen(&self, is_struck: bool) -> Option<Unseen> {
        match self {
            Text::Plain(text) => Unseen::of(text, is_struck),
            Text::Rich(rich) => rich.unseen.map(|by| if is_struck { Unseen::Struck } else { by }),
        }
    }
}

/// A text without what is not seen at its ends.
pub fn plain(text: &str) -> Rc<str> {
    let text = text.trim();
    if text.contains('\r') { text.replace('\r', "").into() } else { text.into() }
}

fn seen(runs: &[Run], is_hidden: bool, is_filled: bool) -> Rc<str> {
    let (mut text, mut marks) = (String::new(), String::new());
    for run in runs {
        let look = match run.look {
            None if is_hidden => continue,
            None => Look::default(),
            Some(look) if look.is_struck || (look.is_white && !is_filled) => continue,
            Some(look) => look,
        };
        match look.rise {
            Rise::None => text.push_str(&run.text),
            rise => match mark::mark(&text, &run.text, rise) {
                Mark::Note => marks.push_str(&run.text),
                Mark::Exponent(exponent) => text.push(exponent),
                Mark::Text => text.push_str(&run.text),
            },
        }
    }
    plain(if text.trim().is_empty() { &marks } else { &text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(runs: &[(&str, Option<Look>)]) -> Text {
        let run = |(text, look): &(&str, Option<Look>)| Run { text: (*text).to_owned(), look: *look };
        Text::of(&runs.iter().map(run).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_struck_white_or_a_mark_is_not_read() {
        let struck = Some(Look { is_struck: true, ..Look::default() });
        let above = Some(Look { rise: Rise::Above, ..Look::default() });
        let white = Some(Look { is_white: true, ..Look::default() });
        let other = Some(Look::default());
        assert_eq!(&*text(&[("24", None), ("1", above)]).shown(false, false), "24");
        assert_eq!(&*text(&[("25", struck), ("24", other)]).shown(false, false), "24");
        assert_eq!(&*text(&[("7", white), ("24", None)]).shown(false, false), "24");
        assert_eq!(&*text(&[("7", white), ("24", None)]).shown(false, true), "724");
        assert_eq!(&*text(&[("24", above)]).shown(false, false), "24");
        assert_eq!(&*text(&[("25", None), ("24", other)]).shown(true, false), "24");
        assert_eq!(&*text(&[(" 24\r\n", None)]).shown(true, false), "");
    }
}
