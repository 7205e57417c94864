//! From the words around a figure to what it counts.

use super::super::passage::Passage;
use super::denial::subject;
use super::lexicon::Word;
use super::mention::is_connecting;
use super::quantity::{Applicant, Count, Quantity, Subject};
use super::token::{Kind, Token};
use crate::words::Words;

/// What the text speaks of at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Nothing that is known.
    Unknown,
    /// Applications for information.
    Applications,
    /// Reconsideration and litigation.
    Review(Subject),
    /// A row of the disclosure table.
    Document(&'static str),
    /// Something that no table holds.
    Other,
}

impl Topic {
    /// What a passage speaks of that names nothing: 已办的25件里，部分公开4件，不予公开
    /// 3件 are applications. Documents are sorted so too, and published.
    pub fn implied(tokens: &[Token], passage: &Passage) -> Topic {
        let (mut rows, mut is_carried, mut receives) = (None, false, false);
        let (mut several, mut end, mut counted) = (false, 0, false);
        let (mut asks, mut kinds) = (false, Vec::new());
        for token in tokens {
            let gap = end..token.range.start;
            end = token.range.end;
            // 仲裁案件120件: something else is counted.
            if matches!(token.kind, Kind::Figure(_)) && !counted {
                counted = true;
                if !is_connecting(&passage.text(gap.clone())) {
                    return Topic::Unknown;
                }
            }
            let Kind::Word(word) = token.kind else { continue };
            match word {
                // 从申请人看，个人 15 件、企业 4 件.
                Word::Ignore if passage.text(token.range.clone()) == "申请人" => {
                    asks |= ["", "从", "按", "按照"].contains(&passage.text(gap).as_str());
                }
                Word::Applicant(kind) if !kinds.contains(&kind) => kinds.push(kind),
                Word::Result(row) => several |= *rows.get_or_insert(row) != row,
                Word::CarryIn | Word::CarryOut => is_carried = true,
                Word::Receive | Word::ReceiveNew => receives = true,
                Word::OtherTopic | Word::Document(_) | Word::DocumentMatter | Word::Review(_) | Word::PutOut => {
                    return Topic::Unknown;
                }
                Word::Publish
                    if Words("主动公开 公示 目录 清单").contains(passage.text(token.range.clone()).as_str()) =>
                {
                    return Topic::Unknown;
                }
                _ => {}
            }
        }
        if several || is_carried && receives || asks && kinds.len() > 1 { Topic::Applications } else { Topic::Unknown }
    }

    /// The topic after a word.
    pub fn after(self, word: Word) -> Topic {
        match word {
            Word::Application | Word::ApplicationMatter => Topic::Applications,
            Word::Review(subject) => Topic::Review(subject),
            Word::Document(row) => Topic::Document(row),
            Word::DocumentMatter => Topic::Document("normative_documents"),
            Word::OtherTopic => Topic::Other,
            _ => self,
        }
    }
}

/// The words around a figure.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The words of its clause before it.
    pub lead: &'a [Word],
    /// The words behind it, up to the next mark or figure.
    pub trail: &'a [Word],
    /// What the text speaks of at the figure.
    pub topic: Topic,
}

