//! What figures say together and none alone, once all are read.

use super::decide::Topic;
use super::lexicon::Word;
use super::mention::Mention;
use super::quantity::{Applicant, Count, Quantity, Step, Subject};
use super::scope::Scope;
use super::token::{Kind, Mark, Unit};
use super::walker::Walker;
use crate::words::Words;

/// Characters before a number of items in which 由 or 从 stands.
const LONGEST_FROM: usize = 24;
/// What leads from a number of items to another.
const CHANGED: &str = "减为 减至 减到 减少为 减少至 减少到 精简为 精简至 精简到 压减为 压减至 压缩为 压缩至 缩减为 缩减至 调整为 调整至 下降为 下降至 增为 增至 增加为 增加至 增加到 扩大到 变为";
/// Characters behind the last word within which a figure is left out.
const LONGEST_EXCLUSION: usize = 12;
/// Characters of a clause that are looked at on either side of a figure.
const LONGEST_CLAUSE: usize = 48;
/// What is not done yet.
const PLANNED: &[&str] = &["计划", "拟", "将", "目标", "力争", "预计"];
/// What says that a figure is in no table.
const EXCLUDED: &[&str] = &[
    "不在本报告",
    "不在统计",
    "不计入",
    "未计入",
    "不纳入",
    "未纳入",
    "不列入",
    "未列入",
    "另行统计",
    "不属于政府信息公开",
    "与政府信息公开无关",
    "与信息公开无关",
];
/// What says that reviews are of something else, or that the body hears them itself.
const OTHER_REVIEWS: &[&str] = &["非信息公开", "非政府信息公开", "作为复议机关", "作为行政复议机关", "办理下级"];
/// Documents of several bodies: each counts its own.
const SHARED_DOCUMENTS: &[&str] = &["联合印发", "联合发文", "联合发布", "联合制定", "联合出台"];
/// Figures behind 公开规范性文件 N 件 among which 废止 or 现行有效 is sought.
const MOST_BESIDE: usize = 4;

