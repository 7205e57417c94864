//! The figures of a passage, each with what it counts and of whom.

use super::super::passage::Passage;
use super::decide::{Around, Topic, respective};
use super::lexicon::Word;
use super::quantity::{Quantity, Subject};
use super::scope::{Body, Scope};
use super::token::{Figure, Kind, Mark, Token, Unit};
use std::collections::VecDeque;
use std::ops::Range;

/// A figure of the running text.
#[derive(Debug, Clone)]
pub struct Mention {
    /// The number and its unit.
    pub figure: Figure,
    /// What it counts, where the words tell.
    pub quantity: Option<Quantity>,
    /// What the text speaks of there.
    pub topic: Topic,
    /// Of whom it speaks.
    pub scope: Scope,
    /// Whether 共, 共计 stands before it.
    pub is_total: bool,
    /// Whether it is a difference or stands in a comparison.
    pub is_compared: bool,
    /// The words of its clause before it.
    pub lead: Vec<Word>,
    /// Index of its token.
    pub token: usize,
    /// Characters of the passage: from the first word that tells to the unit.
    pub range: Range<usize>,
}

/// Longest passage that is quoted before a figure.
const LONGEST_QUOTE: usize = 28;
/// What may stand between a verb and its figure without naming anything.
const CONNECTING: &str = "的有了为共计数量件达到至在年度内已并约近超余：“”下继续办理者";
/// Words further behind a figure than this belong to something else.
const WIDEST_TRAIL: usize = 4;
/// Words and figures that 分别 can join.
const LONGEST_LIST: usize = 16;
/// A clause as short as this goes on with what the clause before named:
/// `…申请，共计 12 件`.
const SHORTEST_CLAUSE: usize = 6;

/// Walks over the tokens of a passage and keeps what they say of the figures
/// to come.
#[derive(Debug)]
pub struct Walker<'a> {
    passage: &'a Passage,
    tokens: &'a [Token],
    body: &'a Body,
    year: Option<u16>,
    topic: Topic,
    sentence: Sentence,
    /// Whether the passage has spoken of disclosure: 行政复议 alone may be any.
    speaks_of_disclosure: bool,
    /// The words of the clause so far, and where the clause starts.
    lead: Vec<Word>,
    clause_start: usize,
    /// Whether the clause has held a figure already.
    after_figure: bool,
    /// The words of the clause before, where it held no figure.
    before: Vec<Word>,
    /// What 分别 says of the figures to come.
    respective: VecDeque<Option<Quantity>>,
}

/// What holds at a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// What the text speaks of.
    pub topic: Topic,
    /// Of whom it speaks.
    pub scope: Scope,
}

/// What holds until the sentence ends.
#[derive(Debug)]
struct Sentence {
    is_plan: bool,
    other_year: bool,
    scope: Scope,
}

impl Default for Sentence {
    fn default() -> Self {
        Sentence { is_plan: false, other_year: false, scope: Scope::Body }
    }
}

impl<'a> Walker<'a> {
    /// A walker at the start of a passage.
    pub fn new(passage: &'a Passage, tokens: &'a [Token], body: &'a Body, year: Option<u16>, topic: Topic) -> Self {
        Walker {
            passage,
            tokens,
            body,
            year,
            topic,
            sentence: Sentence::default(),
            speaks_of_disclosure: topic == Topic::Applications,
            lead: Vec::new(),
            clause_start: 0,
            after_figure: false,
            before: Vec::new(),
            respective: VecDeque::new(),
        }
    }

    /// The mentions of the passage, and what holds at each of its tokens.
    pub fn walk(mut self) -> (Vec<Mention>, Vec<State>) {
        let (mut mentions, mut states) = (Vec::new(), Vec::with_capacity(self.tokens.len()));
        self.start_clause(0);
        for (index, token) in self.tokens.iter().enumerate() {
            let scope = self.scope_of(None);
            match token.kind {
                Kind::Word(word) => self.word(word, index, token),
                Kind::Year(year) => self.year(year),
                Kind::Mark(mark) => self.mark(mark, token.range.end),
                Kind::Figure(figure) => {
                    mentions.push(self.mention(figure, index, token));
                    self.lead.clear();
                    self.before.clear();
                    self.start_clause(token.range.end);
                    self.after_figure = true;
                }
            }
            // A mark ends what held before it, and still belongs to it.
            let is_mark = matches!(token.kind, Kind::Mark(_));
            let scope = if is_mark { scope } else { self.scope_of(None) };
            states.push(State { topic: self.topic, scope });
        }
        (mentions, states)
    }

    fn start_clause(&mut self, at: usize) {
        self.clause_start = at;
        self.after_figure = false;
        if let Some(scope) = self.body.named(self.passage, at) {
            self.sentence.scope = scope;
        }
    }

