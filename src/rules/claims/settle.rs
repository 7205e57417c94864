//! What figures say together and none alone, once all are read.

use super::decide::Topic;
use super::lexicon::Word;
use super::mention::Mention;
use super::quantity::{Applicant, Count, Quantity};
use super::scope::Scope;
use super::token::{Kind, Mark, Unit};
use super::walker::Walker;

/// Characters before a number of items in which 由 or 从 stands.
const LONGEST_FROM: usize = 24;
/// What leads from a number of items to another.
const CHANGED: &str = "减为 减至 减到 减少为 减少至 减少到 精简为 精简至 精简到 压减为 压减至 压缩为 压缩至 缩减为 缩减至 调整为 调整至 下降为 下降至 增为 增至 增加为 增加至 增加到 扩大到 变为";
/// Characters behind the last word within which a figure is left out.
const LONGEST_EXCLUSION: usize = 12;
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
/// Figures behind 公开规范性文件 N 件 among which 废止 or 现行有效 is sought.
const MOST_BESIDE: usize = 4;

impl Walker<'_> {
    /// Settles the figures that only others make plain.
    pub(super) fn settle(&self, mentions: &mut [Mention]) {
        self.settle_turnover(mentions);
        self.leave_partial_repeals(mentions);
        self.settle_items(mentions);
        self.settle_organisations(mentions);
        self.settle_other_outcomes(mentions);
        self.leave_wider_reviews(mentions);
        self.leave_excluded(mentions);
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
