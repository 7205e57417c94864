//! Lists of parts: 共 N 条，其中 a、b、c. Which whole they are parts of, and
//! where they end.

use super::decide::Topic;
use super::mention::Mention;
use super::quantity::{Quantity, Subject};
use crate::words::Words;

/// What the whole of a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Items put before the public, documents of any kind: parts of them are
    /// items, whatever they are about.
    Information,
    /// Applications.
    Applications {
        /// Whether it is those received, so that what a part received is some of
        /// them.
        received: bool,
    },
    /// Reconsideration and litigation.
    Review(Subject),
    /// A row of the disclosure table.
    Document,
    /// Nothing that is known.
    Unknown,
}

/// A list that is being read.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// What its whole counts.
    pub head: Head,
    /// Figures read since it began.
    pub items: usize,
    /// Whether it stands in brackets of its own.
    pub in_brackets: bool,
    /// Whether “；” divides what it lists.
    pub by_semicolon: bool,
}

/// Verbs and nouns of what is put before the public.
const PUBLISHED: Words = Words(
    "公开 发布 公示 公布 推送 更新 上传 刊发 刊登 转发 信息 公文 文件 动态 稿件 文章 新闻 公告 资讯 内容 条目 \
     栏目",
);

impl Head {
    /// What a figure counts as the whole of a list. `clause` is the text of its
    /// clause before it.
    pub fn of(mention: &Mention, clause: &str) -> Head {
        match &mention.quantity {
            Some(Quantity::Review(subject, _)) => Head::Review(*subject),
            Some(Quantity::Document(..)) => Head::Document,
            Some(quantity) => Head::Applications {
                received: matches!(quantity, Quantity::Received | Quantity::ReceivedNew | Quantity::Channel),
            },
            None if mention.topic == Topic::Applications && !mention.lead.is_empty() && !published(clause) => {
                Head::Applications { received: true }
            }
            None if published(clause) || mention.topic == Topic::Other => Head::Information,
            None => Head::Unknown,
        }
    }

    /// What of a part can be held against a table.
    pub fn admits(self, quantity: &Quantity, names_application: bool) -> bool {
        let any =
            matches!(quantity, Quantity::Received | Quantity::Applications | Quantity::Handled | Quantity::ReceivedNew);
        match self {
            Head::Information => match quantity {
                Quantity::Review(..) => true,
                Quantity::Document(..) => false,
                _ => names_application,
            },
            Head::Applications { received } => match quantity {
                Quantity::ReceivedNew => true,
                Quantity::Received => !received,
                Quantity::Document(..) => false,
                _ => !any,
            },
            Head::Document => match quantity {
                Quantity::Document(_, count) => count.is_some(),
                _ => names_application || !any,
            },
            Head::Review(_) | Head::Unknown => true,
        }
    }
}

fn published(clause: &str) -> bool {
    PUBLISHED.any_in(clause)
}

impl List {
    /// Whether it goes on behind “；”: where two figures stand before the first
    /// one, other marks divide what it lists.
    pub fn goes_on(mut self) -> Option<List> {
        // 许可57件，其中登记类占九成；处罚8件: nothing was listed.
        if self.items == 0 && self.head == Head::Document && !self.in_brackets {
            return None;
        }
        self.by_semicolon |= self.items < 2;
        (self.by_semicolon || self.in_brackets).then_some(self)
    }
}
