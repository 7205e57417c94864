//! The figures of a passage, each with what it counts and of whom.

use super::super::passage::Passage;
use super::decide::{Around, Topic};
use super::lexicon::Word;
use super::quantity::{Quantity, Subject};
use super::scope::Scope;
use super::token::{Figure, Kind, Mark, Token, Unit};
use super::walker::Walker;
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
const CONNECTING: &str =
    "的有了为共计数量件达到至在年度内已并约近超余：“”下继续办理者是总案情形况类项宗起各皆均也其，书";
/// The like, in more than one character.
const FILLING: &[&str] =
    &["提交", "提出", "方式", "形式", "途径", "当中", "属于", "处理决定", "决定", "总额", "金额", "总数", "总量"];
/// Words further behind a figure than this belong to something else.
pub(super) const WIDEST_TRAIL: usize = 4;
/// What says how and when something was done, and nothing of what.
const ADVERBIAL: &str = "规定 法定 要求 工作日 时间 时限 期限 期 内 依法 依规 按照 按时 按期 及时 全部 已经 我局 我办 书面 形式 予以 进行 作出 做出 继续 同时 均 已 并 都 在 的 由 以 按 向 了 照";
/// A clause as short as this goes on with what the clause before named:
/// `…申请，共计 12 件`.
const SHORTEST_CLAUSE: usize = 6;

