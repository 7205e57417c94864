//! The figures of a passage, each with what it counts and of whom.

use super::super::passage::Passage;
use super::decide::{Around, Topic, respective};
use super::lexicon::Word;
use super::list::{Head, List};
use super::quantity::{Count, Quantity, Subject};
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
const CONNECTING: &str =
    "的有了为共计数量件达到至在年度内已并约近超余：“”下继续办理者是总案情形况类项宗起各皆均也其，书";
/// The like, in more than one character.
const FILLING: &[&str] = &["提交", "提出", "方式", "形式", "途径", "当中", "属于", "处理决定", "决定"];
/// Words further behind a figure than this belong to something else.
const WIDEST_TRAIL: usize = 4;
/// What says how and when something was done, and nothing of what.
const ADVERBIAL: &[&str] = &[
    "规定",
    "法定",
    "要求",
    "工作日",
    "时间",
    "时限",
    "期限",
    "期",
    "内",
    "依法",
    "依规",
    "按照",
    "按时",
    "按期",
    "及时",
    "全部",
    "已经",
    "我局",
    "我办",
    "书面",
    "形式",
    "予以",
    "进行",
    "作出",
    "做出",
    "继续",
    "同时",
    "均",
    "已",
    "并",
    "都",
    "在",
    "的",
    "由",
    "以",
    "按",
    "向",
    "了",
    "照",
];
/// Words and figures that 分别 can join.
const LONGEST_LIST: usize = 16;
/// Figures behind 公开规范性文件 N 件 among which 废止 or 现行有效 is sought.
const MOST_BESIDE: usize = 4;
/// What stands between a whole and the colon before its parts: 分布情况为.
const LONGEST_HEAD: usize = 14;
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
    /// The list that is being read, and what held before each open bracket.
    list: Option<List>,
    brackets: Vec<Outside>,
    /// What the last figure counts as the whole of a list to come, and where it
    /// ends.
    last: Option<(Head, usize)>,
}

/// What holds again behind a bracket.
#[derive(Debug, Clone, Copy)]
struct Outside {
    list: Option<List>,
    sentence: Sentence,
    topic: Topic,
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
#[derive(Debug, Clone, Copy)]
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
            list: None,
            brackets: Vec::new(),
            last: None,
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
                Kind::Year(year) => self.year(year, index, token),
                Kind::Mark(mark) => self.mark(mark, token.range.end),
                Kind::Figure(figure) => {
                    let clause = self.passage.text(self.clause_start.min(token.range.start)..token.range.start);
                    let mention = self.mention(figure, index, token);
                    if matches!(figure.unit, Unit::Count(_) | Unit::None) {
                        self.last = Some((Head::of(&mention, &clause), token.range.end));
                        self.list.iter_mut().for_each(|list| list.items += 1);
                    }
                    mentions.push(mention);
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
        self.settle_turnover(&mut mentions);
        self.leave_partial_repeals(&mut mentions);
        (mentions, states)
    }

    /// 公开规范性文件 78 件，废止 214 件，现行有效 488 件: beside the others, 公开
    /// are those issued.
    fn settle_turnover(&self, mentions: &mut [Mention]) {
        for index in 0..mentions.len() {
            let Some(mention) = mentions.get(index).filter(|mention| self.is_published_document(mention)) else {
                continue;
            };
            let beside = mentions.get(index + 1..).unwrap_or_default().iter().take(MOST_BESIDE).find_map(|other| {
                let stops = self.tokens.get(mention.token..other.token)?.iter();
                let in_sentence = !stops.clone().any(|token| token.kind == Kind::Mark(Mark::Stop));
                match other.quantity {
                    Some(Quantity::Document(row, Some(Count::Repealed | Count::InForce))) if in_sentence => Some(row),
                    _ => None,
                }
            });
            if let (Some(row), Some(mention)) = (beside, mentions.get_mut(index)) {
                mention.quantity = Some(Quantity::Document(row, Some(Count::PutOut)));
            }
        }
    }

    /// 废止 6 件，宣布失效 5 件: the table has both in one cell.
    fn leave_partial_repeals(&self, mentions: &mut [Mention]) {
        let repealed =
            |mention: &Mention| matches!(mention.quantity, Some(Quantity::Document(_, Some(Count::Repealed))));
        let lapsed = |mention: &Mention| self.passage.text(mention.range.clone()).contains("失效");
        for index in 1..mentions.len() {
            let Some([one, other]) = mentions.get(index - 1..=index) else { continue };
            if repealed(one) && repealed(other) && lapsed(one) != lapsed(other) {
                mentions.get_mut(index - 1..=index).into_iter().flatten().for_each(|mention| mention.quantity = None);
            }
        }
    }

    fn is_published_document(&self, mention: &Mention) -> bool {
        let place = self.tokens.get(mention.token).map(|token| token.range.start);
        let before = mention.token.checked_sub(1).and_then(|before| self.tokens.get(before));
        mention.quantity.is_none()
            && matches!(mention.figure.unit, Unit::Count('件' | '份'))
            && matches!(mention.lead.as_slice(), [.., Word::Publish, Word::Document("normative_documents" | "rules")])
            && before.map(|before| before.range.end) == place
    }

    fn start_clause(&mut self, at: usize) {
        self.clause_start = at;
        self.after_figure = false;
        if let Some(scope) = self.body.named(self.passage, at) {
            self.sentence.scope = scope;
        }
    }

