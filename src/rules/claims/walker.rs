//! The walk over the tokens of a passage: what the text speaks of, of whom and
//! in which year, at every figure.

use super::super::passage::Passage;
use super::decide::Topic;
use super::denial::subject;
use super::lexicon::Word;
use super::list::{Head, List};
use super::mention::{Mention, WIDEST_TRAIL};
use super::plain::is_plain;
use super::quantity::Quantity;
use super::respective::respective;
use super::scope::{Body, Scope};
use super::token::{COUNT_UNITS, Kind, Mark, Token, Unit};
use crate::words::Words;
use std::collections::VecDeque;

/// Words and figures that 分别 can join.
const LONGEST_LIST: usize = 16;
/// Tokens of a bracket among which its first figure is sought.
const MOST_INSIDE: usize = 12;
/// What stands between a whole and the colon before its parts: 分布情况为.
const LONGEST_HEAD: usize = 14;

/// Walks over the tokens of a passage and keeps what they say of the figures
/// to come.
#[derive(Debug)]
pub struct Walker<'a> {
    pub(super) passage: &'a Passage,
    pub(super) tokens: &'a [Token],
    pub(super) body: &'a Body,
    pub(super) year: Option<u16>,
    pub(super) topic: Topic,
    pub(super) sentence: Sentence,
    /// Whether the passage has spoken of disclosure: 行政复议 alone may be any.
    pub(super) speaks_of_disclosure: bool,
    /// The words of the clause so far, and where the clause starts.
    pub(super) lead: Vec<Word>,
    pub(super) clause_start: usize,
    /// Whether the clause has held a figure already.
    pub(super) after_figure: bool,
    /// The words of the clause before, where it held no figure.
    pub(super) before: Vec<Word>,
    /// What 分别 says of the figures to come.
    pub(super) respective: VecDeque<Option<Quantity>>,
    /// The words of the last percentage.
    pub(super) shared: Vec<Word>,
    /// 公开, 发布 while the figures of its clause are read.
    pub(super) governing: Option<Word>,
    /// The same, behind a comma: for a name alone at the start of its clause.
    pub(super) governs_on: Option<Word>,
    /// The list that is being read, and what held before each open bracket.
    pub(super) list: Option<List>,
    pub(super) brackets: Vec<Outside>,
    /// What the last figure counts as the whole of a list to come, and where it
    /// ends.
    pub(super) last: Option<(Head, usize)>,
    /// Whether the sentence has held a figure.
    pub(super) has_figure: bool,
    /// What was spoken of before a sentence that begins with another matter.
    pub(super) strayed: Option<Topic>,
}

/// What holds again behind a bracket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outside {
    pub(super) list: Option<List>,
    pub(super) sentence: Sentence,
    pub(super) topic: Topic,
    /// Words of the clause before it, where it tells of the figure before it.
    pub(super) words: Option<usize>,
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
pub(super) struct Sentence {
    pub(super) is_plan: bool,
    pub(super) other_year: bool,
    /// 历年, 截至目前: until the next “；”.
    pub(super) many_years: bool,
    pub(super) scope: Scope,
}

