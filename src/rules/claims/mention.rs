//! The figures of a passage, each with what it counts and of whom.

use super::super::passage::Passage;
use super::decide::{Around, Topic};
use super::followed::bought;
use super::lexicon::Word;
use super::list::Head;
use super::plain::{ADVERBIAL, has_other_cause, is_plain};
use super::quantity::{Count, Quantity, Subject};
use super::scope::Scope;
use super::token::{Figure, Kind, Mark, Token, Unit};
use super::walker::Walker;
use crate::words::Words;
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
    "的有了仅只为共计数量件达到至在年度内已并约近超余剩：“”下继续办理者是总案情形况类项宗起各皆均也其，书";
/// The like, in more than one character.
const FILLING: Words =
    Words("提交 提出 方式 形式 途径 当中 属于 实施次数 次数 处理决定 决定 发生 产生 总额 金额 总数 总量");
/// Words further behind a figure than this belong to something else.
pub(super) const WIDEST_TRAIL: usize = 4;
/// Instances of litigation.
const INSTANCES: Words = Words("一审 二审 再审 终审 上诉");
/// What begins to say what was done with all that a figure counts.
const DONE: Words = Words("已 均 全部 都");
/// Characters before a fee within which it may be called one of trade.
const LONGEST_SENTENCE: usize = 60;
/// What says that a fee was charged, and what is no fee of the table.
const CHARGING: Words = Words("收费 收取 征收 收缴");
const NO_FEES: Words = Words("信息处理费 减免 免收 免征 退 税 罚 出让 较 比 增 减 其中 经营 押金 保证金 拆迁 补偿款");
/// A clause as short as this goes on with what the clause before named:
/// `…申请，共计 12 件`.
const SHORTEST_CLAUSE: usize = 6;