    fn word(&mut self, word: Word, index: usize, token: &Token) {
        let word = self.settled(word);
        self.topic = self.topic.after(word);
        if self.topic == Topic::Unknown && self.names_applications(word, index, token) {
            self.topic = Topic::Applications;
        }
        match word {
            Word::Application | Word::Disclosure => self.speaks_of_disclosure = true,
            Word::Plan => self.sentence.is_plan = true,
            // 2023年以来 in a report for 2023 is this year.
            Word::ManyYears if self.follows_own_year(index) => {}
            Word::OtherYear if self.compares(token.range.start) => {
                self.lead.push(Word::Compare);
                return;
            }
            Word::ManyYears | Word::OtherYear => self.sentence.other_year = true,
            Word::ThisYear => self.sentence.other_year = false,
            Word::Territory => self.sentence.scope = self.body.territory(),
            Word::Office => self.sentence.scope = self.body.office(),
            Word::Subordinates => self.sentence.scope = Scope::Narrower,
            Word::Respectively => self.foresee(index),
            Word::AmongThem => {
                self.start_named(token.range.end);
                self.open_list(false);
            }
            Word::Open if self.opens_list(token) => self.open_list(false),
            _ => {}
        }
        self.lead.push(word);
    }

    /// 依申请公开信息 is received, or it is information of a kind.
    fn settled(&self, word: Word) -> Word {
        let is_step = |word: &Word| {
            matches!(
                word,
                Word::Receive | Word::ReceiveNew | Word::Handle | Word::Conclude | Word::Reply | Word::NotReceived
            )
        };
        match word {
            Word::OnDemand if self.lead.iter().any(is_step) => Word::Application,
            Word::OnDemand => Word::OtherTopic,
            word => word,
        }
    }

    fn open_list(&mut self, in_brackets: bool) {
        if let Some((head, _)) = self.last {
            self.list = Some(List { head, items: 0, in_brackets, by_semicolon: false });
        }
    }

    /// 包括, 分为 open a list where they follow a figure.
    fn opens_list(&self, token: &Token) -> bool {
        let names = ["包括", "包含", "含"];
        let word = self.passage.text(token.range.clone());
        names.iter().any(|name| word.ends_with(name))
            && self.last.is_some_and(|(_, end)| token.range.start.saturating_sub(end) <= WIDEST_TRAIL)
    }

    fn follows_own_year(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|before| matches!(before.kind, Kind::Year(year) if self.year.map(i64::from) == Some(year)))
    }

    /// 较 2022 年, 比去年: the other year is only compared with.
    fn compares(&self, start: usize) -> bool {
        ["较", "比", "与", "和", "同", "相对于"].iter().any(|word| self.passage.ends_before(start, word))
            || self.lead.contains(&Word::Compare)
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

    fn year(&mut self, year: i64, index: usize, token: &Token) {
        let carried = self.lead.iter().any(|word| matches!(word, Word::Carry | Word::CarryIn | Word::CarryOut));
        let own = self.year.map(i64::from) == Some(year);
        if own {
            self.sentence.other_year = false;
        } else if self.compares(token.range.start) {
            self.lead.push(Word::Compare);
        } else if !carried && !self.belongs_to_carried(index) {
            self.sentence.other_year = true;
        }
    }

    /// 2022年未办结而结转的申请: the year says where they are carried from.
    fn belongs_to_carried(&self, index: usize) -> bool {
        let ahead = self.tokens.get(index + 1..).unwrap_or_default().iter();
        let mut words = ahead.take_while(|token| matches!(token.kind, Kind::Word(_)));
        words.any(|token| matches!(token.kind, Kind::Word(Word::Carry | Word::CarryIn | Word::CarryOut)))
    }

    fn mark(&mut self, mark: Mark, end: usize) {
        match mark {
            Mark::Pause => {
                if self.lead.is_empty() {
                    self.start_clause(end);
                }
                return;
            }
            Mark::Open => {
                self.brackets.push(Outside { list: self.list, sentence: self.sentence, topic: self.topic });
                if self.last.is_some_and(|(_, figure)| figure + 1 == end) {
                    self.open_list(true);
                }
                if self.lead.is_empty() {
                    self.start_clause(end);
                }
                return;
            }
            Mark::Close => {
                if let Some(outside) = self.brackets.pop() {
                    (self.list, self.sentence, self.topic) = (outside.list, outside.sentence, outside.topic);
                }
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
                    self.brackets.clear();
                }
                self.list = self.list.filter(|_| mark != Mark::Stop).and_then(List::goes_on);
                self.lead.clear();
            }
            Mark::Comma | Mark::Colon => {
                let words = std::mem::take(&mut self.lead);
                // 320条，分布情况为：…
                if mark == Mark::Colon
                    && self.list.is_none()
                    && self.last.is_some_and(|(_, at)| end - at <= LONGEST_HEAD)
                {
                    self.open_list(false);
                }
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
        // 收到申请，共计 12 件: 共计 goes on with what the clause before named.
        let goes_on = token.range.start.saturating_sub(self.clause_start) <= SHORTEST_CLAUSE
            && self.lead.contains(&Word::Total)
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
                .quantity(figure, index, &lead, &trail)
                .filter(|found| !(self.has_share(index) && is_of_all(found)))
                .filter(|found| self.is_counted(found, index, token.range.start, &lead, &trail))
                .filter(|found| self.list.is_none_or(|list| list.head.admits(found, names_applications(&lead, &trail))))
                .map(|found| if self.includes_carried(index) { found.with_carried() } else { found }),
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
        ends && before.is_some_and(|before| !"，。；、（）：".contains(before))
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
                Kind::Word(word) if self.is_near(before.range.end..token.range.start) => Some(word),
                _ => None,
            })
            .collect()
    }

    /// Whether a word still tells of the figure before it: 5 件均在规定时间内回复.
    fn is_near(&self, gap: Range<usize>) -> bool {
        gap.len() <= WIDEST_TRAIL || {
            let gap = self.passage.text(gap);
            ADVERBIAL.iter().fold(gap, |rest, word| rest.replace(word, "")).is_empty()
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