impl Around<'_> {
    /// What the figure counts; `None` where the words do not tell or say two
    /// things.
    pub fn quantity(&self) -> Option<Quantity> {
        // 查处非法捕捞等行政处罚: what 等 sums up is told by the name behind it.
        let summed = self.lead.windows(2).rposition(|pair| matches!(pair, [Word::Open, Word::Document(_)]));
        // 1件不予公开并告知查询渠道: the result tells, whatever was done besides.
        let trail = if matches!(self.trail.first(), Some(Word::Result(_))) { &[] } else { self.trail };
        let told = self.lead.iter().skip(summed.unwrap_or(0)).chain(trail);
        if told.clone().any(|word| *word == Word::Aside)
            || self.has(|word| {
                matches!(word, |Word::NotReceived| Word::NotHappened
                    | Word::NotIssued
                    | Word::Compare
                    | Word::More
                    | Word::Less)
            })
        {
            return None;
        }
        let trail_topic = self.trail.iter().fold(Topic::Unknown, |topic, &word| topic.after(word));
        let topic = match self.topic {
            // 已办结的25件申请, 上年结转的3件申请: nothing else is spoken of.
            Topic::Unknown if self.asks_behind() => Topic::Applications,
            _ if self.leads_nowhere() && trail_topic != Topic::Unknown => trail_topic,
            topic => topic,
        };
        match topic {
            Topic::Applications => self.application(),
            Topic::Unknown => self.unmistakable(),
            Topic::Review(subject) => self.review(subject),
            Topic::Document(row) => self.document(row),
            Topic::Other => None,
        }
    }

    /// Whether a step stands before the figure and 申请 right behind it.
    fn asks_behind(&self) -> bool {
        let step = self.lead.iter().any(|word| {
            matches!(
                word,
                Word::Receive
                    | Word::ReceiveNew
                    | Word::Handle
                    | Word::Conclude
                    | Word::Reply
                    | Word::CarryIn
                    | Word::CarryOut
            )
        });
        step && self.trail.first() == Some(&Word::AnyApplication)
    }

    fn has(&self, test: impl Fn(&Word) -> bool) -> bool {
        self.lead.iter().chain(self.trail).any(test)
    }

    /// Whether the words before the figure name nothing that is counted.
    fn leads_nowhere(&self) -> bool {
        self.lead.iter().all(|word| {
            !matches!(
                word,
                Word::Application | Word::Review(_) | Word::Document(_) | Word::OtherTopic | Word::Result(_)
            )
        })
    }

    fn application(&self) -> Option<Quantity> {
        let from = |words: &[Word]| carried(words).or_else(|| results(words)).or_else(|| applicant(words));
        let processed = process(self.lead);
        if self.is_part() {
            let channel = || self.lead_channels().then_some(Quantity::Channel);
            let done = || process(self.trail).filter(|found| matches!(found, Quantity::Concluded | Quantity::Replied));
            let said = from(self.lead).and_then(|found| self.lone(found));
            // 其中12件的申请人均为自然人: of the twelve, and of others too.
            let of_each = self.lead.contains(&Word::AmongThem) && self.trail.contains(&Word::All);
            let behind = || from(self.trail).and_then(|found| self.lone(found)).filter(|_| !of_each);
            return said.or_else(channel).or_else(behind).or_else(done);
        }
        // 结转下年度继续办理 is one thing; 收到申请（含上年结转） is two.
        if processed.as_ref().is_some_and(|processed| *processed != Quantity::Handled) && carried(self.lead).is_some() {
            return None;
        }
        if let Some(found) = from(self.lead) {
            return self.lone(found);
        }
        if self.lead_channels() {
            return Some(Quantity::Channel);
        }
        // 收到58件申请: the verb before tells; 1件结转下年: only the words behind do.
        if processed.is_some() {
            return processed;
        }
        let behind = from(self.trail).and_then(|found| self.lone(found));
        behind.or_else(|| process(self.trail)).or_else(|| self.bare_application())
    }

    /// 涉及征地的申请, 其中教育类申请: some of them, whatever verb stands there.
    fn is_part(&self) -> bool {
        let done = self.lead.iter().any(|word| matches!(word, Word::Conclude | Word::Reply));
        self.lead.contains(&Word::About) || self.lead.contains(&Word::AmongThem) && !done
    }

    /// Results and applicants at once would be a cell that the text splits
    /// further: left alone.
    fn lone(&self, found: Quantity) -> Option<Quantity> {
        let result = self.lead.iter().any(|word| matches!(word, Word::Result(_)));
        let applicant = self.lead.iter().any(|word| matches!(word, Word::Applicant(_)));
        // 因第三方合法权益不予公开: counted under the reason; 等 may hold other reasons.
        let found = match found {
            Quantity::Results(rows) if !self.has(|word| matches!(word, Word::Open | Word::About)) => {
                Quantity::Results(reason(rows))
            }
            found => found,
        };
        (!(result && applicant)).then_some(found)
    }

    /// One way of coming before the figure; several with a verb are all ways.
    fn lead_channels(&self) -> bool {
        // 网上公开21件: put there by the body, not sent in.
        if self.has(|word| matches!(word, Word::Publish | Word::PutOut)) {
            return false;
        }
        let channels = self.lead.iter().filter(|word| matches!(word, Word::Channel)).count();
        channels == 1 || channels > 1 && !self.lead.iter().any(|word| matches!(word, Word::Total))
    }

    fn bare_application(&self) -> Option<Quantity> {
        let named = |words: &[Word]| {
            let total = words.contains(&Word::Total) && words.contains(&Word::AnyApplication);
            total || words.contains(&Word::Application)
        };
        (named(self.lead) || named(self.trail)).then_some(Quantity::Applications)
    }

    /// Without a topic only words that mean nothing else.
    fn unmistakable(&self) -> Option<Quantity> {
        let groups = |words: &[Word]| {
            results(words).filter(|found| !matches!(found, Quantity::Results(groups) if groups.contains(&"3.3")))
        };
        groups(self.lead).and_then(|found| self.lone(found))
    }

    fn review(&self, topic: Subject) -> Option<Quantity> {
        if self.has(|word| matches!(word, Word::OtherOutcome | Word::OtherTopic)) {
            return None;
        }
        let subject = subject(self.lead).or_else(|| subject(self.trail));
        let outcome_before = outcome(self.lead)?;
        let outcome_behind = outcome(self.trail)?;
        match (subject, outcome_before, outcome_behind) {
            (Some(_), _, Some(_)) if subject_named(self.lead) => None,
            (subject, Some(column), _) => Some(Quantity::Review(subject.unwrap_or(topic), Some(column))),
            (subject, None, Some(column)) => Some(Quantity::Review(subject.unwrap_or(topic), Some(column))),
            (Some(subject), None, None) => Some(Quantity::Review(subject, None)),
            (None, None, None) => None,
        }
    }

    fn document(&self, row: &'static str) -> Option<Quantity> {
        let named = |words: &[Word]| words.iter().filter(|word| matches!(word, Word::Document(_))).count();
        // 通过规范性文件平台发布规范性文件: what stands behind the verb is counted.
        let verb = self.lead.iter().rposition(|word| matches!(word, Word::PutOut | Word::Turnover(_)));
        let behind = verb.and_then(|verb| self.lead.get(verb..)).filter(|words| named(words) == 1);
        if let Some(lead) = behind.filter(|words| words.len() < self.lead.len()) {
            return Around { lead, ..*self }.document(row);
        }
        if named(self.lead) > 1 || self.has(|word| matches!(word, Word::OtherTopic)) {
            return None;
        }
        let count = match (turnover(self.lead)?, turnover(self.trail)?) {
            (Some(count), _) | (None, Some(count)) => Some(count),
            (None, None) => None,
        };
        let is_named = named(self.lead) + named(self.trail) > 0;
        // 新制作规范性文件11件，全部公开，累计公开92件.
        if row == "normative_documents" && !is_named && count.is_none() && self.trail.is_empty() {
            let all_public = self.lead.contains(&Word::Total)
                && self.lead.contains(&Word::Publish)
                && self.lead.iter().all(|word| matches!(word, Word::Total | Word::Publish | Word::ManyYears));
            return all_public.then_some(Quantity::Document(row, Some(Count::Public)));
        }
        let worked = self.lead.iter().any(|word| matches!(word, Word::Handle | Word::Conclude));
        let published = self.has(|word| match word {
            Word::Items => !worked,
            word => matches!(word, Word::Publish | Word::PutOut),
        });
        match row {
            "rules" | "normative_documents" if count.is_some() || is_named && !published => {
                Some(Quantity::Document(row, count))
            }
            // 发布规范性文件 59 件: those issued, or all that are in force.
            "rules" | "normative_documents"
                if is_named && !self.has(|word| matches!(word, Word::Publish | Word::Items)) =>
            {
                Some(Quantity::Document(row, Some(Count::PutOut)))
            }
            "procurement" if is_named && count.is_none() => Some(Quantity::Document(row, None)),
            "licensing" | "other_services" | "penalties" | "coercion" | "fees"
                if is_named && !published && count.is_none() =>
            {
                Some(Quantity::Document(row, None))
            }
            _ => None,
        }
    }
}

