//! Lists of parts as a passage gives them: 共 N 条，其中 a、b、c. Breakdowns and
//! shares both rest on which figures are parts of which whole.

use super::super::claims::Narrative;
use super::super::claims::lexicon::Word;
use super::super::claims::mention::Mention;
use super::super::claims::numeral::Bound;
use super::super::claims::scope::Scope;
use super::super::claims::token::{Kind, Mark, Token, Unit};
use super::sort::{Sort, can_be_whole, is_step, sort};
use crate::words::Words;

/// A list of parts.
#[derive(Debug, Clone)]
pub(super) struct Listing {
    /// The figures that may be the whole, as indexes of mentions; the nearest
    /// first.
    pub wholes: Vec<usize>,
    /// The parts, as indexes of mentions.
    pub parts: Vec<usize>,
    /// Whether 等, 主要, 另有 says that it is not complete, or not only of parts.
    pub is_open: bool,
    /// With fewer parts it need not be a list.
    pub fewest: usize,
    /// What the parts add up to, in millionths.
    sum: i128,
    is_complete: bool,
    in_brackets: bool,
    has_others: bool,
    by_pause: bool,
    by_semicolon: bool,
    ended: bool,
}

impl Listing {
    fn of(wholes: Vec<usize>, in_brackets: bool) -> Self {
        Listing {
            wholes,
            parts: Vec::new(),
            is_open: false,
            fewest: 1,
            sum: 0,
            is_complete: false,
            in_brackets,
            has_others: false,
            by_pause: false,
            by_semicolon: false,
            ended: false,
        }
    }

    /// What the parts add up to, in millionths.
    pub fn sum(&self) -> i128 {
        self.sum
    }

    /// Whether the parts add up to a whole.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    fn push(&mut self, narrative: &Narrative, part: usize) {
        let amount = |index: usize| narrative.mentions.get(index).map(|mention| mention.figure.numeral.millionths);
        self.parts.push(part);
        self.sum += amount(part).unwrap_or(0);
        self.is_complete = self.wholes.iter().any(|&whole| amount(whole) == Some(self.sum));
    }

    /// Whether it names something beside the whole (另有, 不含).
    pub fn has_others(&self) -> bool {
        self.has_others
    }
}

/// Earlier figures of a sentence that may be the whole.
const MOST_WHOLES: usize = 8;
/// Tokens within which a bracket is closed.
const LONGEST_BRACKET: usize = 256;
/// Verbs that begin another matter where no part before had one.
const ACTIVITIES: Words = Words(
    "收到 受理 接待 接听 接收 办理 召开 开展 举办 举行 组织 建设 设置 开设 新设 回应 答复 回复 处理 维护 排查 \
     整改 清理 印发 开通 建成 报送 制定 编制 参加 通过 利用 依托 在 另",
);
/// What names the rest of a list.
const REST: Words = Words("其他 其它 其余 剩余 余下 以及其他 及其他 和其他");
/// How far after a figure 中 may stand that makes it a whole: 6120件处罚案件中，.
const WIDEST_AMONG: usize = 12;
/// One figure or two about a site may count something else.
const FEWEST_ON_SITE: usize = 3;
/// What items of information are counted in, one beside another.
const OF_INFORMATION: &str = "条件个份篇项则幅";

/// The lists of a passage, in the order in which they end.
pub(super) fn listings(narrative: &Narrative) -> Vec<Listing> {
    let mut reader = Reader::default();
    for index in 0..narrative.tokens.len() {
        reader.read(narrative, index);
    }
    reader.close_all();
    reader.done
}

/// Reads a passage token by token.
#[derive(Debug, Default)]
struct Reader {
    next_mention: usize,
    /// Mentions of this sentence and of the sentence before.
    sentence: Vec<usize>,
    before: Vec<usize>,
    current: Option<Listing>,
    /// What was being read before each open bracket.
    outside: Vec<Option<Listing>>,
    done: Vec<Listing>,
}

