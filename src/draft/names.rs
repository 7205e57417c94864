//! Names in addresses, made of labels: `用餐合计（人次）` → `用餐合计`.

/// Characters of the longest name.
const LONGEST: usize = 24;

/// The name that a label makes; another one where nothing of it can be a name.
pub(super) fn id(label: &str, otherwise: &str) -> String {
    let bare = bare(label);
    let name: String = bare.chars().filter(|letter| letter.is_alphanumeric() || *letter == '_').take(LONGEST).collect();
    // A number alone would be read as a number in a relation.
    if name.is_empty() || name.chars().all(|letter| letter.is_ascii_digit()) { otherwise.to_owned() } else { name }
}

/// Makes names differ: those of the groups before a name that is there twice, then a number behind it.
pub(super) fn distinct(names: &[(String, Vec<String>)]) -> Vec<String> {
    let is_once = |name: &String| names.iter().filter(|(other, _)| other == name).count() == 1;
    let mut given: Vec<String> = Vec::with_capacity(names.len());
    for (name, groups) in names {
        let wider = groups.iter().rev().map(|group| id(group, "")).find(|group| !group.is_empty());
        let wished = match wider {
            Some(group) if !is_once(name) => format!("{group}_{name}"),
            _ => name.clone(),
        };
        let free = |wished: &String| !given.contains(wished);
        let numbered = (2..).map(|number| format!("{wished}_{number}"));
        let name = std::iter::once(wished.clone()).chain(numbered).find(free);
        given.push(name.unwrap_or(wished));
    }
    given
}

/// A label without its numbering and what stands in brackets.
pub(super) fn bare(label: &str) -> String {
    let mut text = String::new();
    let mut depth = 0_usize;
    for letter in without_number(label).chars() {
        match letter {
            '(' | '（' | '[' | '〔' => depth += 1,
            ')' | '）' | ']' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !letter.is_whitespace() => text.push(letter),
            _ => {}
        }
    }
    text
}

/// How a label is numbered: the more, the deeper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Numbering {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1.
    Digit,
    /// 1.1
    DigitDotDigit,
    /// （1）
    DigitInBrackets,
}

/// The numbering that a label begins with.
pub(super) fn numbering(label: &str) -> Option<Numbering> {
    split_number(label).map(|(numbering, _)| numbering)
}

fn without_number(label: &str) -> &str {
    split_number(label).map_or(label, |(_, rest)| rest)
}

fn split_number(label: &str) -> Option<(Numbering, &str)> {
    let text = label.trim();
    let (is_bracketed, inner) = match text.strip_prefix(['(', '（']) {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let han = inner.trim_start_matches(|letter| "一二三四五六七八九十".contains(letter));
    let digits = inner.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let (is_han, rest) = if han.len() < inner.len() { (true, han) } else { (false, digits) };
    if rest.len() == inner.len() {
        return None;
    }
    // 1.1, 1.2: beneath 1.
    let deeper = rest.strip_prefix(['.', '．']).filter(|_| !is_han && !is_bracketed);
    let behind = deeper.map(|deeper| (deeper, deeper.trim_start_matches(|letter: char| letter.is_ascii_digit())));
    if let Some((_, behind)) = behind.filter(|(deeper, behind)| behind.len() < deeper.len()) {
        let behind = behind.trim_start_matches(['、', '.', '．', ' ']);
        return (!behind.is_empty()).then_some((Numbering::DigitDotDigit, behind));
    }
    let rest =
        if is_bracketed { rest.strip_prefix([')', '）'])? } else { rest.strip_prefix(['、', '.', '．', '，'])? };
    let numbering = match (is_han, is_bracketed) {
        (true, false) => Numbering::Han,
        (true, true) => Numbering::HanInBrackets,
        (false, false) => Numbering::Digit,
        (false, true) => Numbering::DigitInBrackets,
    };
    (!rest.trim().is_empty()).then_some((numbering, rest.trim()))
}