impl Walker<'_> {
    /// The figure of a token with what it counts.
    pub(super) fn mention(&mut self, figure: Figure, index: usize, token: &Token) -> Mention {
        // 收到申请，共计 12 件: 共计 goes on with what the clause before named.
        let clause = self.passage.text(self.clause_start.min(token.range.start)..token.range.start);
        let goes_on = token.range.start.saturating_sub(self.clause_start) <= SHORTEST_CLAUSE
            && (self.lead.contains(&Word::Total) || clause == "计")
            && self.lead.iter().all(|word| matches!(word, Word::Total | Word::ThisYear | Word::Each));
        let mut lead = std::mem::take(&mut self.lead);
        // 不予处理占8.6%（3件）: the share and the count are of one thing.
        if lead.is_empty() && self.restates_share(index) {
            lead = std::mem::take(&mut self.shared);
        }
        if figure.unit == Unit::Percent {
            self.shared = lead.iter().copied().filter(|word| *word != Word::Share).collect();
        }
        if goes_on {
            lead.splice(0..0, self.before.iter().copied());
        }
        // 公示行政许可 5 件、行政处罚 3 件: the verb governs both.
        if let Some(verb) = self.governing.filter(|verb| !lead.contains(verb)) {
            lead.insert(0, verb);
        }
        // 公示行政许可 5 件，行政处罚 3 件: and so it does behind a comma.
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        let starts = before.is_some_and(|before| before.range.start == self.clause_start);
        if let (Some(verb), [Word::Document("licensing" | "penalties" | "coercion")]) =
            (self.governs_on, lead.as_slice())
            && starts
        {
            lead.insert(0, verb);
        }
        if self.names_rest(&clause) {
            lead.push(Word::Outcome("rest"));
        }
        // 发布信息 352 条，办理许可 19 件，行政处罚 1 件: another verb takes over.
        let mut verbs =
            lead.iter().filter(|word| matches!(word, Word::Handle | Word::Conclude | Word::Publish | Word::PutOut));
        let works = verbs.next().is_some_and(|verb| matches!(verb, Word::Handle | Word::Conclude));
        let verb = lead.iter().copied().find(|word| matches!(word, Word::Publish | Word::PutOut));
        self.governing = verb.filter(|_| !works);
        self.governs_on = self.governs_on.filter(|_| !works);
        let mut trail = self.trail(index);
        // 仍在执行的4件已重新公布: what was done with all of them.
        if lead.iter().any(|word| matches!(word, Word::Turnover(_))) && self.passage.any_at(token.range.end, DONE) {
            trail.clear();
        }
        self.stray(figure, index, &lead, &trail);
        let quantity = match self.respective.pop_front() {
            Some(foreseen) => foreseen,
            None if is_proverbial(self.passage, figure, &token.range) => None,
            None => self
                .quantity(figure, index, &lead, &trail)
                .or_else(|| self.charged(figure, token.range.start))
                .filter(|found| !(self.has_share(index) && is_of_all(found)))
                .filter(|found| {
                    matches!(found, Quantity::Document("fees", _))
                        || self.is_counted(found, index, token.range.start, &lead, &trail)
                })
                .or_else(|| self.spent(figure, &clause))
                .or_else(|| self.decided(figure, &clause))
                .filter(|found| self.list.is_none_or(|list| list.head.admits(found, names_applications(&lead, &trail))))
                .map(|found| if self.includes_carried(index) { found.with_carried() } else { found }),
        };
        // 予以公开 10 件，部分公开 4 件，不予公开 3 件: results of applications.
        let of_applications = self.list.is_none_or(|list| !matches!(list.head, Head::Information | Head::Document));
        let applied =
            quantity.as_ref().is_some_and(|found| !matches!(found, Quantity::Review(..) | Quantity::Document(..)));
        if self.topic == Topic::Unknown && of_applications && applied {
            self.topic = Topic::Applications;
        }
        let is_compared =
            lead.iter().any(|word| matches!(word, Word::Compare | Word::More | Word::Less | Word::OtherYear));
        let start = self.quote_start(index, token.range.start, goes_on);
        // 2件均已答复: the words behind tell.
        let told = self
            .tokens
            .get(index + trail.len())
            .filter(|_| lead.is_empty() && quantity.is_some() && self.bracket_behind(index).is_none());
        let end = told.map_or(token.range.end, |told| told.range.end.max(token.range.end));
        Mention {
            figure,
            topic: self.topic,
            scope: self.scope_of(quantity.as_ref()),
            quantity,
            is_total: lead.contains(&Word::Total),
            is_compared,
            lead,
            token: index,
            range: start..end,
        }
    }

    fn quantity(&self, figure: Figure, index: usize, lead: &[Word], trail: &[Word]) -> Option<Quantity> {
        let found = Around { lead, trail, topic: self.topic }.quantity()?;
        if lead.contains(&Word::Each) && matches!(found, Quantity::Review(Subject::Both, _)) {
            return None;
        }
        let any_review = matches!(found, Quantity::Review(..))
            && !self.speaks_of_disclosure
            && (lead.iter().any(|word| matches!(word, Word::Receive | Word::Handle | Word::Conclude))
                || lead.contains(&Word::Decided) && lead.iter().any(|word| matches!(word, Word::Review(_))));
        let place = self.tokens.get(index).map_or(0..0, |token| token.range.clone());
        let clause = self.passage.text(self.clause_start.min(place.start)..place.start);
        if let Quantity::Review(_, outcome) = found {
            let is_review = |word| matches!(word, Word::Review(_));
            let is_exact =
                lead.iter().any(|word| matches!(word, Word::Review(Subject::Direct | Subject::AfterReconsideration)));
            let is_other = outcome.is_none()
                && !is_exact
                && (!self.is_plainly_named(index, is_review)
                    || clause.contains("审诉讼")
                    || clause.contains("审行政诉讼"));
            // 一审驳回诉讼请求3件: a case may come twice.
            let by_instance = outcome.is_some() && INSTANCES.any_in(&self.since_figure(index, place.start));
            if is_other || by_instance || has_other_cause(&self.since_figure(index, place.start)) {
                return None;
            }
        }
        let is_document = |word| matches!(word, Word::Document("normative_documents" | "rules"));
        if matches!(found, Quantity::Document("normative_documents" | "rules", None))
            && !self.is_plainly_named(index, is_document)
        {
            return None;
        }
        // 行政事业性收费为零: in any unit.
        if matches!(found, Quantity::Document("fees", _)) && figure.unit == Unit::None && figure.numeral.millionths == 0
        {
            return Some(found);
        }
        if let Quantity::Document("procurement", None) = found {
            return bought(figure.unit);
        }
        let decided = Words("决定 作出 做出 实施 采取").any_in(&clause);
        (!any_review && counts(&found, figure.unit, lead, self.is_alone(&place), decided)).then_some(found)
    }

    /// A number without a unit that ends its clause and is said to be a number:
    /// no place in a list, no telephone.
    fn is_alone(&self, place: &Range<usize>) -> bool {
        let before = place.start.checked_sub(1).and_then(|before| self.passage.char(before));
        let ends = self.passage.char(place.end).is_none_or(|next| "，。；）”".contains(next));
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
        let gap = self.passage.text(from..start);
        let heads = before.is_some_and(|before| before.range.start == self.clause_start);
        let gap = match found {
            // 规范性文件…，废止文件1件.
            Quantity::Document(_, Some(Count::Repealed | Count::InForce)) if heads => {
                gap.replace("旧文件", "").replace("文件", "")
            }
            // 另2件转入下年办理.
            Quantity::CarriedIn | Quantity::CarriedOut => gap.trim_start_matches('另').to_owned(),
            // 许可事项全年作出决定68件.
            Quantity::Document("licensing" | "penalties" | "coercion", None) => {
                gap.replace("作出决定", "").replace("做出决定", "")
            }
            Quantity::Review(_, Some("rest")) => String::new(),
            _ => gap,
        };
        // 年末仍有32件在办: what stands before only says when.
        let when = lead.is_empty() || *found == Quantity::CarriedOut;
        let is_filled = !(is_connecting(&gap) || when && is_plain(&gap));
        let names = |words: &[Word]| words.iter().any(|word| word.names());
        // 程序违规的4件复议案件: some of them.
        if is_filled && (!names(trail) || names(lead) || gap.ends_with('的')) {
            return false;
        }
        let names_matter = lead.contains(&Word::ApplicationMatter);
        if is_step(found) && !names(lead) && !names(trail) && !names_matter && !self.is_plain_clause(index, start) {
            return false;
        }
        // 12件行政处罚典型案例: what follows the name goes on.
        let goes_on = matches!(found, Quantity::Document(..)) && !names(lead) && {
            let last = self.tokens.get(index + trail.len());
            let next = last.and_then(|last| self.passage.char(last.range.end));
            // 四件已在网站公布: what was done with all of them.
            let place = self.tokens.get(index).map_or(0, |token| token.range.end);
            let done = self.passage.any_at(place, DONE);
            !done && next.is_some_and(|next| !"，。；、：（）！".contains(next) && !CONNECTING.contains(next))
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
        // 历年累计, 截至目前现行有效 are what the table holds.
        let stock = matches!(quantity, Some(Quantity::Document(_, Some(Count::InForce | Count::Public))));
        let other_year = self.sentence.other_year && !carried || self.sentence.many_years && !carried && !stock;
        if self.sentence.is_plan || other_year {
            return Scope::Elsewhere;
        }
        // Only the government itself makes 规章.
        match (quantity, self.sentence.scope) {
            (Some(Quantity::Document("rules", _)), Scope::Narrower) => Scope::Body,
            (_, scope) => scope,
        }
    }

    /// Whether a figure stands in a bracket right behind a percentage.
    fn restates_share(&self, index: usize) -> bool {
        let [percent, open] = index.checked_sub(2).and_then(|from| self.tokens.get(from..index)).unwrap_or_default()
        else {
            return false;
        };
        matches!(percent.kind, Kind::Figure(figure) if figure.unit == Unit::Percent)
            && open.kind == Kind::Mark(Mark::Open)
            && percent.range.end == open.range.start
    }

    /// 收费61.2万元, 征收水资源费187.33万元: what the table counts in 万元. The fee
    /// for information is counted in yuan.
    fn charged(&self, figure: Figure, start: usize) -> Option<Quantity> {
        let is_large = figure.unit == Unit::Yuan && figure.numeral.tolerance > 0;
        if !is_large || self.list.is_some() {
            return None;
        }
        let from = start.saturating_sub(LONGEST_QUOTE);
        let clause = self.passage.text(from..start);
        let clause = clause.rsplit(['，', '。', '；', '：']).next()?;
        let charges = CHARGING.any_in(clause);
        let sentence = self.passage.text(start.saturating_sub(LONGEST_SENTENCE)..start);
        let of_trade = sentence.rsplit('。').next().is_some_and(|sentence| sentence.contains("经营"));
        let other = of_trade || NO_FEES.any_in(clause);
        (charges && !other).then_some(Quantity::Document("fees", None))
    }

    /// The words behind a figure, up to the next mark or figure.
    fn trail(&self, index: usize) -> Vec<Word> {
        let from = self.tokens.get(index..).unwrap_or_default().iter();
        // 1件（行政执法案卷）不予公开.
        let skipped = self.bracket_behind(index);
        let from_bracket = skipped.and_then(|close| self.tokens.get(close..)).unwrap_or_default().iter();
        let (from, first) = if skipped.is_some() { (from_bracket, skipped.unwrap_or(index)) } else { (from, index) };
        let pairs = from.clone().zip(from.skip(1)).enumerate();
        pairs
            .map_while(|(offset, (before, token))| match token.kind {
                Kind::Word(_) if self.is_near(before.range.end..token.range.start) => {
                    Some(self.word_at(first + offset + 1)).filter(|word| !self.heads(first + offset + 1, *word))
                }
                _ => None,
            })
            .collect()
    }

    /// 3件办结件中公开2件: 公开 tells of the figure behind it.
    fn heads(&self, index: usize, word: Word) -> bool {
        word == Word::Result("3.1")
            && self.tokens.get(index).is_some_and(|token| token.kind == Kind::Word(Word::Publish))
            && self.tokens.get(index + 1).is_some_and(|next| matches!(next.kind, Kind::Figure(_)))
    }

    /// Where a bracket without figures right behind a figure ends, if a result
    /// stands right behind it.
    fn bracket_behind(&self, index: usize) -> Option<usize> {
        let figure = self.tokens.get(index)?;
        let open = self.tokens.get(index + 1).filter(|open| open.kind == Kind::Mark(Mark::Open))?;
        let inside = self.tokens.get(index + 2..)?.iter().take(WIDEST_TRAIL);
        let words = inside.take_while(|token| matches!(token.kind, Kind::Word(_))).count();
        let close = index + 2 + words;
        let (end, next) = (self.tokens.get(close)?, self.tokens.get(close + 1)?);
        let fits = figure.range.end == open.range.start
            && end.kind == Kind::Mark(Mark::Close)
            && end.range.end == next.range.start
            && matches!(next.kind, Kind::Word(Word::Result(_) | Word::Outcome(_)));
        fits.then_some(close)
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
        let ended = |token: &&Token| token.kind == Kind::Mark(Mark::Stop);
        let sentence = || self.tokens.get(..index)?.iter().rev().find(ended).map(|stop| stop.range.end);
        let clause = if goes_on { sentence().unwrap_or(0) } else { self.clause_start };
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

/// Whether a quantity is a step of the work, which its verb alone may name.
fn is_step(quantity: &Quantity) -> bool {
    matches!(
        quantity,
        Quantity::Received | Quantity::ReceivedNew | Quantity::Handled | Quantity::Concluded | Quantity::Replied
    )
}

/// Whether the words name applications by themselves.
fn names_applications(lead: &[Word], trail: &[Word]) -> bool {
    let received = lead.iter().any(|word| {
        matches!(word, Word::Receive | Word::ReceiveNew | Word::Handle | Word::Conclude | Word::Reply | Word::CarryIn)
    });
    received && lead.iter().chain(trail).any(|word| matches!(word, Word::Application))
}

/// Whether a quantity is all applications rather than some of them.
pub(super) fn is_of_all(quantity: &Quantity) -> bool {
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