impl Reader {
    fn read(&mut self, narrative: &Narrative, index: usize) {
        let Some(token) = narrative.tokens.get(index) else { return };
        match token.kind {
            Kind::Word(Word::AmongThem) => self.among_them(narrative),
            // a、b，其余 40 条: the rest is counted, so it is a part as well.
            Kind::Word(Word::Except) if self.is_rest(narrative, index) => {}
            Kind::Word(Word::Except) => self.mark_open(true),
            // 210条，包括 a、b、c
            Kind::Word(Word::Open) if self.current.is_none() && self.includes(narrative, token) => {
                let whole = self.sentence.last().copied();
                self.current = whole.map(|whole| Listing { is_open: true, ..Listing::of(vec![whole], false) });
            }
            Kind::Word(Word::Open | Word::About) => {
                self.mark_open(false);
                // 政务动态1500条等，…: what follows is no part.
                if narrative.passage.text(token.range.clone()) == "等" {
                    self.end_after_last(narrative, token);
                }
            }
            Kind::Mark(Mark::Open) => self.enter(narrative, index),
            Kind::Mark(Mark::Close) => {
                if let Some(outer) = self.outside.pop() {
                    self.close();
                    self.current = outer;
                }
            }
            // 512条：门户网站 286 条、…
            Kind::Mark(Mark::Colon) if self.current.is_none() && follows_figure(narrative, index) => {
                let whole = self.sentence.last().copied();
                let whole = whole.filter(|&whole| narrative.mentions.get(whole).is_some_and(can_be_whole));
                self.current = whole.map(|whole| Listing::of(vec![whole], false));
            }
            // 44条，其中网站公开34条：机构信息11条、…: parts of the part.
            Kind::Mark(Mark::Colon) if self.has_parts() && follows_figure(narrative, index) => {
                let whole = self.sentence.last().copied();
                self.mark_open(false);
                self.close();
                self.current = whole.map(|whole| Listing::of(vec![whole], false));
            }
            // 6120件处罚案件中，道路运输类4433件、…
            Kind::Mark(Mark::Comma | Mark::Colon) if self.current.is_none() && self.outside.is_empty() => {
                let whole = self.sentence.last().copied().filter(|&whole| is_whole_of(narrative, whole, token));
                self.current = whole.map(|whole| Listing::of(vec![whole], false));
            }
            Kind::Mark(Mark::Pause) => {
                if let Some(current) = self.current.as_mut().filter(|current| !current.parts.is_empty()) {
                    current.by_pause = true;
                }
            }
            Kind::Mark(Mark::Semicolon) => {
                // Where two parts stand before the first one, other marks divide them.
                if let Some(current) = &mut self.current {
                    current.by_semicolon |= current.parts.len() < 2;
                    if !current.by_semicolon && !current.in_brackets {
                        self.close();
                    }
                }
            }
            Kind::Mark(Mark::Stop) => {
                self.close_all();
                self.before = std::mem::take(&mut self.sentence);
            }
            Kind::Figure(_) => self.figure(narrative, index),
            _ => {}
        }
    }

    /// Whether a word names the rest of a list and its figure follows at once.
    fn is_rest(&self, narrative: &Narrative, index: usize) -> bool {
        let Some((token, next)) = narrative.tokens.get(index).zip(narrative.tokens.get(index + 1)) else {
            return false;
        };
        let named = REST.contains(narrative.passage.text(token.range.clone()).as_str());
        let counted = matches!(next.kind, Kind::Figure(_)) && next.range.start <= token.range.end + 1;
        named && counted && self.current.as_ref().is_some_and(|current| !current.parts.is_empty())
    }

    /// Whether 包括 stands right behind a figure that it takes apart.
    fn includes(&self, narrative: &Narrative, token: &Token) -> bool {
        let last =
            self.sentence.last().and_then(|&last| narrative.mentions.get(last)).filter(|last| can_be_whole(last));
        let end = last.and_then(|last| narrative.tokens.get(last.token)).map(|token| token.range.end);
        let between = end.map(|end| narrative.passage.text(end..token.range.start.max(end)));
        let opens = Words("包括 包含 含").contains(narrative.passage.text(token.range.clone()).as_str());
        opens && self.outside.is_empty() && between.is_some_and(|between| between.is_empty() || between == "，")
    }

    /// Whether parts were read, outside of brackets.
    fn has_parts(&self) -> bool {
        self.outside.is_empty() && self.current.as_ref().is_some_and(|current| !current.parts.is_empty())
    }

