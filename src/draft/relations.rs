//! Relations guessed from labels: 合计, 小计 and 总计 are the sum of what they
//! stand beside, 其中 is part of what it stands beneath, and where labels are
//! numbered 一、（一）1. the upper one is the sum of the lower ones.

use super::doubt::Doubt;
use super::kinds;
use super::lines::Line;
use super::names::{self, Numbering};
use crate::recognition::label;

/// Words with which the label of a sum ends, and labels that are one.
const SUMS: [&str; 3] = ["总数", "总额", "总量"];

/// The whole of periods, and words of these.
const WHOLE_YEAR: &str = "全年";
const PERIODS: [&str; 3] = ["半年", "季度", "月"];

/// Words of what is no part of a sum beside it.
const NO_PART: [&str; 8] = ["率", "比例", "比重", "占比", "百分比", "人均", "平均", "增减"];

/// A guessed relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub id: String,
    /// `row` or `column`.
    pub each: &'static str,
    pub holds: String,
    /// The columns or rows in which it holds; all, where none are named.
    pub lines: Vec<String>,
    pub confirm: Doubt,
}

/// Guesses the relations of a table: columns that are added in each row, rows that
/// are added in each column.
pub(super) fn guess(table: &str, columns: &[Line], rows: &[Line]) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (each, lines, across) in [("row", columns, rows), ("column", rows, columns)] {
        // Shares are not added: neither in a column of shares nor in a row of them.
        let added: Vec<String> = across.iter().filter(|line| !is_no_part(line)).map(|line| line.id.clone()).collect();
        let holds_in = if added.len() == across.len() { Vec::new() } else { added };
        for guess in sums(lines)
            .into_iter()
            .chain(group_sums(lines))
            .chain(partitions(lines))
            .chain(numbered(lines))
            .chain(parts(lines))
        {
            let id = format!("{table}.{}", lines.get(guess.names).map_or("", |line| &line.id));
            let is_known = |id: &String| relations.iter().any(|known: &Relation| known.id == *id);
            let id = std::iter::once(id.clone())
                .chain((2..).map(|number| format!("{id}_{number}")))
                .find(|id| !is_known(id));
            relations.extend(id.map(|id| Relation {
                id,
                each,
                holds: guess.holds,
                lines: holds_in.clone(),
                confirm: guess.confirm,
            }));
        }
    }
    relations
}

struct Guess {
    /// The line that the relation names.
    names: usize,
    holds: String,
    confirm: Doubt,
}

/// The sums: each of what stands in its group, up to the next sum.
fn sums(lines: &[Line]) -> Vec<Guess> {
    let totals: Vec<usize> = (0..lines.len()).filter(|&at| lines.get(at).is_some_and(is_sum)).collect();
    totals.iter().filter_map(|&total| sum(lines, total, &totals)).collect()
}

fn sum(lines: &[Line], total: usize, totals: &[usize]) -> Option<Guess> {
    let line = lines.get(total)?;
    let scope = line.group.as_slice();
    let within =
        |at: &usize| lines.get(*at).is_some_and(|other| other.group.starts_with(scope) && is_part_of(other, line));
    let inner: Vec<usize> = (0..lines.len()).filter(|at| *at != total && within(at)).collect();
    // What is added: of a deeper group its own sum, else its lines.
    let has_own_sum = |at: usize| {
        let group = lines.get(at).map_or(&[][..], |line| &line.group);
        totals.iter().any(|&other| {
            other != total
                && other != at
                && lines
                    .get(other)
                    .is_some_and(|other| other.group.len() > scope.len() && group.starts_with(&other.group))
        })
    };
    let mut operands: Vec<usize> = inner.iter().copied().filter(|&at| !has_own_sum(at)).collect();
    let beside: Vec<usize> = operands
        .iter()
        .copied()
        .filter(|at| totals.contains(at) && lines.get(*at).is_some_and(|other| other.group == scope))
        .collect();
    operands = match (beside.is_empty(), is_subtotal(&line.label)) {
        (true, _) | (false, true) => since(&operands, total, &beside),
        (false, false) => over(&operands, total, &beside),
    };
    let top = operands.iter().filter_map(|&at| names::numbering(&lines.get(at)?.label)).min();
    // Beside numbered lines one without a number is a detail of the line before it;
    // where the first has none, the numbered ones are details.
    let is_numbered = |at: &usize| numbering(lines, *at).is_some();
    if operands.iter().filter(|at| is_numbered(at)).count() > 1 {
        let begins = operands.iter().find(|at| !totals.contains(at)).is_some_and(is_numbered);
        operands
            .retain(|at| totals.contains(at) || if begins { numbering(lines, *at) == top } else { !is_numbered(at) });
    }
    let is_period =
        |&at: &usize| lines.get(at).is_some_and(|other| PERIODS.iter().any(|word| other.label.contains(word)));
    if names::bare(&line.label).starts_with(WHOLE_YEAR) && !operands.iter().all(is_period) {
        return None;
    }
    let holds = format!("{} = {}", line.id, added(lines, &operands, 2)?);
    let confirm = Doubt::new("draft.sum", line.label.as_str());
    Some(Guess { names: total, holds, confirm })
}

