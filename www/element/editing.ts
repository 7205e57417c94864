/** Reaching a cell of a live editor: the caret into it, a figure into it. */

import { isEditable } from "./surface";

/** A text for a cell. */
export interface Change {
  cell: Element;
  text: string;
}

/** What an editor offers beyond its document. */
export interface EditorAdapter {
  /** Puts the texts into the cells, where it can as one step of the editor's own undo; a promise where that takes time. */
  change(changes: readonly Change[]): void | Promise<void>;
  /** The HTML that it would save now: a correction that is not in there was not taken. */
  content?(): string;
  /** Whether the editor lets nothing be changed now, where its document does not tell. */
  isReadOnly?(): boolean;
}

/** The adapter of the editor whose editing area this is; `null`: another editor's. */
export type AdapterFinder = (root: HTMLElement) => EditorAdapter | null;

/** Shows a cell and, where it can be edited, selects what stands in it. */
export function goTo(cell: Element): void {
  const view = cell.ownerDocument.defaultView;
  if (view?.frameElement) showInFrame(cell, view, view.frameElement);
  else cell.scrollIntoView({ block: "center", inline: "nearest" });
  if (isEditable(cell as HTMLElement)) select(cell);
}

/** Scrolls the frame's own document: an editor's shell around it must stay where it is. */
function showInFrame(cell: Element, view: Window, frame: Element): void {
  const { top, bottom, left, right } = cell.getBoundingClientRect();
  const across = left < 0 || right > view.innerWidth ? left : 0;
  view.scrollBy(across, (top + bottom - view.innerHeight) / 2);
  frame.scrollIntoView({ block: "nearest" });
}

/** Puts a text where a cell's figure stands, keeping the mark-up around it. */
export function setText(cell: Element, text: string): void {
  const [first, ...others] = texts(cell);
  for (const other of others) other.data = "";
  if (first) first.data = text;
  else innermost(cell).insertBefore(cell.ownerDocument.createTextNode(text), innermost(cell).firstChild);
}

/** Selects what stands in a cell, in the editor that has the focus then. */
export function select(cell: Element): void {
  const view = cell.ownerDocument.defaultView;
  const host = editingHost(cell);
  view?.focus();
  host?.focus({ preventScroll: true });
  const { startContainer, startOffset, endContainer, endOffset } = contents(cell);
  // Not `addRange`: a document's selection takes no range of a shadow tree in WebKit.
  selectionOf(cell)?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
}

/** The selection of the tree that a node stands in: Chromium gives a shadow tree one of its own. */
export function selectionOf(node: Node): Selection | null {
  const tree = node.getRootNode() as { getSelection?(): Selection | null };
  return tree.getSelection?.() ?? node.ownerDocument?.getSelection() ?? null;
}

/** The area that a cell is edited in. */
export function editingHost(cell: Element): HTMLElement | null {
  let host: HTMLElement | null = null;
  for (let at = cell as HTMLElement | null; at?.isContentEditable; at = at.parentElement) host = at;
  return host;
}

/** The figure of a cell without the mark-up around it. */
export function contents(cell: Element): Range {
  const range = cell.ownerDocument.createRange();
  const found = texts(cell);
  const first = found[0];
  const last = found[found.length - 1];
  if (first && last) {
    range.setStart(first, 0);
    range.setEnd(last, last.length);
  } else {
    // Not within: a blank paragraph of a Word paste has no height, and the caret
    // would stand, and the figure be typed, in the next cell.
    range.setStart(cell, 0);
  }
  return range;
}

function texts(cell: Element): Text[] {
  // 4: text nodes.
  const walker = cell.ownerDocument.createTreeWalker(cell, 4);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if ((node as Text).data.trim() !== "") found.push(node as Text);
  }
  return found;
}

/** Where a figure would be typed in a blank cell: `<td><p><br></p></td>`. */
function innermost(cell: Element): Element {
  let at = cell;
  while (at.firstElementChild && at.firstElementChild.localName !== "br") at = at.firstElementChild;
  return at;
}