    fn mark_open(&mut self, others: bool) {
        if let Some(current) = &mut self.current {
            current.is_open = true;
            current.has_others |= others;
        }
    }

    fn end_after_last(&mut self, narrative: &Narrative, token: &Token) {
        let last = self.current.as_ref().and_then(|current| current.parts.last()).copied();
        let end = last.and_then(|last| narrative.mentions.get(last)).map(|last| last.range.end);
        if end == Some(token.range.start)
            && let Some(current) = &mut self.current
        {
            current.ended = true;
        }
    }

    fn among_them(&mut self, narrative: &Narrative) {
        let outer = self.current.as_mut().filter(|outer| !outer.parts.is_empty() && !outer.is_complete);
        let nested = outer.map(|outer| {
            // What has been read of the outer list so far is not all of it.
            outer.is_open = true;
            outer.parts.last().copied().into_iter().chain(outer.wholes.iter().copied()).collect::<Vec<_>>()
        });
        let in_brackets = self.current.as_ref().is_some_and(|current| current.in_brackets && current.parts.is_empty());
        if in_brackets {
            return;
        }
        self.close();
        match nested {
            Some(wholes) => self.current = Some(Listing::of(wholes, false)),
            None => self.open(narrative),
        }
    }

    fn open(&mut self, narrative: &Narrative) {
        // 其中 at the start of a sentence goes on from the sentence before.
        let goes_on = self.sentence.is_empty();
        let candidates = if goes_on { &self.before } else { &self.sentence };
        let usable = |&&index: &&usize| narrative.mentions.get(index).is_some_and(can_be_whole);
        let nearest = candidates.iter().rev().find(|&&index| is_count(narrative, index));
        // Where the nearest figure is rough, so is the whole.
        if nearest.is_some_and(|nearest| !usable(&nearest)) {
            self.current = None;
            return;
        }
        let recent: Vec<usize> = candidates.iter().rev().take(MOST_WHOLES).filter(usable).copied().collect();
        let is_total = |index: &usize| narrative.mentions.get(*index).is_some_and(|mention| mention.is_total);
        // 共收到 16 件，上年结转 1 件，办结 17 件。其中…: parts of what was done with.
        let is_done = |index: &usize| {
            let lead = narrative.mentions.get(*index).map(|mention| &mention.lead);
            lead.is_some_and(|lead| lead.iter().any(|word| matches!(word, Word::Conclude | Word::Reply)))
        };
        let has_total = recent.iter().any(is_total);
        let closest = |index: &usize| is_total(index) || is_done(index);
        let totals: Vec<usize> = recent.iter().copied().filter(|index| has_total && closest(index)).collect();
        let wholes = if totals.is_empty() || !goes_on { recent } else { totals };
        self.current = (!wholes.is_empty()).then(|| Listing::of(wholes, false));
    }

    /// 12件（网络8件、信函4件）: a bracket right behind a figure lists its parts.
    fn enter(&mut self, narrative: &Narrative, index: usize) {
        // A bracket that nobody closes is none.
        let rest = narrative.tokens.get(index + 1..).unwrap_or_default().iter().take(LONGEST_BRACKET);
        if !closes(rest) {
            return;
        }
        let outer = self.current.take();
        let behind_figure = follows_figure(narrative, index);
        let whole = self.sentence.last().copied().filter(|_| behind_figure);
        let whole = whole.filter(|&whole| narrative.mentions.get(whole).is_some_and(can_be_whole));
        self.current = whole.map(|whole| Listing::of(vec![whole], true));
        self.outside.push(outer);
    }

    fn figure(&mut self, narrative: &Narrative, token: usize) {
        let index = self.next_mention;
        let Some(mention) = narrative.mentions.get(index).filter(|mention| mention.token == token) else { return };
        self.next_mention += 1;
        let before = self.sentence.last().copied();
        self.sentence.push(index);
        if self.current.is_none() && self.outside.is_empty() {
            self.current = implied(narrative, before, mention).or_else(|| self.on_the_site(narrative, before, mention));
        }
        let Some(current) = self.current.as_mut() else { return };
        let exact = mention.figure.numeral.bound == Bound::Exact && mention.figure.numeral.tolerance == 0;
        if !fits_unit(narrative, current, mention) || mention.is_compared || mention.scope == Scope::Elsewhere {
            // What is counted in another unit may be a part all the same.
            current.is_open |= matches!(mention.figure.unit, Unit::Count(_));
            return;
        }
        if !exact {
            current.is_open = true;
        }
        if current.is_complete {
            return;
        }
        if current.ended || self.begins_another(narrative, index) {
            // What was read so far need not be all of it.
            self.mark_open(false);
            self.close();
            return;
        }
        if let Some(current) = self.current.as_mut() {
            current.push(narrative, index);
        }
    }

