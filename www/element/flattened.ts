/** Editors that take merged cells apart, so that the cause is named and not its many effects. */

/** A table with fewer rows says nothing about merged cells. */
const LEAST_ROWS = 10;

/** The editor that flattened a table, `null` where none did. */
export function flattenedBy(root: Element): string | null {
  const editor = editorOf(root);
  if (editor === null) return null;
  const tables = Array.from(root.querySelectorAll("table")).filter((table) => table.rows.length >= LEAST_ROWS);
  return tables.some((table) => !table.querySelector("[rowspan], [colspan]")) ? editor : null;
}

function editorOf(root: Element): string | null {
  if (root.closest(".ql-editor")) return "Quill";
  if (root.closest(".block-editor-writing-flow, .wp-block-table")) return "WordPress";
  return null;
}
