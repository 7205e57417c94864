/** Cells in a field that holds mark-up as text. */

/** Where a cell's content stands in the text. */
export interface CellSpan {
  start: number;
  end: number;
}

/** Comments and what is no mark-up, then the tags that begin or end cells. */
const TOKENS =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|textarea|title)\b[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)(t[dhr]|table|tbody|thead|tfoot)\b(?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/** The content of each `td` and `th` in document order. */
export function cellSpans(markup: string): CellSpan[] {
  const spans: CellSpan[] = [];
  const open: CellSpan[] = [];
  for (const token of markup.matchAll(TOKENS)) {
    const name = token[3]?.toLowerCase();
    if (name === undefined) continue;
    const at = token.index ?? 0;
    const isCell = name === "td" || name === "th";
    // A table within a cell leaves that cell open.
    if (name === "table" && token[2] === "") continue;
    const last = open.pop();
    if (last) last.end = at;
    if (isCell && token[2] === "") {
      const span = { start: at + token[0].length, end: markup.length };
      spans.push(span);
      open.push(span);
    }
  }
  return spans;
}

/** The figure within a cell's content, without the mark-up around it. */
export function figureSpan(markup: string, cell: CellSpan): CellSpan {
  const content = markup.slice(cell.start, cell.end);
  const runs = Array.from(content.matchAll(/(?:^|>)([^<]+)/g));
  const run = runs.find((candidate) => (candidate[1] ?? "").replace(/&nbsp;/g, " ").trim() !== "") ?? runs[0];
  if (!run) {
    const opened = /^(?:\s*<(?!\/|br\b)[^>]*>)*/i.exec(content)?.[0].length ?? 0;
    return { start: cell.start + opened, end: cell.start + opened };
  }
  const text = run[1] ?? "";
  const at = cell.start + (run.index ?? 0) + run[0].length - text.length;
  const blank = text.length - text.trimStart().length;
  return { start: at + blank, end: at + blank + text.trim().length };
}
