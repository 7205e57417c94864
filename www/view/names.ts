/** Names of tables, rows, columns and cells, taken from the forms' data. */

import type {
  Address,
  ColumnForm,
  EditionForm,
  Figure,
  Language,
  RowForm,
  TableForm,
  TableName,
  Tables,
} from "./shapes";

/** An address in its parts. */
export function parts(address: Address): { table: TableName; row: string; column: string } {
  const [table = "", row = "", column = ""] = address.split("/");
  return { table: table as TableName, row, column };
}

/** The columns that a row has, in the order of its figures. */
export function columnsOf(form: TableForm, row: RowForm): ColumnForm[] {
  const own = row.columns ?? [];
  return own.length === 0 ? form.columns : form.columns.filter((column) => own.includes(column.id));
}

/** What the editions' forms and those of users say, looked up by address. */
export class Forms {
  constructor(readonly editions: readonly EditionForm[]) {}

  edition(id: string | null): EditionForm | undefined {
    return this.editions.find((edition) => edition.id === id);
  }

  /** The document that a form is an edition of: it has the same name in every year. */
  kind(id: string | null): string | null {
    return this.edition(id)?.edition_of ?? id;
  }

  /** The tables of a form, in its order; of those that a document may lack only the found ones. */
  tableNames(edition: string | null, found: Tables): TableName[] {
    const tables = this.edition(edition)?.tables ?? [];
    return tables.filter(({ id, optional }) => !optional || id in found).map(({ id }) => id);
  }

  table(edition: string, name: TableName): TableForm | undefined {
    return this.edition(edition)?.tables.find((table) => table.id === name);
  }
}

/** The named cells of one recognised report. */
export class Names {
  constructor(
    private readonly forms: Forms,
    private readonly tables: Tables,
    private readonly language: Language,
  ) {}

  form(table: TableName): TableForm | undefined {
    return formOfTable(this.tables, this.forms, table);
  }

  /** The tables that a report has or ought to have: its form's in their order, then any of another edition. */
  tableNames(form: string | null): TableName[] {
    return [...new Set([...this.forms.tableNames(form, this.tables), ...Object.keys(this.tables)])];
  }

  /** What a form is called, where it is no edition that has its year as its name. */
  formName(edition: string): string {
    const form = this.forms.edition(edition);
    return (this.language === "en" ? form?.english : form?.name) ?? edition;
  }

  /** The official title of the table that a cell stands in. */
  tableName(address: Address): string {
    const form = this.form(parts(address).table);
    return (this.language === "en" ? form?.english : form?.title) ?? "";
  }

  row(address: Address): RowForm | undefined {
    const { table, row } = parts(address);
    return this.form(table)?.rows.find((form) => form.id === row);
  }

  column(address: Address): ColumnForm | undefined {
    const { table, column } = parts(address);
    return this.form(table)?.columns.find((form) => form.id === column);
  }

  /** What a cell holds: its row may say otherwise than its column, money among counts. */
  figureKind(address: Address): ColumnForm["kind"] {
    return this.row(address)?.kind ?? this.column(address)?.kind ?? "count";
  }

  /** `自然人 /（二）部分公开`, `Natural persons / 3(2) Partly disclosed`. */
  cell(address: Address): string {
    const row = this.row(address);
    const column = this.column(address);
    if (!row || !column) return address;
    if (this.language === "en") return `${column.english} / ${row.english}`;
    return `${this.columnName(address, column)} / ${this.rowName(address)}`;
  }

  rowName(address: Address): string {
    const row = this.row(address);
    if (!row) return address;
    if (this.language === "en") return row.english;
    const isDoubled = row.group !== undefined && isThereTwice(row, this.form(parts(address).table)?.rows);
    return isDoubled && !row.group?.[0]?.includes("、") ? `${last(row.group)}${row.label}` : rowName(row);
  }

  /** A column's label; behind that of its group where it is there twice. */
  private columnName(address: Address, column: ColumnForm): string {
    const isDoubled = isThereTwice(column, this.form(parts(address).table)?.columns);
    return isDoubled ? `${last(column.group)}${column.label}` : column.label;
  }

  /**
   * A member of a relation as it is written in a sum: the row where the
   * relation runs down a column, else the column.
   */
  term(address: Address, down: boolean): string {
    const row = this.row(address);
    const column = this.column(address);
    if (!row || !column) return address;
    if (!down) return this.language === "en" ? column.english : this.columnName(address, column);
    return this.language === "en" ? shortEnglish(row) : shortRow(row);
  }
}

function last(group: readonly string[] = []): string {
  return group[group.length - 1] ?? "";
}

function isThereTwice({ label }: { label: string }, lines: readonly { label: string }[] = []): boolean {
  return lines.filter((other) => other.label === label).length > 1;
}

/**
 * The form of a table that was found. Where its form repeats a row, the document's
 * lines are rows of a form of their own.
 */
export function formOfTable(tables: Tables, forms: Forms, table: TableName): TableForm | undefined {
  const found = tables[table];
  return found?.form ?? (found && forms.table(found.edition, table));
}

/** The figure at an address; `undefined` where the document has no such row. */
export function figureAt(tables: Tables, form: TableForm | undefined, address: Address): Figure | undefined {
  const { table, row, column } = parts(address);
  const rowForm = form?.rows.find((candidate) => candidate.id === row);
  if (!form || !rowForm) return undefined;
  const index = columnsOf(form, rowForm).findIndex((candidate) => candidate.id === column);
  return tables[table]?.rows[row]?.[index];
}

/** A row as a person says it: the group that it stands in, then its label. */
function rowName(row: RowForm): string {
  const label = row.label.replace(/（区分.*$/, "");
  const groups = row.group ?? [];
  const inner = groups.length > 1 ? (groups[groups.length - 1] ?? "") : "";
  return inner + label;
}

/** `一`, `（二）`, `（三）④`, `（七）总计`: the numbering alone is enough in a sum. */
function shortRow(row: RowForm): string {
  const chapter = /^([一二三四])、/.exec(row.label)?.[1];
  if (chapter) return chapter;
  if (/总计$/.test(row.label)) return row.label;
  const bracket = /^（.）/.exec(row.label)?.[0];
  if (bracket) return bracket;
  const group = /^（.）/.exec(row.group?.[1] ?? "")?.[0];
  const item = /^\d+/.exec(row.label)?.[0];
  return group && item ? group + circled(item) : row.label;
}

function shortEnglish(row: RowForm): string {
  if (/Total$/.test(row.english)) return row.english;
  const number = /^\d\S*/.exec(row.english)?.[0] ?? row.english;
  return number.replace(/\)(\d+)$/, (_, digit: string) => `)${circled(digit)}`);
}

/** `③`: a plain digit would run together with the figure that follows it. */
function circled(digit: string): string {
  return "①②③④⑤⑥⑦⑧⑨"[Number(digit) - 1] ?? digit;
}