    /// 公开政府信息109条。在网站上公开指南1条，动态102条，…: what the site shows is
    /// no more than all of it.
    fn on_the_site(&self, narrative: &Narrative, before: Option<usize>, mention: &Mention) -> Option<Listing> {
        let &[whole] = self.before.as_slice() else { return None };
        let total =
            narrative.mentions.get(whole).filter(|total| before.is_none() && total.is_total && can_be_whole(total))?;
        let place = |mention: &Mention| narrative.tokens.get(mention.token).map(|token| token.range.clone());
        let (from, to) = (place(total)?, place(mention)?);
        let counted = narrative.passage.text(from.start.saturating_sub(WIDEST_AMONG)..from.start);
        let clause = narrative.passage.text(from.end..to.start.max(from.end));
        let all = Words("公开 发布").any_in(&counted) && counted.ends_with("信息");
        // 网（wǎng）站: a converter left the reading behind.
        let is_site = clause.contains("网站") || clause.contains("网（") && clause.contains("）站");
        let there = is_site && clause.contains("公开") && !clause.contains(['，', '；', '、', '微']);
        (all && there).then(|| Listing { is_open: true, fewest: FEWEST_ON_SITE, ..Listing::of(vec![whole], false) })
    }

    /// Whether a figure is no further part of what is being listed.
    fn begins_another(&self, narrative: &Narrative, index: usize) -> bool {
        let Some(current) = &self.current else { return false };
        let Some(mention) = narrative.mentions.get(index) else { return true };
        let Some(first) = current.parts.first().and_then(|&first| narrative.mentions.get(first)) else { return false };
        let names =
            |mention: &Mention| mention.lead.iter().any(|word| matches!(word, Word::Review(_) | Word::Document(_)));
        // …被维持27件；行政诉讼13件: another subject, no part.
        if names(mention) && !names(first) && mention.quantity.is_some() {
            return true;
        }
        let (one, this) = (sort(first), sort(mention));
        if one != this && (this != Sort::Plain || matches!(one, Sort::Applicant | Sort::Result)) {
            return true;
        }
        if is_step(mention) && mention.is_total {
            return true;
        }
        one == Sort::Plain && is_another_matter(narrative, current, first, mention)
    }

    fn close(&mut self) {
        self.done.extend(self.current.take().filter(|listing| !listing.parts.is_empty()));
    }

    fn close_all(&mut self) {
        self.close();
        for outer in std::mem::take(&mut self.outside).into_iter().flatten() {
            if !outer.parts.is_empty() {
                self.done.push(outer);
            }
        }
    }
}

/// Whether a mark stands right behind a figure.
fn follows_figure(narrative: &Narrative, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| narrative.tokens.get(before));
    let here = narrative.tokens.get(index).map(|token| token.range.start);
    before.is_some_and(|before| matches!(before.kind, Kind::Figure(_)) && here == Some(before.range.end))
}

/// Whether a mark ends `6120件处罚案件中`, a clause about some of a figure.
fn is_whole_of(narrative: &Narrative, whole: usize, mark: &Token) -> bool {
    let Some(mention) = narrative.mentions.get(whole).filter(|mention| can_be_whole(mention)) else { return false };
    let end = narrative.tokens.get(mention.token).map_or(0, |token| token.range.end);
    let clause = narrative.passage.text(end..mark.range.start.max(end));
    let short = mark.range.start.saturating_sub(end) <= WIDEST_AMONG;
    short && clause.ends_with('中') && !clause.contains(['，', '、', '；', '（'])
}

