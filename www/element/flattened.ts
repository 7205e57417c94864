/** Editors that take merged cells apart, so that the cause is named and not its many effects. */

/** A table with fewer rows says nothing about merged cells. */
const LEAST_ROWS = 10;

/** The editor that flattened a table here, in its own page or in what it saved; `null` where none did. */
export function flattenedBy(root: Element): string | null {
  for (const table of Array.from(root.querySelectorAll("table"))) {
    const isFlat = table.rows.length >= LEAST_ROWS && !table.querySelector("[rowspan], [colspan]");
    const editor = isFlat ? editorOf(table) : null;
    if (editor !== null) return editor;
  }
  return null;
}

function editorOf(table: Element): string | null {
  if (table.closest(".ql-editor") || table.querySelector("td[data-row]")) return "Quill";
  if (table.closest(".block-editor-writing-flow, .wp-block-table")) return "WordPress";
  return null;
}
