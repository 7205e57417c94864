//! What figures say together and none alone, once all are read.

use super::lexicon::Word;
use super::mention::Mention;
use super::quantity::{Count, Quantity};
use super::token::{Kind, Mark, Unit};
use super::walker::Walker;

/// Figures behind 公开规范性文件 N 件 among which 废止 or 现行有效 is sought.
const MOST_BESIDE: usize = 4;

impl Walker<'_> {
    /// Settles the figures that only others make plain.
    pub(super) fn settle(&self, mentions: &mut [Mention]) {
        self.settle_turnover(mentions);
        self.leave_partial_repeals(mentions);
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
