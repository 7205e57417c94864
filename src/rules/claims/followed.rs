//! Figures that go on with what the figure before them named: what procurement
//! cost, how many decisions there were, the other outcomes.

use super::decide::Topic;
use super::list::Head;
use super::mention::is_connecting;
use super::quantity::{Count, Quantity};
use super::token::{Figure, Unit};
use super::walker::Walker;

/// What the cost of procurement is called.
const SPENDING: &str = "采购 实际 总金额 金额 总额 资金 支出 合计 共计 总计 累计 成交";

impl Walker<'_> {
    /// 维持 3 件、纠正 1 件、其他 2 件: beside the outcomes, 其他 is one.
    pub(super) fn names_rest(&self, clause: &str) -> bool {
        let beside = self.last.is_some_and(|(head, _)| matches!(head, Head::Review(_)));
        let rest = clause.trim_start_matches(['、', '，', '和', '及']);
        matches!(self.topic, Topic::Review(_)) && beside && ["其他", "其它"].contains(&rest)
    }

    /// 集中采购 22 项，金额 918 万元: what the procurement cost.
    pub(super) fn spent(&self, figure: Figure, clause: &str) -> Option<Quantity> {
        let rest = SPENDING.split(' ').fold(clause.to_owned(), |rest, word| rest.replace(word, ""));
        let procured = self.topic == Topic::Document("procurement") && figure.unit == Unit::Yuan;
        (procured && is_connecting(&rest)).then_some(Quantity::Document("procurement", Some(Count::Amount)))
    }

    /// 行政许可事项由 58 项减为 51 项，处理决定 1204 件.
    pub(super) fn decided(&self, figure: Figure, clause: &str) -> Option<Quantity> {
        let Topic::Document(row @ ("licensing" | "other_services" | "penalties" | "coercion")) = self.topic else {
            return None;
        };
        let clause = clause.trim_start_matches('，').trim_start_matches("作出").trim_start_matches("本年");
        let names = ["处理决定", "处理决定数", "处理决定数量"].contains(&clause);
        (names && figure.unit == Unit::Count('件')).then_some(Quantity::Document(row, None))
    }
}

/// What of the procurement is counted in a unit.
pub(super) fn bought(unit: Unit) -> Option<Quantity> {
    let count = match unit {
        Unit::Yuan => Count::Amount,
        Unit::Count('项' | '个') => Count::Purchases,
        _ => return None,
    };
    Some(Quantity::Document("procurement", Some(count)))
}
