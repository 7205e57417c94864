//! Selectors: element, class and id, descendants and children. Any other kind
//! of condition is noted as one that may hold.

/// What a selector asks elements for.
pub(in crate::html) trait Styled {
    /// Its name in lower case.
    fn name(&self) -> &str;
    /// Its `id`.
    fn id(&self) -> &str;
    /// Its `class`, with white space between.
    fn classes(&self) -> &str;
}

/// One selector of a list.
#[derive(Debug)]
pub(super) struct Selector {
    /// From the element itself outwards; each with how the next one relates.
    compounds: Vec<Compound>,
    /// Whether a condition was met that is not followed.
    pub(super) may_hold: bool,
    /// Ids, classes and names, one byte each.
    pub(super) specificity: u32,
}

#[derive(Debug, Default)]
struct Compound {
    name: String,
    id: String,
    classes: Vec<String>,
    /// Whether the next compound is its parent's, not any ancestor's.
    is_child: bool,
}

/// Bytes of an element's classes that one look takes in.
const BYTES_OF_A_LOOK: usize = 64;

/// Compounds of one selector that are followed.
const MOST_COMPOUNDS: usize = 8;

impl Selector {
    /// Reads one selector; `None` where it can match no element that is only
    /// looked at.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut selector = Selector { compounds: vec![Compound::default()], may_hold: false, specificity: 0 };
        let mut rest = text.trim();
        if rest.is_empty() {
            return None;
        }
        while let Some(mark) = rest.bytes().next() {
            let after = rest.get(1..).unwrap_or_default();
            rest = match mark {
                b'.' | b'#' => {
                    let (word, after) = word(after);
                    selector.specificity += if mark == b'.' { 0x100 } else { 0x1_0000 };
                    let compound = selector.compounds.last_mut()?;
                    if mark == b'.' {
                        compound.classes.push(word.to_owned())
                    } else {
                        word.clone_into(&mut compound.id)
                    }
                    after
                }
                b':' => {
                    let (name, after) = word(after.trim_start_matches(':'));
                    if is_of_another_moment(name) || rest.starts_with("::") {
                        return None;
                    }
                    if !matches!(name, "root" | "link" | "any-link" | "scope") {
                        selector.may_hold = true;
                    }
                    selector.specificity += 0x100;
                    without_brackets(after, b'(', b')')
                }
                b'[' => {
                    selector.may_hold = true;
                    selector.specificity += 0x100;
                    without_brackets(rest, b'[', b']')
                }
                b'*' => after,
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'>' | b'+' | b'~' => selector.combine(rest),
                _ => {
                    let (name, after) = word(rest);
                    if name.is_empty() {
                        return None;
                    }
                    selector.specificity += 1;
                    selector.compounds.last_mut()?.name = name.to_ascii_lowercase();
                    after
                }
            };
        }
        selector.compounds.reverse();
        selector.may_hold |= selector.compounds.len() > MOST_COMPOUNDS;
        selector.compounds.truncate(MOST_COMPOUNDS);
        Some(selector)
    }

    fn combine<'a>(&mut self, text: &'a str) -> &'a str {
        let rest = text.trim_start();
        let (is_child, rest) = match rest.bytes().next() {
            Some(b'>') => (true, rest.get(1..).unwrap_or_default()),
            Some(b'+' | b'~') => {
                // Siblings are not followed: what stands before them is passed over.
                self.may_hold = true;
                self.compounds.pop();
                (false, rest.get(1..).unwrap_or_default())
            }
            _ => (false, rest),
        };
        self.compounds.push(Compound { is_child, ..Compound::default() });
        rest.trim_start()
    }

    /// What an element must have to match, to look rules up by.
    pub(super) fn key(&self) -> &str {
        let Some(own) = self.compounds.first() else { return "" };
        let class = own.classes.first().map(String::as_str).filter(|_| own.id.is_empty());
        class.unwrap_or(if own.id.is_empty() { &own.name } else { &own.id })
    }

    /// The names, classes and ids that it speaks of.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.compounds.iter().flat_map(|compound| {
            [compound.name.as_str(), compound.id.as_str()]
                .into_iter()
                .chain(compound.classes.iter().map(String::as_str))
        })
    }

    /// Whether an element matches. `outer` gives an element's parent; each look
    /// at an element is charged, and no more is matched once that is refused.
    pub(super) fn matches<'a, T: Styled + 'a>(
        &self,
        element: &'a T,
        outer: &impl Fn(&'a T) -> Option<&'a T>,
        charge: &impl Fn(usize) -> bool,
    ) -> bool {
        matches(&self.compounds, element, outer, charge)
    }
}

fn matches<'a, T: Styled + 'a>(
    compounds: &[Compound],
    element: &'a T,
    outer: &impl Fn(&'a T) -> Option<&'a T>,
    charge: &impl Fn(usize) -> bool,
) -> bool {
    let Some((own, rest)) = compounds.split_first() else { return true };
    if !charge(own.looks(element)) || !own.fits(element) {
        return false;
    }
    if rest.is_empty() {
        return true;
    }
    let mut ancestor = outer(element);
    while let Some(found) = ancestor {
        if matches(rest, found, outer, charge) {
            return true;
        }
        if own.is_child || !charge(1) {
            return false;
        }
        ancestor = outer(found);
    }
    false
}

impl Compound {
    /// How often [`Compound::fits`] looks at the element, all in all.
    fn looks(&self, element: &impl Styled) -> usize {
        1 + self.classes.len() * element.classes().len() / BYTES_OF_A_LOOK
    }

    fn fits(&self, element: &impl Styled) -> bool {
        (self.name.is_empty() || self.name == element.name())
            && (self.id.is_empty() || self.id == element.id())
            && self.classes.iter().all(|class| element.classes().split_ascii_whitespace().any(|own| own == class))
    }
}

/// Pseudo-classes of what a person does, or of what is not the element itself.
fn is_of_another_moment(name: &str) -> bool {
    matches!(
        name,
        "hover"
            | "active"
            | "focus"
            | "focus-within"
            | "focus-visible"
            | "visited"
            | "target"
            | "before"
            | "after"
            | "first-letter"
            | "first-line"
            | "placeholder"
            | "selection"
    )
}

/// The word that a text begins with, and the rest.
fn word(text: &str) -> (&str, &str) {
    let end = text.find(|part: char| part.is_ascii() && !part.is_ascii_alphanumeric() && !matches!(part, '-' | '_'));
    text.split_at_checked(end.unwrap_or(text.len())).unwrap_or((text, ""))
}

/// The text behind the bracket that it begins with, if it does.
fn without_brackets(text: &str, opens: u8, closes: u8) -> &str {
    if text.bytes().next() != Some(opens) {
        return text;
    }
    let mut depth = 0usize;
    let end = text.bytes().position(|byte| {
        depth += usize::from(byte == opens);
        depth -= usize::from(byte == closes);
        depth == 0
    });
    end.and_then(|end| text.get(end + 1..)).unwrap_or_default()
}