fn subject_named(words: &[Word]) -> bool {
    words.iter().any(|word| matches!(word, Word::Review(_)))
}

/// Where applications are carried from or to.
pub(super) fn carried(words: &[Word]) -> Option<Quantity> {
    words.iter().rev().find_map(|word| match word {
        Word::CarryIn => Some(Quantity::CarriedIn),
        Word::CarryOut => Some(Quantity::CarriedOut),
        Word::Carry => Some(Quantity::Carried),
        Word::Pending => Some(Quantity::CarriedOut),
        _ => None,
    })
}

pub(super) fn results(words: &[Word]) -> Option<Quantity> {
    let mut rows: Vec<&'static str> = Vec::new();
    for word in words {
        let Word::Result(named) = word else { continue };
        for row in named.split(' ') {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    (!rows.is_empty()).then_some(Quantity::Results(rows))
}

/// The reason alone, where rows are a reason and its group.
fn reason(rows: Vec<&'static str>) -> Vec<&'static str> {
    let item = match *rows.as_slice() {
        [one, other] if one.strip_prefix(other).is_some_and(|rest| rest.starts_with('.')) => Some(one),
        [one, other] if other.strip_prefix(one).is_some_and(|rest| rest.starts_with('.')) => Some(other),
        _ => None,
    };
    item.map_or(rows, |item| vec![item])
}

/// One kind of applicant; two kinds before one figure are left alone.
pub(super) fn applicant(words: &[Word]) -> Option<Quantity> {
    let mut found: Option<Applicant> = None;
    for word in words {
        if let Word::Applicant(applicant) = word {
            match found {
                Some(other) if other != *applicant => return None,
                _ => found = Some(*applicant),
            }
        }
    }
    found.map(Quantity::Applicant)
}

/// The step of the work that words name.
pub(super) fn process(words: &[Word]) -> Option<Quantity> {
    let has = |word: Word| words.contains(&word);
    let received = has(Word::Receive) || has(Word::ReceiveNew);
    let done = has(Word::Conclude) || has(Word::Reply);
    if received && (done || has(Word::Handle)) {
        return Some(Quantity::Handled);
    }
    let order = [
        (Word::ReceiveNew, Quantity::ReceivedNew),
        (Word::Receive, Quantity::Received),
        (Word::Conclude, Quantity::Concluded),
        (Word::Handle, Quantity::Handled),
        (Word::Reply, Quantity::Replied),
    ];
    order.into_iter().find(|&(word, _)| has(word)).map(|(_, quantity)| quantity)
}

/// The outcome before a figure; the outer `None` where there are two.
pub(super) fn outcome(words: &[Word]) -> Option<Option<&'static str>> {
    let mut found = None;
    for word in words {
        let column = match word {
            Word::Outcome(column) => *column,
            Word::Decided => "decided",
            Word::Pending => "pending",
            // 1件作其他处理.
            Word::Result("3.6") => "other",
            _ => continue,
        };
        match found {
            Some(other) if other != column => return None,
            _ => found = Some(column),
        }
    }
    Some(found)
}

fn turnover(words: &[Word]) -> Option<Option<Count>> {
    let mut found = None;
    for word in words {
        if let Word::Turnover(count) = word {
            match found {
                Some(other) if other != *count => return None,
                _ => found = Some(*count),
            }
        }
    }
    Some(found)
}