/// Whether a group parts the line before it: 按岗位分.
fn is_partition(group: &str) -> bool {
    group.starts_with('按') && group.trim_end_matches(['组', '类', '：', ':']).ends_with('分')
}

/// A group 按…分: the line before it is the sum of its lines.
fn partitions(lines: &[Line]) -> Vec<Guess> {
    let mut guesses = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((group, around)) = line.group.split_last().filter(|(group, _)| is_partition(group)) else { continue };
        let is_begun =
            at.checked_sub(1).and_then(|before| lines.get(before)).is_some_and(|before| before.group == line.group);
        if is_begun {
            continue;
        }
        let members: Vec<usize> =
            (at..lines.len()).take_while(|&at| lines.get(at).is_some_and(|other| other.group == line.group)).collect();
        let whole = lines
            .get(..at)
            .and_then(|before| before.iter().rfind(|whole| whole.group == around && !whole.label.starts_with("其中")));
        if let (Some(whole), Some(sum)) = (whole, added(lines, &members, 2)) {
            let confirm = Doubt::new("draft.sum", group.as_str());
            guesses.push(Guess {
                names: lines.iter().position(|line| line.id == whole.id).unwrap_or(at),
                holds: format!("{} = {sum}", whole.id),
                confirm,
            });
        }
    }
    guesses
}

/// Where a whole group is called 合计: each of its lines is the sum of those of the
/// same name in the groups beside it.
fn group_sums(lines: &[Line]) -> Vec<Guess> {
    let mut guesses = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((group, around)) = line.group.split_last() else { continue };
        if !is_sum_label(group) {
            continue;
        }
        let like = of_groups(lines, line, around, group);
        if let Some(sum) = added(lines, &like, 2) {
            let confirm = Doubt::new("draft.sum", group.as_str());
            guesses.push(Guess { names: at, holds: format!("{} = {sum}", line.id), confirm });
        }
    }
    guesses
}

/// The lines of the same label in the groups beside this one: of a group with a sum of
/// its own that, else each of its lines.
fn of_groups(lines: &[Line], line: &Line, around: &[String], group: &String) -> Vec<usize> {
    let depth = around.len();
    let own = |other: &Line| other.group.get(depth).cloned();
    let is_like = |other: &&Line| {
        other.group.starts_with(around) && own(other).is_some_and(|own| own != *group) && other.label == line.label
    };
    let is_inner_sum = |other: &Line| other.group.get(depth + 1).is_some_and(|inner| is_sum_label(inner));
    let has_sum = |other: &Line| lines.iter().filter(is_like).any(|sum| own(sum) == own(other) && is_inner_sum(sum));
    let is_added =
        |other: &Line| is_like(&other) && is_part_of(other, line) && (is_inner_sum(other) || !has_sum(other));
    (0..lines.len()).filter(|&at| lines.get(at).is_some_and(is_added)).collect()
}

/// What a sum adds that is no sum of sums: what stands before it since the sum before it, else what
/// follows it up to the next sum.
fn since(operands: &[usize], total: usize, sums: &[usize]) -> Vec<usize> {
    let start = sums.iter().copied().filter(|&sum| sum < total).max();
    let before: Vec<usize> =
        operands.iter().copied().filter(|&at| at < total && start.is_none_or(|start| at > start)).collect();
    if !before.is_empty() {
        return before;
    }
    let end = sums.iter().copied().filter(|&sum| sum > total).min();
    operands.iter().copied().filter(|&at| at > total && end.is_none_or(|end| at < end)).collect()
}

/// What a total adds where there are other sums beside it: those, and what none of
/// them adds.
fn over(operands: &[usize], total: usize, sums: &[usize]) -> Vec<usize> {
    let others = |sum: usize| sums.iter().copied().filter(|&other| other != sum).chain([total]).collect::<Vec<_>>();
    let added: Vec<usize> =
        sums.iter().flat_map(|&sum| since(operands, sum, &others(sum))).filter(|at| !sums.contains(at)).collect();
    operands.iter().copied().filter(|at| !added.contains(at)).collect()
}

/// Where labels are numbered: an upper one is the sum of the lower ones beneath it.
fn numbered(lines: &[Line]) -> Vec<Guess> {
    let mut guesses = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let level = numbering(lines, at);
        // What has no number is over numbered ones only where it heads them all.
        if level.is_none() && (at > 0 || is_sum(line) || !is_heading(lines)) {
            continue;
        }
        let is_within = |other: &&usize| {
            lines.get(**other).is_some_and(|other| other.group == line.group && other.part == line.part)
                && numbering(lines, **other).is_none_or(|numbering| Some(numbering) > level)
        };
        let beneath: Vec<usize> =
            (at + 1..lines.len()).collect::<Vec<_>>().iter().take_while(is_within).copied().collect();
        let Some(next) = beneath.iter().filter_map(|&at| numbering(lines, at)).min() else { continue };
        let parts: Vec<usize> = beneath
            .into_iter()
            .filter(|&at| {
                numbering(lines, at) == Some(next) && lines.get(at).is_some_and(|other| is_part_of(other, line))
            })
            .collect();
        if let Some(sum) = added(lines, &parts, 2) {
            let confirm = Doubt::new("draft.numbered", line.label.as_str());
            guesses.push(Guess { names: at, holds: format!("{} = {sum}", line.id), confirm });
        }
    }
    guesses
}