impl Walker<'_> {
    /// Settles the figures that only others make plain.
    pub(super) fn settle(&self, mentions: &mut [Mention]) {
        self.settle_sum_with_carried(mentions);
        self.settle_turnover(mentions);
        self.leave_partial_repeals(mentions);
        self.settle_items(mentions);
        self.settle_organisations(mentions);
        self.settle_other_outcomes(mentions);
        self.leave_split_outcomes(mentions);
        self.leave_wider_reviews(mentions);
        self.leave_excluded(mentions);
        self.settle_both_suits(mentions);
        self.leave_other_reviews(mentions);
        mentions.iter_mut().for_each(|mention| self.settle_shared(mention));
        self.settle_answered(mentions);
        self.settle_granted(mentions);
        self.settle_review_totals(mentions);
    }

    /// The text from the last stop before a figure to it, and from it to the next one.
    fn around(&self, mention: &Mention) -> (String, String) {
        let place = self.tokens.get(mention.token).map_or(0..0, |token| token.range.clone());
        let start = place.start.saturating_sub(LONGEST_CLAUSE);
        let end = (place.end + LONGEST_CLAUSE).min(self.passage.chars.len());
        let (before, behind) =
            (self.passage.text(start..place.start), self.passage.text(place.end..end.max(place.end)));
        let before = before.rsplit(['。', '；']).next().unwrap_or_default().to_owned();
        (before, behind.split(['。', '；']).next().unwrap_or_default().to_owned())
    }

    /// One figure for several names: 案卷信息、重复申请各 1 件, 其余 25 件来自甲、乙及丙.
    fn settle_shared(&self, mention: &mut Mention) {
        let (before, behind) = self.around(mention);
        let clause = behind.split('，').next().unwrap_or_default();
        let is_rest = ["来自", "为", "由", "系"]
            .iter()
            .any(|word| clause.trim_start_matches(['件', '个', '份', '宗', '起']).starts_with(word));
        mention.quantity = mention.quantity.take().filter(|quantity| {
            let several = match quantity {
                // 法人和其他组织 are one kind.
                Quantity::Applicant(kind) => *kind != Applicant::Organisations,
                // 9件为不予处理或其他处理: nothing beside these.
                Quantity::Results(_) => !self.names_only_results(mention.token),
                _ => false,
            };
            let is_spread = before.ends_with('各') || several && is_rest && clause.contains(['、', '及', '和', '或']);
            let is_joint = matches!(quantity, Quantity::Document("normative_documents" | "rules", _))
                && SHARED_DOCUMENTS.iter().any(|word| before.contains(word));
            !is_spread && !is_joint
        });
    }

    /// Whether nothing but results stands behind a figure up to the next mark.
    fn names_only_results(&self, figure: usize) -> bool {
        let Some(mut at) = self.tokens.get(figure).map(|token| token.range.end) else { return false };
        let mut names = 0;
        for token in self.tokens.iter().skip(figure + 1) {
            let gap = self.passage.text(at..token.range.start);
            if !["", "为", "系", "是", "属", "属于", "或", "和", "及", "与"].contains(&gap.as_str()) {
                return false;
            }
            match token.kind {
                Kind::Word(Word::Result(_)) => names += 1,
                Kind::Mark(Mark::Pause) => return false,
                Kind::Mark(_) => return names > 1,
                _ => return false,
            }
            at = token.range.end;
        }
        names > 1 && at == self.passage.chars.len()
    }

    /// 答复21件，其中…其他处理1件: those are among the answered.
    fn settle_answered(&self, mentions: &mut [Mention]) {
        for sentence in mentions.chunk_by_mut(|one, other| self.in_one_sentence(one, other)) {
            let Some((whole, parts)) = sentence.split_first_mut() else { continue };
            let holds = parts.iter().any(|part| {
                matches!(&part.quantity, Some(Quantity::Results(rows)) if rows.iter().any(|row| row.starts_with("3.6")))
            });
            let opens = parts.first().is_some_and(|part| {
                let between = self.tokens.get(whole.token..part.token).unwrap_or_default();
                between.iter().any(|token| matches!(token.kind, Kind::Word(Word::AmongThem) | Kind::Mark(Mark::Colon)))
            });
            if whole.quantity == Some(Quantity::Replied) && holds && opens {
                whole.quantity = Some(Quantity::Concluded);
            }
        }
    }

    /// 予以公开 7 件，部分公开 1 件，无法提供 2 件: each is of one row.
    fn settle_granted(&self, mentions: &mut [Mention]) {
        for sentence in mentions.chunk_by_mut(|one, other| self.in_one_sentence(one, other)) {
            let of = |mention: &Mention, row: &str| matches!(&mention.quantity, Some(Quantity::Results(rows)) if rows.as_slice() == [row]);
            let is_part = |mention: &Mention| {
                let before = mention.token.checked_sub(1).and_then(|before| self.tokens.get(before));
                let brackets = before.is_some_and(|before| before.kind == Kind::Mark(Mark::Open));
                brackets || mention.lead.iter().any(|word| matches!(word, Word::AmongThem | Word::Open))
            };
            let partly = sentence.iter().position(|mention| of(mention, "3.2"));
            let granted = sentence.iter().position(|mention| of(mention, "3.1"));
            let (Some(partly), Some(granted)) = (partly, granted) else { continue };
            let others = sentence.iter().any(|mention| {
                matches!(&mention.quantity, Some(Quantity::Results(rows))
                    if rows.iter().all(|row| !["3.1", "3.2"].contains(row)))
            });
            let (first, last) = (granted.min(partly), granted.max(partly));
            let between = sentence
                .get(first)
                .zip(sentence.get(last))
                .and_then(|(one, other)| self.tokens.get(one.token + 1..other.token));
            let apart = between.is_some_and(|between| {
                between.iter().all(|token| match token.kind {
                    Kind::Mark(mark) => !matches!(mark, Mark::Open | Mark::Close),
                    Kind::Word(word) => !matches!(word, Word::AmongThem | Word::Open | Word::Each),
                    _ => true,
                })
            });
            let inside = sentence.get(last).is_some_and(is_part);
            if let Some(mention) = sentence.get_mut(granted).filter(|_| others && apart && !inside) {
                mention.quantity = Some(Quantity::Granted);
            }
        }
    }

    /// 行政复议 6 件（含尚未审结 1 件）: of all, the open ones with them.
    fn settle_review_totals(&self, mentions: &mut [Mention]) {
        for index in 0..mentions.len() {
            let Some((whole, parts)) = mentions.get(index..).and_then(<[Mention]>::split_first) else { continue };
            let Some(Quantity::Review(of, None)) = whole.quantity else { continue };
            let Some(first) = parts.first() else { continue };
            let opens = self.tokens.get(whole.token + 1..first.token).unwrap_or_default().iter().any(|token| {
                matches!(token.kind, Kind::Word(Word::AmongThem | Word::Open))
                    && Words("其中 含 包括 包含").any_in(&self.passage.text(token.range.clone()))
            });
            let same =
                |part: &&Mention| matches!(part.quantity, Some(Quantity::Review(subject, Some(_))) if subject == of);
            let pending = |part: &Mention| matches!(part.quantity, Some(Quantity::Review(_, Some("pending"))));
            let near = parts.iter().take_while(|part| same(part) && self.in_one_sentence(whole, part));
            let holds = opens && near.clone().any(pending);
            if let Some(whole) = mentions.get_mut(index).filter(|_| holds) {
                whole.quantity = Some(Quantity::Review(of, Some("total")));
            }
        }
    }

    /// 行政复议（非信息公开类）176 件，应诉 58 件: not those of the table.
    fn leave_other_reviews(&self, mentions: &mut [Mention]) {
        for sentence in mentions.chunk_by_mut(|one, other| self.in_one_sentence(one, other)) {
            let says = |mention: &Mention| {
                let (before, behind) = self.around(mention);
                let near = behind.split('，').next().unwrap_or_default();
                OTHER_REVIEWS.iter().any(|word| before.contains(word) || near.contains(word))
            };
            let Some(first) = sentence.iter().position(says) else { continue };
            for mention in sentence.iter_mut().skip(first) {
                if matches!(mention.quantity, Some(Quantity::Review(..))) {
                    mention.quantity = None;
                }
            }
        }
    }

    /// 直接起诉 14 件，复议后起诉 13 件；已审结 20 件: of both.
    fn settle_both_suits(&self, mentions: &mut [Mention]) {
        for sentence in mentions.chunk_by_mut(|one, other| self.in_one_sentence(one, other)) {
            let mut named = (false, false);
            for mention in sentence {
                match &mut mention.quantity {
                    Some(Quantity::Review(Subject::Direct, None)) => named.0 = true,
                    Some(Quantity::Review(Subject::AfterReconsideration, None)) => named.1 = true,
                    Some(Quantity::Review(subject @ (Subject::Direct | Subject::AfterReconsideration), Some(_)))
                        if named == (true, true)
                            && !mention.lead.iter().any(|word| matches!(word, Word::Review(_))) =>
                    {
                        *subject = Subject::Litigation;
                    }
                    _ => {}
                }
            }
        }
    }

    /// 行政许可事项由上一年的34项减为30项: items, of last year and of this.
    fn settle_items(&self, mentions: &mut [Mention]) {
        for index in 1..mentions.len() {
            let Some([before, now]) = mentions.get_mut(index - 1..=index) else { continue };
            let Topic::Document(row @ ("licensing" | "other_services" | "penalties" | "coercion" | "fees")) =
                before.topic
            else {
                continue;
            };
            let place = |mention: &Mention| self.tokens.get(mention.token).map_or(0..0, |token| token.range.clone());
            let (one, other) = (place(before), place(now));
            let clause = self.passage.text(one.start.saturating_sub(LONGEST_FROM)..one.start);
            let clause = clause.rsplit(['，', '。', '；', '：']).next().unwrap_or_default();
            let between = self.passage.text(one.end..other.start.max(one.end));
            let in_items = [&*before, &*now].iter().all(|mention| mention.figure.unit == Unit::Count('项'));
            let changes =
                CHANGED.split(' ').any(|word| between.ends_with(word)) && !between.contains(['，', '。', '；']);
            let is_own = [before.scope, now.scope].iter().all(|scope| matches!(scope, Scope::Body | Scope::Elsewhere));
            let is_plan = PLANNED.iter().any(|word| clause.contains(word) || between.contains(word));
            if in_items && changes && is_own && !is_plan && clause.contains(['由', '从']) && clause.contains("事项")
            {
                (before.quantity, before.scope) =
                    (Some(Quantity::Document(row, Some(Count::ItemsBefore))), Scope::Body);
                (now.quantity, now.scope) = (Some(Quantity::Document(row, Some(Count::ItemsNow))), Scope::Body);
            }
        }
    }

    /// 企业 3 件、律师事务所 5 件: beside other organisations, each is its own
    /// column.
    fn settle_organisations(&self, mentions: &mut [Mention]) {
        for sentence in mentions.chunk_by_mut(|one, other| self.in_one_sentence(one, other)) {
            let kinds = sentence.iter().filter_map(|mention| match mention.quantity {
                Some(Quantity::Applicant(kind)) if kind != Applicant::Natural => Some(kind),
                _ => None,
            });
            if kinds.count() < 2 {
                continue;
            }
            for mention in sentence {
                match &mut mention.quantity {
                    Some(Quantity::Applicant(kind @ Applicant::LegalPerson)) => *kind = Applicant::Enterprise,
                    Some(Quantity::Applicant(kind @ Applicant::Other)) => *kind = Applicant::OtherAlone,
                    _ => {}
                }
            }
        }
    }

    /// 纠正 4 件、其他 5 件、未审结 2 件: those still open are no others.
    fn settle_other_outcomes(&self, mentions: &mut [Mention]) {
        for sentence in mentions.chunk_by_mut(|one, other| self.in_one_sentence(one, other)) {
            let is_open = |mention: &Mention| matches!(mention.quantity, Some(Quantity::Review(_, Some("pending"))));
            if !sentence.iter().any(is_open) {
                continue;
            }
            for mention in sentence {
                if let Some(Quantity::Review(_, Some(outcome @ "rest"))) = &mut mention.quantity {
                    *outcome = "other";
                }
            }
        }
    }

    /// 撤诉 1 件、驳回起诉 2 件: the table has both in one cell. 纠正 2 件，其中撤销
    /// 重作 1 件: the whole is that cell.
    fn leave_split_outcomes(&self, mentions: &mut [Mention]) {
        for sentence in mentions.chunk_by_mut(|one, other| self.in_one_sentence(one, other)) {
            let outcomes: Vec<_> = sentence
                .iter()
                .map(|mention| match mention.quantity {
                    Some(Quantity::Review(of, Some(column))) => {
                        Some((of, column, mention.lead.contains(&Word::AmongThem)))
                    }
                    _ => None,
                })
                .collect();
            for (index, mention) in sentence.iter_mut().enumerate() {
                let Some(Some((of, column, _))) = outcomes.get(index) else { continue };
                let is_split = outcomes.iter().enumerate().any(|(other, outcome)| {
                    outcome.is_some_and(|(same, one, is_part)| {
                        other != index && same == *of && overlap(one, column) && (other < index || !is_part)
                    })
                });
                mention.quantity = mention.quantity.take().filter(|_| !is_split);
            }
        }
    }

    /// 行政应诉 31 件，其中政府信息公开类 7 件: the whole is of all kinds.
    fn leave_wider_reviews(&self, mentions: &mut [Mention]) {
        for index in 1..mentions.len() {
            let Some([whole, part]) = mentions.get_mut(index - 1..=index) else { continue };
            let narrows = part.lead.contains(&Word::AmongThem)
                && part.lead.iter().any(|word| matches!(word, Word::Disclosure | Word::Application));
            if narrows && matches!(whole.quantity, Some(Quantity::Review(_, None))) {
                whole.quantity = None;
            }
        }
    }

    fn in_one_sentence(&self, one: &Mention, other: &Mention) -> bool {
        let between = self.tokens.get(one.token..other.token).unwrap_or_default();
        !between.iter().any(|token| token.kind == Kind::Mark(Mark::Stop))
    }

    /// 另办理28件，不计入本报告: what the text itself leaves out.
    fn leave_excluded(&self, mentions: &mut [Mention]) {
        let places: Vec<usize> = mentions.iter().map(|mention| mention.token).collect();
        for (mention, next) in mentions.iter_mut().zip(places.into_iter().skip(1).map(Some).chain([None])) {
            let rest = self.tokens.get(mention.token..next.unwrap_or(self.tokens.len())).unwrap_or_default();
            let stop = rest.iter().find(|token| token.kind == Kind::Mark(Mark::Stop));
            let end = stop.or(rest.last()).map_or(0, |token| token.range.end + LONGEST_EXCLUSION);
            let start = rest.first().map_or(end, |token| token.range.end);
            let behind = self.passage.text(start..end.min(self.passage.chars.len()).max(start));
            let behind = behind.split('。').next().unwrap_or_default();
            if EXCLUDED.iter().any(|word| behind.contains(word)) {
                mention.quantity = None;
            }
        }
    }

    /// 新收 24 件，上年结转 3 件，共 27 件: both together.
    fn settle_sum_with_carried(&self, mentions: &mut [Mention]) {
        for index in 2..mentions.len() {
            let Some([new, carried, sum]) = mentions.get_mut(index - 2..=index) else { continue };
            let is_new = matches!(new.quantity, Some(Quantity::Received | Quantity::ReceivedNew));
            // 新收49件，结转4件，合计53件: from last year.
            let adds_up =
                new.figure.numeral.millionths + carried.figure.numeral.millionths == sum.figure.numeral.millionths;
            let is_carried = (matches!(carried.quantity, Some(Quantity::CarriedIn))
                || adds_up && carried.quantity == Some(Quantity::Carried))
                && !carried.lead.iter().any(|word| matches!(word, Word::AmongThem | Word::Open));
            let between = self.tokens.get(carried.token + 1..sum.token).unwrap_or_default();
            let follows = matches!(between, [comma, total]
                if comma.kind == Kind::Mark(Mark::Comma) && total.kind == Kind::Word(Word::Total));
            let outside = self.tokens.get(new.token..sum.token).unwrap_or_default();
            let outside = !outside.iter().any(|token| matches!(token.kind, Kind::Mark(Mark::Open | Mark::Stop)));
            let ends = self.tokens.get(sum.token + 1).is_none_or(|next| matches!(next.kind, Kind::Mark(_)));
            let counts = matches!(sum.figure.unit, Unit::Count('件' | '份' | '宗' | '条'));
            let told = is_new && is_carried && follows && outside && ends && counts && sum.quantity.is_none();
            if told && new.scope == sum.scope {
                carried.quantity = Some(Quantity::CarriedIn);
                sum.quantity = Some(Quantity::WithCarried(Step::Received));
            }
        }
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
}

/// Whether two outcomes may stand in one cell of the table.
fn overlap(one: &str, other: &str) -> bool {
    let loose = |one: &str, other: &str| one == "rejected" && matches!(other, "upheld" | "other" | "rest");
    one == other
        || loose(one, other)
        || loose(other, one)
        || matches!((one, other), ("rest", "other") | ("other", "rest"))
}