    fn word(&mut self, word: Word, index: usize, token: &Token) {
        self.topic = self.topic.after(word);
        if self.topic == Topic::Unknown && self.names_applications(word, index, token) {
            self.topic = Topic::Applications;
        }
        match word {
            Word::Application | Word::Disclosure => self.speaks_of_disclosure = true,
            Word::Plan => self.sentence.is_plan = true,
            Word::ManyYears | Word::OtherYear => self.sentence.other_year = true,
            Word::ThisYear => self.sentence.other_year = false,
            Word::Territory => self.sentence.scope = self.body.territory(),
            Word::Office => self.sentence.scope = self.body.office(),
            Word::Subordinates => self.sentence.scope = Scope::Narrower,
            Word::Respectively => self.foresee(index),
            Word::AmongThem => self.start_named(token.range.end),
            _ => {}
        }
        self.lead.push(word);
    }

    /// 收到申请, 办结申请: where nothing else is spoken of, these are the ones that
    /// the report is about; 收到救助申请 are not.
    fn names_applications(&self, word: Word, index: usize, token: &Token) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        let is_step = before.is_some_and(|before| {
            let between = self.passage.text(before.range.end..token.range.start);
            ["", "各类", "的", "了"].contains(&between.as_str())
                && matches!(
                    before.kind,
                    Kind::Word(Word::Receive | Word::ReceiveNew | Word::Handle | Word::Conclude | Word::Reply)
                )
        });
        is_step && matches!(word, Word::AnyApplication | Word::Channel)
    }

    fn start_named(&mut self, at: usize) {
        if let Some(scope) = self.body.named(self.passage, at) {
            self.sentence.scope = scope;
        }
    }

    fn year(&mut self, year: i64) {
        let carried = self.lead.iter().any(|word| matches!(word, Word::Carry | Word::CarryIn | Word::CarryOut));
        if !carried {
            self.sentence.other_year = self.year.map(i64::from) != Some(year);
        }
    }

    fn mark(&mut self, mark: Mark, end: usize) {
        match mark {
            Mark::Pause | Mark::Open | Mark::Close => {
                if self.lead.is_empty() {
                    self.start_clause(end);
                }
                return;
            }
            Mark::Stop | Mark::Semicolon => {
                self.before.clear();
                self.respective.clear();
                if mark == Mark::Stop {
                    self.sentence = Sentence::default();
                }
                self.lead.clear();
            }
            Mark::Comma | Mark::Colon => {
                let words = std::mem::take(&mut self.lead);
                if !words.is_empty() && !self.after_figure {
                    self.before = words;
                }
            }
        }
        self.start_clause(end);
    }

    /// 分别: what the figures ahead count, one by one.
    fn foresee(&mut self, index: usize) {
        let named = self.before.len() + self.lead.len();
        let words: Vec<Word> =
            self.before.iter().chain(&self.lead).skip(named.saturating_sub(LONGEST_LIST)).copied().collect();
        let mut figures = 0;
        for token in self.tokens.iter().skip(index + 1).take(4 * LONGEST_LIST) {
            match token.kind {
                Kind::Figure(_) => figures += 1,
                Kind::Mark(Mark::Pause | Mark::Comma) | Kind::Year(_) => {}
                Kind::Word(_) if figures == 0 => {}
                Kind::Word(_) | Kind::Mark(_) => break,
            }
        }
        let quantities = respective(&words, self.topic, figures);
        self.respective = match quantities {
            Some(quantities) => quantities.into_iter().map(Some).collect(),
            None => std::iter::repeat_n(None, figures).collect(),
        };
    }

    fn mention(&mut self, figure: Figure, index: usize, token: &Token) -> Mention {
        let goes_on = token.range.start.saturating_sub(self.clause_start) <= SHORTEST_CLAUSE
            && self.lead.iter().all(|word| matches!(word, Word::Total | Word::ThisYear | Word::Each));
        let mut lead = std::mem::take(&mut self.lead);
        if goes_on {
            lead.splice(0..0, self.before.iter().copied());
        }
        let trail = self.trail(index);
        let quantity = match self.respective.pop_front() {
            Some(foreseen) => foreseen,
            None if is_proverbial(self.passage, figure, &token.range) => None,
            None => self
                .quantity(figure, &lead, &trail)
                .filter(|found| !(self.has_share(index) && is_of_all(found)))
                .filter(|_| !self.counts_something_else(index, token.range.start, &lead, &trail)),
        };
        let is_compared =
            lead.iter().any(|word| matches!(word, Word::Compare | Word::More | Word::Less | Word::OtherYear));
        let start = self.quote_start(index, token.range.start, goes_on);
        Mention {
            figure,
            topic: self.topic,
            scope: self.scope_of(quantity.as_ref()),
            quantity,
            is_total: lead.contains(&Word::Total),
            is_compared,
            lead,
            token: index,
            range: start..token.range.end,
        }
    }

    fn quantity(&self, figure: Figure, lead: &[Word], trail: &[Word]) -> Option<Quantity> {
        let found = Around { lead, trail, topic: self.topic }.quantity()?;
        if lead.contains(&Word::Each) && matches!(found, Quantity::Review(Subject::Both, _)) {
            return None;
        }
        let any_review = matches!(found, Quantity::Review(..))
            && !self.speaks_of_disclosure
            && lead.iter().any(|word| matches!(word, Word::Receive | Word::Handle | Word::Conclude | Word::Decided));
        (!any_review && counts(&found, figure.unit, lead)).then_some(found)
    }

    /// Whether other words stand between a verb and its figure (废止文件 12 件,
    /// 办结投诉 3 件) while the words around name nothing that a table counts:
    /// then they name what is counted.
    fn counts_something_else(&self, index: usize, start: usize, lead: &[Word], trail: &[Word]) -> bool {
        let named = lead.iter().chain(trail).any(|word| {
            matches!(
                word,
                Word::Application
                    | Word::AnyApplication
                    | Word::Review(_)
                    | Word::Document(_)
                    | Word::Result(_)
                    | Word::Applicant(_)
                    | Word::Outcome(_)
                    | Word::Channel
            )
        });
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        let from = before.map_or(self.clause_start, |before| before.range.end.max(self.clause_start));
        let between = self.passage.text(from..start);
        !named && between.chars().any(|char| !CONNECTING.contains(char))
    }

    /// 办理申请312件，占41.7%: a part of all, whatever verb stands there.
    fn has_share(&self, index: usize) -> bool {
        let behind = self.tokens.get(index + 1..).unwrap_or_default().iter().take(3);
        let mut words = behind.filter(|token| !matches!(token.kind, Kind::Mark(Mark::Comma | Mark::Open)));
        words.next().is_some_and(|token| token.kind == Kind::Word(Word::Share))
    }

    fn scope_of(&self, quantity: Option<&Quantity>) -> Scope {
        let carried = matches!(quantity, Some(Quantity::CarriedIn | Quantity::CarriedOut | Quantity::Carried));
        if self.sentence.is_plan || self.sentence.other_year && !carried {
            return Scope::Elsewhere;
        }
        self.sentence.scope
    }

    /// The words behind a figure, up to the next mark or figure.
    fn trail(&self, index: usize) -> Vec<Word> {
        let from = self.tokens.get(index..).unwrap_or_default().iter();
        let pairs = from.clone().zip(from.skip(1));
        pairs
            .map_while(|(before, token)| match token.kind {
                Kind::Word(word) if token.range.start - before.range.end <= WIDEST_TRAIL => Some(word),
                _ => None,
            })
            .collect()
    }

    /// Where the quotation of a figure starts: its clause, without what goes
    /// before the first word that tells.
    fn quote_start(&self, index: usize, figure: usize, goes_on: bool) -> usize {
        let clause = if goes_on { 0 } else { self.clause_start };
        let earliest = clause.max(figure.saturating_sub(LONGEST_QUOTE));
        let before = self.tokens.get(..index).unwrap_or_default().iter().rev();
        before
            .take_while(|token| token.range.start >= earliest)
            .filter(|token| matches!(token.kind, Kind::Word(_)))
            .last()
            .map_or(figure, |token| token.range.start)
    }
}