/// Whether all lines but the first, and those of 其中, are numbered.
fn is_heading(lines: &[Line]) -> bool {
    let others = || (1..lines.len()).filter(|&at| lines.get(at).is_some_and(|line| !line.label.starts_with("其中")));
    others().count() > 1 && others().all(|at| numbering(lines, at).is_some())
}

/// 其中: part of the line before it, which stands beside it or beside its group.
fn parts(lines: &[Line]) -> Vec<Guess> {
    const PART: &str = "其中";
    let mut guesses = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let of_group = line.group.split_last().filter(|(group, _)| group.starts_with(PART)).map(|(_, around)| around);
        let around = if line.label.starts_with(PART) { Some(line.group.as_slice()) } else { of_group };
        let Some(around) = around else { continue };
        let before = lines.get(..at).unwrap_or_default();
        let Some(whole) = whole_of(before, around, line).filter(|whole| whole.unit == line.unit) else { continue };
        guesses.push(Guess {
            names: at,
            holds: format!("{} <= {}", line.id, whole.id),
            confirm: Doubt::new("draft.part", ""),
        });
    }
    guesses
}

/// What a line of 其中 is part of: the line before it, or the sum of the group before
/// it; of a group called 其中 the line of the same label in a group before that.
fn whole_of<'l>(before: &'l [Line], around: &[String], line: &Line) -> Option<&'l Line> {
    let is_part = |other: &Line| {
        other.label.starts_with("其中")
            || other.group.iter().any(|group| group.starts_with("其中") || is_partition(group))
    };
    let last = before.iter().rfind(|other| !is_part(other))?;
    if last.group == around {
        return Some(last);
    }
    let is_like = |other: &&Line| {
        !is_part(other)
            && other.label == line.label
            && other.group.len() == line.group.len()
            && other.group.starts_with(around)
    };
    if line.group.len() > around.len() {
        return before
            .iter()
            .rfind(is_like)
            .or_else(|| before.iter().rfind(|other| !is_part(other) && other.group == around));
    }
    before.iter().rfind(|other| other.group == last.group && is_sum(other))
}

/// `sum(a..c)` of lines one after the other, else `a + c`; `None` of fewer than so many.
fn added(lines: &[Line], operands: &[usize], least: usize) -> Option<String> {
    let ids: Vec<&str> = operands.iter().filter_map(|&at| lines.get(at)).map(|line| line.id.as_str()).collect();
    let (first, last) = (operands.first()?, operands.last()?);
    let is_repeated = |at: &usize| lines.get(*at).is_some_and(|line| line.repeated);
    if operands.iter().any(is_repeated) {
        let named = |(at, id): (&usize, &&str)| if is_repeated(at) { format!("sum({id})") } else { (*id).to_owned() };
        return Some(operands.iter().zip(&ids).map(named).collect::<Vec<_>>().join(" + "));
    }
    if ids.len() < least {
        return None;
    }
    let is_range = last - first + 1 == operands.len() && ids.len() > 2;
    Some(if is_range { format!("sum({}..{})", ids.first()?, ids.last()?) } else { ids.join(" + ") })
}

fn numbering(lines: &[Line], at: usize) -> Option<Numbering> {
    lines.get(at).and_then(|line| names::numbering(&line.label))
}

fn is_sum(line: &Line) -> bool {
    is_sum_label(&line.label)
}

fn is_sum_label(label: &str) -> bool {
    let bare = names::bare(label);
    label::is_sum(&bare) || SUMS.contains(&bare.as_str()) || bare.starts_with(WHOLE_YEAR)
}

fn is_subtotal(label: &str) -> bool {
    names::bare(label).ends_with("小计")
}

/// Whether a line can be added to a sum.
fn is_part_of(line: &Line, sum: &Line) -> bool {
    let unit = |line: &Line| line.unit.clone().or_else(|| kinds::unit_in(&line.label));
    let is_other = unit(line).zip(unit(sum)).is_some_and(|(own, sum)| own != sum);
    let is_view = line.group.iter().any(|group| is_partition(group) || group.starts_with("其中"));
    line.part == sum.part
        && !is_no_part(line)
        && !is_view
        && !line.label.starts_with("其中")
        && !is_other
        && line.kind == sum.kind
}

fn is_no_part(line: &Line) -> bool {
    let is_share = |label: &String| kinds::unit_in(label).is_some_and(|unit| unit == "%" || unit == "％");
    let is_named = |label: &String| NO_PART.iter().any(|word| names::bare(label).contains(word));
    line.group.iter().chain([&line.label]).any(|label| is_share(label) || is_named(label))
}