impl Default for Sentence {
    fn default() -> Self {
        Sentence { is_plan: false, other_year: false, many_years: false, scope: Scope::Body }
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
            shared: Vec::new(),
            governing: None,
            governs_on: None,
            list: None,
            brackets: Vec::new(),
            last: None,
            has_figure: false,
            strayed: None,
        }
    }

    /// The mentions of the passage, and what holds at each of its tokens.
    pub fn walk(mut self) -> (Vec<Mention>, Vec<State>) {
        let (mut mentions, mut states) = (Vec::new(), Vec::with_capacity(self.tokens.len()));
        self.start_clause(0);
        for (index, token) in self.tokens.iter().enumerate() {
            let scope = self.scope_of(None);
            match token.kind {
                Kind::Word(_) => self.word(self.word_at(index), index, token),
                Kind::Year(year) => self.year(year, index, token),
                Kind::Mark(mark) => self.mark(mark, index, token.range.end),
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
                    (self.after_figure, self.has_figure) = (true, true);
                }
            }
            // A mark ends what held before it, and still belongs to it.
            let is_mark = matches!(token.kind, Kind::Mark(_));
            let scope = if is_mark { scope } else { self.scope_of(None) };
            states.push(State { topic: self.topic, scope });
        }
        self.settle(&mut mentions);
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
        let word = self.settled(word, token);
        self.topic = self.topic.after(word);
        // 行政复议、行政诉讼案件 9 件，维持 5 件: of both.
        if let (Topic::Review(_), Word::Review(last)) = (self.topic, word) {
            self.topic = Topic::Review(subject(&self.lead).map_or(last, |first| first.with(last)));
        }
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
            Word::ManyYears => self.sentence.many_years = true,
            Word::OtherYear => self.sentence.other_year = true,
            Word::ThisYear => (self.sentence.other_year, self.sentence.many_years) = (false, false),
            Word::Territory => self.sentence.scope = self.body.territory(),
            Word::Office => self.sentence.scope = self.body.office(),
            // 全县各级各部门 are all of them.
            Word::Subordinates if self.lead.last() == Some(&Word::Territory) => {}
            Word::Subordinates => self.sentence.scope = Scope::Narrower,
            Word::Channel if self.names_requests(token) => self.topic = Topic::Applications,
            // 分别为予以公开45件、不予公开12件: each is named at its figure.
            Word::Respectively if self.names_next(index) => {}
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

    /// 依申请公开信息 is received, or it is information of a kind; what applications
    /// are about (主要咨询补贴) is not what the text goes on to speak of.
    fn settled(&self, word: Word, token: &Token) -> Word {
        let is_step = |word: &Word| {
            matches!(
                word,
                Word::Receive | Word::ReceiveNew | Word::Handle | Word::Conclude | Word::Reply | Word::NotReceived
            )
        };
        match word {
            Word::OnDemand if self.lead.iter().any(is_step) => Word::Application,
            Word::OnDemand => Word::OtherTopic,
            // 受理低保申请: others than the report's; 征地申请 may be some of them.
            Word::AnyApplication if self.is_of_kind(token) => {
                if self.lead.iter().any(is_step) {
                    Word::OtherTopic
                } else {
                    Word::Aside
                }
            }
            Word::OtherTopic if self.describes_applications() => Word::Aside,
            Word::OtherTopic | Word::Document(_) if self.tells_matter(token) => Word::Aside,
            // 许可事项全年作出决定57件: the decisions are counted.
            Word::Items if self.passage.any_at(self.skip_time(token.range.end), Words("作出 做出")) => Word::Ignore,
            Word::Aside => self.letter(token).unwrap_or(word),
            // 公开类（含部分公开）55件: not those alone.
            Word::Result("3.2") if self.is_included(token) => Word::Aside,
            // 各类申请 are all of them.
            Word::About
                if self.topic == Topic::Applications
                    && self.passage.text(token.range.clone()) == "类申请"
                    && self.passage.ends_before(token.range.start, "各") =>
            {
                Word::AnyApplication
            }
            // 集中采购22项，采购总金额918万元.
            Word::OtherTopic if self.goes_on_procuring(token) => Word::Ignore,
            word => word,
        }
    }

    /// Whether words that nobody knows say what is applied for.
    fn is_of_kind(&self, token: &Token) -> bool {
        let at = self.tokens.partition_point(|other| other.range.start < token.range.start);
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let from = before.map_or(self.clause_start, |before| before.range.end.max(self.clause_start));
        let kind = self.passage.text(from.min(token.range.start)..token.range.start);
        !kind.ends_with(['的', '性']) && !is_plain(&kind)
    }

    /// Whether a bracket behind no figure says that a word is included.
    fn is_included(&self, token: &Token) -> bool {
        let before = self.passage.text(token.range.start.saturating_sub(4)..token.range.start);
        let Some(open) = Words("（含 （包括 （包含").ending(&before) else { return false };
        let at = token.range.start - open.chars().count();
        let counted = at.checked_sub(1).and_then(|at| self.passage.char(at));
        !counted.is_some_and(|char| COUNT_UNITS.contains(char) || char.is_ascii_digit())
    }

    fn goes_on_procuring(&self, token: &Token) -> bool {
        self.topic == Topic::Document("procurement")
            && token.range.start == self.clause_start
            && self.passage.text(token.range.clone()) == "采购"
    }

    /// 政府信息公开申请系统: a way that says what comes by it.
    fn names_requests(&self, token: &Token) -> bool {
        let name = self.passage.text(token.range.clone());
        self.topic == Topic::Unknown && name.contains("申请") && name.contains("公开")
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

    /// 收到申请, 办结申请: where nothing else is spoken of, these are the ones that
    /// the report is about; 收到救助申请 are not.
    fn names_applications(&self, word: Word, index: usize, token: &Token) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        let is_step = before.is_some_and(|before| {
            let between = self.passage.text(before.range.end..token.range.start);
            ["", "各类", "的", "了"].contains(&between.as_str())
                && !self.is_noun_of_other(index - 1)
                && matches!(
                    before.kind,
                    Kind::Word(
                        Word::Receive
                            | Word::ReceiveNew
                            | Word::Handle
                            | Word::Conclude
                            | Word::Reply
                            | Word::CarryIn
                            | Word::CarryOut
                    )
                )
        });
        is_step && matches!(word, Word::AnyApplication | Word::Channel)
    }

    /// 生育登记申请: 登记 is no verb where something else is registered.
    fn is_noun_of_other(&self, index: usize) -> bool {
        let Some(token) = self.tokens.get(index) else { return false };
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        let from = before.map_or(self.clause_start, |before| before.range.end.max(self.clause_start));
        let may_be_noun =
            ["登记", "办理", "处理", "接收", "答复"].contains(&self.passage.text(token.range.clone()).as_str());
        may_be_noun && !is_plain(&self.passage.text(from.min(token.range.start)..token.range.start))
    }

    fn start_named(&mut self, at: usize) {
        if let Some(scope) = self.body.named(self.passage, at) {
            self.sentence.scope = scope;
        }
    }

    fn mark(&mut self, mark: Mark, index: usize, end: usize) {
        match mark {
            Mark::Pause => {
                // 2件维持、1件纠正: what stands behind a figure is its own.
                if self.after_figure {
                    self.lead.retain(|word| matches!(word, Word::Review(_) | Word::Document(_)));
                }
                if self.lead.is_empty() {
                    self.start_clause(end);
                }
                return;
            }
            Mark::Open => {
                let behind = self.last.is_some_and(|(_, figure)| figure + 1 == end);
                let words = behind.then_some(self.lead.len());
                self.brackets.push(Outside { list: self.list, sentence: self.sentence, topic: self.topic, words });
                // 均予公开或部分公开（公开2件，…）: the bracket names what it counts.
                if self.names_figures(index) {
                    self.lead.clear();
                }
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
                    self.lead.truncate(outside.words.unwrap_or(usize::MAX));
                }
                if self.lead.is_empty() {
                    self.start_clause(end);
                }
                return;
            }
            Mark::Stop | Mark::Semicolon => {
                (self.governing, self.governs_on) = (None, None);
                self.before.clear();
                self.respective.clear();
                self.sentence.many_years = false;
                if mark == Mark::Stop {
                    self.has_figure = false;
                    if let Some(topic) = self.strayed.take().filter(|_| self.topic == Topic::Other) {
                        self.topic = topic;
                    }
                    self.sentence = Sentence::default();
                    self.brackets.clear();
                }
                self.list = self.list.filter(|_| mark != Mark::Stop).and_then(List::goes_on);
                self.lead.clear();
            }
            Mark::Comma | Mark::Colon => {
                self.governs_on = self.governing.take().filter(|_| mark == Mark::Comma).or(self.governs_on);
                let words = std::mem::take(&mut self.lead);
                // 申请类：新收0，办结0.
                if mark == Mark::Colon && self.topic == Topic::Unknown && words == [Word::AnyApplication] {
                    self.topic = Topic::Applications;
                }
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

    /// Whether what the bracket at an index holds names its first figure itself.
    fn names_figures(&self, index: usize) -> bool {
        let inside = self.tokens.get(index + 1..).unwrap_or_default().iter().take(MOST_INSIDE);
        let mut names = false;
        for token in inside {
            match token.kind {
                Kind::Word(word) => names |= word.names() || word == Word::Publish,
                Kind::Figure(_) => return names,
                Kind::Mark(Mark::Close | Mark::Stop) => return false,
                _ => {}
            }
        }
        false
    }

    /// The word at an index. 公开5件, 4件公开 alone, where applications are spoken
    /// of, is how they ended.
    pub(super) fn word_at(&self, index: usize) -> Word {
        let Some(token) = self.tokens.get(index) else { return Word::Ignore };
        let Kind::Word(word) = token.kind else { return Word::Ignore };
        if word != Word::Publish
            || self.topic != Topic::Applications
            || self.passage.text(token.range.clone()) != "公开"
        {
            return word;
        }
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        let next = self.tokens.get(index + 1);
        let gap_before = self.passage.text(before.map_or(0, |before| before.range.end)..token.range.start);
        let gap_behind = next.map_or(0, |next| next.range.start.saturating_sub(token.range.end));
        let counted = |token: &Token| matches!(token.kind, Kind::Figure(figure) if matches!(figure.unit, Unit::Count('件' | '份' | '宗')));
        let near = ["", "已", "获", "获得", "得到", "予", "给予", "准予", "件中", "的"].contains(&gap_before.as_str());
        let heads = before.is_none_or(|before| {
            matches!(
                before.kind,
                Kind::Mark(_) | Kind::Word(Word::AmongThem | Word::All | Word::Conclude | Word::Reply)
            )
        }) && next.is_some_and(counted)
            && gap_behind <= 2;
        let trails = before.is_some_and(counted)
            && gap_behind == 0
            && next.is_none_or(|next| matches!(next.kind, Kind::Mark(_)));
        if near && (heads || trails) { Word::Result("3.1") } else { word }
    }

    /// Whether the next figure has a name of its own before it.
    fn names_next(&self, index: usize) -> bool {
        let next = self.tokens.get(index + 1).map(|token| token.kind);
        matches!(next, Some(Kind::Word(Word::Result(_) | Word::Applicant(_) | Word::Outcome(_))))
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
}