/// Whether a bracket that was just opened is closed before the sentence ends.
fn closes<'a>(mut tokens: impl Iterator<Item = &'a Token>) -> bool {
    let mut depth = 1_usize;
    tokens.any(|token| {
        match token.kind {
            Kind::Mark(Mark::Open) => depth += 1,
            Kind::Mark(Mark::Close) => depth = depth.saturating_sub(1),
            Kind::Mark(Mark::Stop) => depth = usize::MAX,
            _ => {}
        }
        depth == 0 || depth == usize::MAX
    }) && depth == 0
}

/// a、b，收到 c: another mark, or the first verb, begins another matter.
fn is_another_matter(narrative: &Narrative, listing: &Listing, first: &Mention, part: &Mention) -> bool {
    let last = listing.parts.last().and_then(|&last| narrative.mentions.get(last));
    let clause = last.map_or(String::new(), |last| between(narrative, last, part));
    let opening = narrative.passage.text(first.range.clone());
    let acts = |text: &str| {
        let clause = text.rsplit(['，', '；']).next().unwrap_or(text);
        let clause =
            Words("共 并 还 累计 全年").iter().fold(clause, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
        ACTIVITIES.starting(clause).is_some() || Words("收到 受理").any_in(clause)
    };
    // a、b、c，其他 d: the rest of the same list.
    let is_rest = clause.strip_prefix('，').is_some_and(|clause| REST.starting(clause).is_some());
    acts(&clause) && !acts(&opening)
        || listing.by_pause && listing.parts.len() > 1 && clause.starts_with('，') && !is_rest
}

/// The text between two figures.
fn between(narrative: &Narrative, one: &Mention, other: &Mention) -> String {
    let end = narrative.tokens.get(one.token).map_or(0, |token| token.range.end);
    let start = narrative.tokens.get(other.token).map_or(end, |token| token.range.start);
    narrative.passage.text(end..start.max(end))
}

fn is_count(narrative: &Narrative, index: usize) -> bool {
    let mention = narrative.mentions.get(index);
    mention.is_some_and(|mention| matches!(mention.figure.unit, Unit::Count(_)) && !mention.is_compared)
}

/// Whether a part is counted in what its whole is counted in. Items of
/// information are counted in one thing or another.
fn fits_unit(narrative: &Narrative, listing: &Listing, part: &Mention) -> bool {
    let whole = listing.wholes.first().and_then(|&whole| narrative.mentions.get(whole));
    let Some(whole) = whole else { return false };
    match (part.figure.unit, whole.figure.unit) {
        (one, other) if one == other => true,
        (Unit::Count(one), Unit::Count(other)) => {
            let started = listing.parts.first().and_then(|&first| narrative.mentions.get(first));
            let begun = started.is_some_and(|first| first.figure.unit == whole.figure.unit);
            begun
                && other == '条'
                && OF_INFORMATION.contains(one)
                && is_plain(part)
                && goes_on(narrative, listing, part)
        }
        (Unit::None, _) => names_number(narrative, part),
        _ => false,
    }
}

fn is_plain(part: &Mention) -> bool {
    sort(part) == Sort::Plain
}

/// Whether a part follows the one before it at once, in the same enumeration.
fn goes_on(narrative: &Narrative, listing: &Listing, part: &Mention) -> bool {
    let last = listing.parts.last().and_then(|&last| narrative.mentions.get(last));
    last.is_some_and(|last| between(narrative, last, part).starts_with('、'))
}

/// `公开信息数 130`: a number without a unit that is named as one.
fn names_number(narrative: &Narrative, mention: &Mention) -> bool {
    let start = narrative.tokens.get(mention.token).map_or(0, |token: &Token| token.range.start);
    let before = start.checked_sub(1).and_then(|before| narrative.passage.char(before));
    matches!(before, Some('数' | '量' | '为' | '计'))
}

/// 共收到申请 58 件，网络申请 14 件、信函申请 44 件: a breakdown without 其中.
fn implied(narrative: &Narrative, before: Option<usize>, mention: &Mention) -> Option<Listing> {
    let whole = before?;
    let total = narrative.mentions.get(whole)?;
    let is_whole = total.is_total && sort(total) == Sort::Process && can_be_whole(total);
    let is_part = matches!(sort(mention), Sort::Applicant | Sort::Channel);
    (is_whole && is_part).then(|| Listing { is_open: true, ..Listing::of(vec![whole], false) })
}
