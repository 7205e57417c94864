/**
 * The numbers that a document has, whatever it is written in, as one text to be compared:
 * editors differ in mark-up, in blanks and in the order of a table's parts, and not in these.
 */

/** What does not part the letters on its two sides. */
const INLINE = new Set(
  "a abbr b bdi bdo code del em font i ins kbd label mark s samp small span strong sub sup u var wbr".split(" "),
);

/** Of an element. */
export function numbersOf(root: Node): string {
  const parts: string[] = [];
  gather(root, parts);
  return sorted(parts.join(""));
}

function gather(node: Node, parts: string[]): void {
  // 3: text, 1: an element.
  if (node.nodeType === 3) parts.push((node as Text).data.replace(/[\u200b\u2060\ufeff]/g, ""));
  if (node.nodeType !== 1) return;
  const parting = INLINE.has((node as Element).localName) ? "" : " ";
  parts.push(parting);
  for (let child = node.firstChild; child; child = child.nextSibling) gather(child, parts);
  parts.push(parting);
}

/** Of an editor's document as plain data: leaves have a `text` (of Quill an `insert`), all else has children. */
export function numbersOfTree(tree: unknown): string {
  const parts: string[] = [];
  gatherTree(tree, parts);
  return sorted(parts.join(""));
}

function gatherTree(tree: unknown, parts: string[]): void {
  if (Array.isArray(tree)) {
    for (const child of tree) gatherTree(child, parts);
    return;
  }
  if (typeof tree !== "object" || tree === null) return;
  const { text, insert, children, content, root } = tree as Record<string, unknown>;
  const leaf = typeof text === "string" ? text : insert;
  if (typeof leaf === "string") {
    parts.push(leaf);
    return;
  }
  parts.push(" ");
  for (const inner of [root, children, content]) gatherTree(inner, parts);
  parts.push(" ");
}

function sorted(text: string): string {
  return (text.match(/\d+(?:\.\d+)?/g) ?? []).sort().join(" ");
}
