//! Lists of words, each list as one text. A table of `&str` holds an address and a
//! length beside every word: with some two thousand words that was a fortieth of
//! what a browser loads, as no compression foresees addresses. And a loop over a
//! table, copied to every place that looks for its words, was as much again.

/// Words in an order that may matter, separated by single spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(pub &'static str);

impl Words {
    /// The words one by one.
    pub fn iter(self) -> Iter {
        Iter { rest: Some(self.0) }
    }

    /// Whether this is one of the words.
    pub fn contains(self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }

    /// Whether one of the words stands in a text.
    pub fn any_in(self, text: &str) -> bool {
        self.iter().any(|word| text.contains(word))
    }

    /// The first of the words that a text starts with.
    pub fn starting(self, text: &str) -> Option<&'static str> {
        self.iter().find(|word| text.starts_with(word))
    }

    /// The first of the words that a text ends in.
    pub fn ending(self, text: &str) -> Option<&'static str> {
        self.iter().find(|word| text.ends_with(word))
    }
}

impl IntoIterator for Words {
    type Item = &'static str;
    type IntoIter = Iter;

    fn into_iter(self) -> Iter {
        self.iter()
    }
}

/// The words that are left of a list.
#[derive(Debug, Clone)]
pub struct Iter {
    rest: Option<&'static str>,
}

impl Iterator for Iter {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let rest = self.rest?;
        // From character to character: most have three bytes, and a word few of them.
        let mut end = 0;
        while let Some(&byte) = rest.as_bytes().get(end).filter(|byte| **byte != b' ') {
            end += match byte {
                0..0x80 => 1,
                0x80..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            };
        }
        self.rest = rest.get(end + 1..);
        rest.get(..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_between_spaces() {
        let words = Words("上年 去年 年");
        assert_eq!(words.iter().collect::<Vec<_>>(), ["上年", "去年", "年"]);
        assert!(words.contains("年") && !words.contains("上"));
        assert!(words.any_in("较去年同期") && !words.any_in("本月"));
        assert_eq!((words.starting("去年末"), words.ending("去年")), (Some("去年"), Some("去年")));
        assert_eq!((words.starting("本年"), words.ending("本年")), (None, Some("年")));
    }
}
