//! The page's own style sheets, as far as they can take text out of sight.

use super::Declared;
use super::declaration::{Declaration, declarations, parts};
use super::selector::{Selector, Styled};
use crate::Budget;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// At-rules within each other that are followed.
const MOST_NESTED: usize = 6;

/// What keeping a rule costs: a page may have as many as fit into 40 MB.
const STEPS: usize = 100;

/// What it costs to hold a selector against an element.
const STEPS_OF_A_LOOK: usize = 8;

/// The rules of a page that matter, to be looked up by what they ask for.
#[derive(Debug, Default)]
pub(in crate::html) struct Sheet {
    rules: Vec<Rule>,
    keys: HashMap<String, Vec<usize>>,
    /// The names, classes and ids that the rules speak of.
    words: HashSet<String>,
}

#[derive(Debug)]
struct Rule {
    selector: Selector,
    declarations: Rc<[Declaration]>,
}

impl Sheet {
    /// Adds the content of a `<style>` element.
    pub(in crate::html) fn add(&mut self, css: &str, budget: &Budget) {
        self.block(&without_comments(css), MOST_NESTED, budget);
    }

    /// Whether a rule speaks of elements of this name, class or id.
    pub(in crate::html) fn mentions(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether no rule of the page matters.
    pub(in crate::html) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Notes what the rules declare that may hide.
    pub(super) fn declare(&self, declared: &mut Declared) {
        self.rules.iter().filter(|rule| !rule.selector.may_hold).for_each(|rule| declared.all(&rule.declarations));
    }

    /// Leaves out what declares nothing in these slots.
    pub(super) fn keep(&mut self, slots: u32) {
        let matters = |found: &Declaration| found.slot.bit() & slots != 0;
        self.rules.retain(|rule| rule.declarations.iter().any(matters));
        for (at, rule) in self.rules.iter().enumerate() {
            self.keys.entry(rule.selector.key().to_owned()).or_default().push(at);
            self.words.extend(rule.selector.words().map(str::to_owned));
        }
    }

    /// The declarations for an element, the one that counts most last; with
    /// each whether it is important, how specific and where it stands.
    pub(super) fn of<'a, T: Styled + 'a>(
        &self,
        element: &'a T,
        outer: &impl Fn(&'a T) -> Option<&'a T>,
        budget: &Budget,
    ) -> Vec<Declaration> {
        let keys = [element.name(), element.id(), ""].into_iter().chain(element.classes().split_ascii_whitespace());
        let mut found: Vec<(u32, usize)> = Vec::new();
        let charge = |looks: usize| budget.steps(looks * STEPS_OF_A_LOOK).is_ok();
        let mut seen = "";
        for key in keys {
            // An element without an id asks for the rules without a key once.
            if key.is_empty() && std::mem::replace(&mut seen, "seen") == "seen" {
                continue;
            }
            for &at in self.keys.get(key).into_iter().flatten() {
                let Some(rule) = self.rules.get(at) else { continue };
                if rule.selector.matches(element, outer, &charge) {
                    found.push((rule.selector.specificity, at));
                } else if budget.is_spent() {
                    return Vec::new();
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        let declared = found.iter().filter_map(|(_, at)| self.rules.get(*at));
        // What may hold is taken to hold where it shows, and not where it hides.
        let certain = |rule: &&Rule, found: &Declaration| !(rule.selector.may_hold && found.is_notable());
        declared.flat_map(|rule| rule.declarations.iter().filter(move |found| certain(&rule, found)).copied()).collect()
    }

    /// Reads rules and at-rules until the text ends.
    fn block(&mut self, css: &str, depth: usize, budget: &Budget) {
        let mut rest = css;
        while let Some((head, body, after)) = next_block(rest) {
            rest = after;
            // A statement without a block (`@import`) ends before the rule.
            let head = parts(head, b';').last().unwrap_or_default().trim();
            match head.strip_prefix('@') {
                None => self.rule(head, body, budget),
                Some(at_rule) if depth > 0 && is_followed(at_rule) => self.block(body, depth - 1, budget),
                Some(_) => {}
            }
        }
    }

    fn rule(&mut self, selectors: &str, body: &str, budget: &Budget) {
        let found: Rc<[Declaration]> = declarations(body).into();
        if found.is_empty() {
            return;
        }
        for selector in parts(selectors, b',').filter_map(Selector::parse) {
            if budget.steps(STEPS).is_err() {
                return;
            }
            self.rules.push(Rule { selector, declarations: found.clone() });
        }
    }
}

/// Splits off a block in braces: what stands before it, in it, and behind it.
fn next_block(css: &str) -> Option<(&str, &str, &str)> {
    let open = css.find('{')?;
    let mut depth = 0usize;
    let close = css.bytes().enumerate().skip(open).find_map(|(at, byte)| {
        depth += usize::from(byte == b'{');
        depth -= usize::from(byte == b'}');
        (depth == 0).then_some(at)
    });
    let close = close.unwrap_or(css.len());
    Some((css.get(..open)?, css.get(open + 1..close)?, css.get(close + 1..).unwrap_or_default()))
}

/// Whether the rules in an at-rule hold on a screen that is not narrow.
fn is_followed(at_rule: &str) -> bool {
    let (name, condition) =
        at_rule.split_at_checked(at_rule.find([' ', '(']).unwrap_or(at_rule.len())).unwrap_or_default();
    match name {
        "media" => is_screen(condition),
        "layer" | "scope" => true,
        "supports" => !condition.trim_start().starts_with("not"),
        _ => false,
    }
}

/// Whether a list of media queries holds on an ordinary screen.
pub(in crate::html) fn is_screen(media: &str) -> bool {
    let media = media.trim().to_ascii_lowercase();
    let holds = |query: &str| {
        let mut words = query.split([' ', '(', ')', ':']).filter(|word| !word.is_empty());
        let refused = |word: &str| {
            matches!(word, "print" | "speech" | "not" | "dark" | "portrait")
                || word.starts_with("max-")
                || word.starts_with('<')
                || word == "prefers-reduced-motion"
        };
        !words.any(refused)
    };
    media.is_empty() || media.split(',').any(holds)
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        kept.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    // HTML's comment marks may stand around a sheet of the nineties, and of Word.
    if kept.contains("<!--") { kept.replace("<!--", " ").replace("-->", " ") } else { kept }
}
