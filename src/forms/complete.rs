//! What a form's file may leave out, made of what it says.

use super::{Edition, LayoutCell, LayoutFigure, LayoutRow, Row, TableForm};

impl Edition {
    /// Fills in names and layouts that the file left out.
    pub(super) fn complete(&mut self) {
        fill(&mut self.english, &self.name);
        self.sections.iter_mut().for_each(|section| fill(&mut section.english, &section.heading));
        self.tables.iter_mut().for_each(TableForm::complete);
    }
}

fn fill(text: &mut String, other: &str) {
    if text.is_empty() {
        other.clone_into(text);
    }
}

impl TableForm {
    pub(super) fn complete(&mut self) {
        fill(&mut self.english, &self.title);
        fill(&mut self.short, &self.title);
        self.columns.iter_mut().for_each(|column| fill(&mut column.english, &column.label));
        self.rows.iter_mut().for_each(|row| fill(&mut row.english, &row.label));
        if self.body.is_empty() {
            self.body = self.printed();
            let is_grouped = self.columns.iter().any(|column| !column.group.is_empty());
            if is_grouped && self.head.is_empty() && self.rows.iter().all(|row| row.columns.is_empty()) {
                self.head = self.printed_groups();
                self.body.retain(|row| matches!(row, LayoutRow::Figures { .. }));
            }
        }
    }

    /// The body of a table whose file gives no layout: a row of labels wherever the
    /// columns change, then the rows with the labels of their groups before them.
    fn printed(&self) -> Vec<LayoutRow> {
        let deep = self.rows.iter().map(|row| row.group.len()).max().unwrap_or_default() + 1;
        let mut body = Vec::new();
        let mut before: Option<&Row> = None;
        for (at, row) in self.rows.iter().enumerate() {
            if before.is_none_or(|before| before.columns != row.columns) {
                body.push(self.printed_head(row, deep));
                before = None;
            }
            body.push(LayoutRow::Figures { labels: self.printed_labels(at, before, deep), figures: self.figures(row) });
            before = Some(row);
        }
        body
    }

    /// What stands over the labels of rows: what the lines of a repeated row are called.
    fn corner(&self) -> &str {
        self.rows.iter().find(|row| row.repeated).map_or("项目", |row| &row.label)
    }

    /// The rows of a head whose columns stand in groups: each group over its columns.
    fn printed_groups(&self) -> Vec<Vec<LayoutCell>> {
        let deep = self.columns.iter().map(|column| column.group.len()).max().unwrap_or_default() + 1;
        let wide = self.rows.iter().map(|row| row.group.len()).max().unwrap_or_default() + 1;
        let level = |level: usize| {
            let corner = (level == 0 && !self.is_single()).then(|| label(self.corner(), deep, wide));
            let unit = (level == 0 && self.has_units()).then(|| label("单位", deep, 1));
            corner.into_iter().chain(unit).chain(self.printed_level(level, deep)).collect()
        };
        (0..deep).map(level).collect()
    }

    /// The labels that begin in a level of the head: groups of that level, and the
    /// columns that have no more groups above them.
    fn printed_level(&self, level: usize, deep: usize) -> Vec<LayoutCell> {
        let mut cells = Vec::new();
        let mut before: Option<&super::Column> = None;
        for (at, column) in self.columns.iter().enumerate() {
            let is_in = |other: &super::Column| other.group.get(..=level) == column.group.get(..=level);
            match column.group.get(level) {
                Some(_) if before.is_some_and(is_in) => {}
                Some(group) => {
                    let columns = self.columns.iter().skip(at).take_while(|other| is_in(other)).count();
                    cells.push(label(group, 1, columns));
                }
                None if column.group.len() == level => cells.push(label(&column.label, deep - level, 1)),
                None => {}
            }
            before = Some(column);
        }
        cells
    }

    fn columns_of<'t>(&'t self, row: &'t Row) -> impl Iterator<Item = &'t super::Column> {
        self.columns.iter().filter(|column| row.columns.is_empty() || row.columns.contains(&column.id))
    }

    fn printed_head(&self, row: &Row, deep: usize) -> LayoutRow {
        let unit = self.has_units().then(|| label("单位", 1, 1));
        let columns = self.columns_of(row).map(|column| label(&column.label, 1, 1));
        let corner = (!self.is_single()).then(|| label(self.corner(), 1, deep));
        LayoutRow::Head { head: corner.into_iter().chain(unit).chain(columns).collect() }
    }

    /// Whether units are printed beside the labels of rows.
    fn has_units(&self) -> bool {
        self.rows.iter().any(|row| row.unit.is_some())
    }

    /// The labels that begin in a row: those of groups that the row before is not
    /// in, and its own.
    fn printed_labels(&self, at: usize, before: Option<&Row>, deep: usize) -> Vec<LayoutCell> {
        let Some(row) = self.rows.get(at) else { return Vec::new() };
        let shared = before.map_or(0, |before| row.group.iter().zip(&before.group).take_while(|(a, b)| a == b).count());
        let groups = row.group.iter().enumerate().skip(shared).map(|(level, group)| {
            let is_in =
                |other: &&Row| other.columns == row.columns && other.group.get(..=level) == row.group.get(..=level);
            label(group, self.rows.iter().skip(at).take_while(is_in).count(), 1)
        });
        let unit = self.has_units().then(|| label(row.unit.as_deref().unwrap_or_default(), 1, 1));
        let own = (!self.is_single()).then(|| label(&row.label, 1, deep - row.group.len()));
        groups.chain(own).chain(unit).collect()
    }

    fn figures(&self, row: &Row) -> Vec<LayoutFigure> {
        let figure = |column: &super::Column| LayoutFigure { cell: format!("{}/{}", row.id, column.id), columns: 1 };
        self.columns_of(row).map(figure).collect()
    }
}

fn label(text: &str, rows: usize, columns: usize) -> LayoutCell {
    let span = |span: usize| u16::try_from(span).unwrap_or(u16::MAX);
    LayoutCell { text: text.to_owned(), rows: span(rows), columns: span(columns) }
}