impl Walker<'_> {
    /// The figure of a token with what it counts.
    pub(super) fn mention(&mut self, figure: Figure, index: usize, token: &Token) -> Mention {
        // 收到申请，共计 12 件: 共计 goes on with what the clause before named.
        let goes_on = token.range.start.saturating_sub(self.clause_start) <= SHORTEST_CLAUSE
            && self.lead.contains(&Word::Total)
            && self.lead.iter().all(|word| matches!(word, Word::Total | Word::ThisYear | Word::Each));
        let mut lead = std::mem::take(&mut self.lead);
        if goes_on {
            lead.splice(0..0, self.before.iter().copied());
        }
        // 公示行政许可 5 件、行政处罚 3 件: the verb governs both.
        if let Some(verb) = self.governing.filter(|verb| !lead.contains(verb)) {
            lead.insert(0, verb);
        }
        self.governing = lead.iter().copied().find(|word| matches!(word, Word::Publish | Word::PutOut));
        let trail = self.trail(index);
        let quantity = match self.respective.pop_front() {
            Some(foreseen) => foreseen,
            None if is_proverbial(self.passage, figure, &token.range) => None,
            None => self
                .quantity(figure, index, &lead, &trail)
                .filter(|found| !(self.has_share(index) && is_of_all(found)))
                .filter(|found| self.is_counted(found, index, token.range.start, &lead, &trail))
                .filter(|found| self.list.is_none_or(|list| list.head.admits(found, names_applications(&lead, &trail))))
                .map(|found| if self.includes_carried(index) { found.with_carried() } else { found }),
        };
        // 予以公开 10 件，部分公开 4 件，不予公开 3 件: results of applications.
        if self.topic == Topic::Unknown && self.list.is_none() && matches!(quantity, Some(Quantity::Results(_))) {
            self.topic = Topic::Applications;
        }
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

    fn quantity(&self, figure: Figure, index: usize, lead: &[Word], trail: &[Word]) -> Option<Quantity> {
        let found = Around { lead, trail, topic: self.topic }.quantity()?;
        if lead.contains(&Word::Each) && matches!(found, Quantity::Review(Subject::Both, _)) {
            return None;
        }
        let any_review = matches!(found, Quantity::Review(..))
            && !self.speaks_of_disclosure
            && lead.iter().any(|word| matches!(word, Word::Receive | Word::Handle | Word::Conclude | Word::Decided));
        let place = self.tokens.get(index).map_or(0..0, |token| token.range.clone());
        let clause = self.passage.text(self.clause_start.min(place.start)..place.start);
        let decided = ["决定", "作出", "做出"].iter().any(|word| clause.contains(word));
        (!any_review && counts(&found, figure.unit, lead, self.is_alone(&place), decided)).then_some(found)
    }

    /// A number without a unit that ends its clause and is said to be a number:
    /// no place in a list, no telephone.
    fn is_alone(&self, place: &Range<usize>) -> bool {
        let before = place.start.checked_sub(1).and_then(|before| self.passage.char(before));
        let ends = self.passage.char(place.end).is_none_or(|next| "，。；）".contains(next));
        // A row of a table, 8 1 0 0 9, is no number of its own.
        let bytes = self.passage.bytes(place.clone()).len();
        let is_one = bytes == place.len() || self.passage.char(place.start) == Some('零');
        ends && is_one && before.is_some_and(|before| !"，。；、（）：".contains(before))
    }

    /// Whether nothing else stands between the word that names what is counted
    /// and the figure: 行政许可台账 10 条 counts registers, 办结投诉 3 件 complaints.
    fn is_counted(&self, found: &Quantity, index: usize, start: usize, lead: &[Word], trail: &[Word]) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        let from = before.map_or(self.clause_start, |before| before.range.end.max(self.clause_start));
        let is_filled = !is_connecting(&self.passage.text(from..start));
        let names = |words: &[Word]| words.iter().any(|word| word.names());
        if is_filled && (!names(trail) || names(lead)) {
            return false;
        }
        // 12件行政处罚典型案例: what follows the name goes on.
        let goes_on = matches!(found, Quantity::Document(..)) && !names(lead) && {
            let last = self.tokens.get(index + trail.len());
            let next = last.and_then(|last| self.passage.char(last.range.end));
            next.is_some_and(|next| !"，。；、：（）！".contains(next) && !CONNECTING.contains(next))
        };
        !goes_on
    }

    /// 13件（含上年结转1件）: the figure holds both.
    fn includes_carried(&self, index: usize) -> bool {
        let ahead = self.tokens.get(index + 1..).unwrap_or_default().iter().take(6);
        let mut words = ahead.take_while(|token| !matches!(token.kind, Kind::Figure(_) | Kind::Mark(Mark::Stop)));
        let opens = words.find(|token| {
            matches!(token.kind, Kind::Word(Word::AmongThem))
                || matches!(token.kind, Kind::Word(Word::Open))
                    && self.passage.text(token.range.clone()).ends_with(['含', '括'])
        });
        opens.is_some() && words.any(|token| token.kind == Kind::Word(Word::CarryIn))
    }

    /// 办理申请312件，占41.7%: a part of all, whatever verb stands there.
    fn has_share(&self, index: usize) -> bool {
        let behind = self.tokens.get(index + 1..).unwrap_or_default().iter().take(3);
        let mut words = behind.filter(|token| !matches!(token.kind, Kind::Mark(Mark::Comma | Mark::Open)));
        words.next().is_some_and(|token| token.kind == Kind::Word(Word::Share))
    }

    /// Of whom a figure of this quantity speaks here.
    pub(super) fn scope_of(&self, quantity: Option<&Quantity>) -> Scope {
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
                Kind::Word(word) if self.is_near(before.range.end..token.range.start) => Some(word),
                _ => None,
            })
            .collect()
    }

    /// Whether a word still tells of the figure before it: 5 件均在规定时间内回复.
    fn is_near(&self, gap: Range<usize>) -> bool {
        gap.len() <= WIDEST_TRAIL || {
            let gap = self.passage.text(gap);
            ADVERBIAL.split(' ').fold(gap, |rest, word| rest.replace(word, "")).is_empty()
        }
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

/// Whether what stands between a word and its figure names nothing else.
pub fn is_connecting(between: &str) -> bool {
    let rest = FILLING.iter().fold(between.to_owned(), |rest, word| rest.replace(word, ""));
    rest.chars().all(|char| CONNECTING.contains(char))
}

/// Whether the words name applications by themselves.
fn names_applications(lead: &[Word], trail: &[Word]) -> bool {
    let received = lead.iter().any(|word| {
        matches!(word, Word::Receive | Word::ReceiveNew | Word::Handle | Word::Conclude | Word::Reply | Word::CarryIn)
    });
    received && lead.iter().chain(trail).any(|word| matches!(word, Word::Application))
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
            | Quantity::WithCarried(_)
    )
}

/// Whether a quantity is counted in a unit: 制度 3 项 and 培训 2 次 are no
/// applications.
fn counts(quantity: &Quantity, unit: Unit, lead: &[Word], is_alone: bool, decided: bool) -> bool {
    let received = lead.iter().any(|word| matches!(word, Word::Receive | Word::ReceiveNew));
    match (quantity, unit) {
        (Quantity::Document("fees", _), unit) => unit == Unit::Yuan,
        (_, Unit::Percent | Unit::Yuan) => false,
        // 收到申请3，…; 申请数量为0。
        (_, Unit::None) => is_alone,
        // 规范性文件 and 行政许可 by 条 are items of information.
        (Quantity::Document("rules" | "normative_documents", _), Unit::Count(unit)) => "件份个部".contains(unit),
        (Quantity::Document(..), Unit::Count(unit)) => {
            "件份个宗起例".contains(unit) || decided && "项条次".contains(unit)
        }
        (Quantity::Review(..), Unit::Count(unit)) => "件起宗例次份".contains(unit),
        (_, Unit::Count(unit)) => "件条份宗起封例笔".contains(unit) || received && "次项个".contains(unit),
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