/// Whether a quantity is all applications rather than some of them.
fn is_of_all(quantity: &Quantity) -> bool {
    matches!(
        quantity,
        Quantity::Received
            | Quantity::ReceivedNew
            | Quantity::Handled
            | Quantity::Concluded
            | Quantity::Replied
            | Quantity::Applications
    )
}

/// Whether a quantity is counted in a unit: 制度 3 项 and 培训 2 次 are no
/// applications.
fn counts(quantity: &Quantity, unit: Unit, lead: &[Word]) -> bool {
    let Unit::Count(unit) = unit else {
        return unit == Unit::Yuan && matches!(quantity, Quantity::Document("fees", _));
    };
    let received = lead.iter().any(|word| matches!(word, Word::Receive | Word::ReceiveNew));
    match quantity {
        Quantity::Document("fees", _) => false,
        Quantity::Document(..) => "件份个条宗起".contains(unit),
        Quantity::Review(..) => "件起宗例次份".contains(unit),
        _ => "件条份宗起封例笔".contains(unit) || received && "次项".contains(unit),
    }
}

/// 收到一件、登记一件、办理一件: each one, not one.
fn is_proverbial(passage: &Passage, figure: Figure, range: &Range<usize>) -> bool {
    let Unit::Count(unit) = figure.unit else { return false };
    let again = format!("一{unit}");
    let around = [range.start.saturating_sub(8)..range.start, range.end..range.end + 8];
    figure.numeral.is_chinese
        && figure.numeral.whole() == Some(1)
        && around
            .into_iter()
            .any(|range| passage.text(range.start..range.end.min(passage.chars.len())).contains(&again))
}
