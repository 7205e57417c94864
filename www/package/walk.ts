import { type Look, look, lookAround, type Styles, stylesOf } from "./look.js";

/** What `document::events` reads: a live element as numbers and one text. */
export interface Records {
  records: Uint32Array;
  text: string;
  /** The cells in document order: their positions are the numbers of the cells. */
  cells: Element[];
}

const TEXT = 0;
const OPEN = 1;
const CLOSE = 2;
const IMAGE = 3;
const TITLE = 4;
const FIELD = 5;
const LINES = 6;
const UNREAD = 7;
const GONE = 8;
const UNSEEN = 9;
const END = 10;

const RAISED = 4;
const LOWERED = 5;
const CELL = 22;
/** What is no tag of the records. */
const PICTURE = -1;
const SKIPPED = -2;
const ENTERED = -3;
const PAINTED = -4;

/** The same elements as in `document::html`, so that both readers agree. */
const TAGS = new Map<string, number>([
  ...tags(1, "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure"),
  ...tags(1, "footer form header hr li main nav ol p section summary ul"),
  ...tags(2, "br"),
  ...tags(3, "pre listing"),
  ...tags(RAISED, "sup"),
  ...tags(LOWERED, "sub"),
  ...[1, 2, 3, 4, 5, 6].map((level): [string, number] => [`h${level}`, 10 + level]),
  ...tags(20, "table"),
  ...tags(21, "tr"),
  ...tags(CELL, "td th"),
  ...tags(23, "tbody"),
  ...tags(24, "thead"),
  ...tags(25, "tfoot"),
  ...tags(PICTURE, "img"),
  ...tags(ENTERED, "input textarea select"),
  ...tags(PAINTED, "svg canvas object embed video"),
  ...tags(SKIPPED, "script style template noscript xmp iframe noembed noframes math button meta title datalist"),
  ...tags(SKIPPED, "rt rp rtc"),
]);

function tags(code: number, names: string): [string, number][] {
  return names.split(" ").map((name) => [name, code]);
}

/** A node whose children are being walked. */
interface Frame {
  look: Look;
  /** The records that end it. */
  ends: number[];
}

/** What is being written. */
interface Writing {
  records: number[];
  texts: string[];
  cells: Element[];
  styles: Styles;
}

/**
 * Walks what stands beneath a node, without recursion and without serialising.
 * Kinds of nodes are told by their own properties: a node of an iframe's
 * document is no `instanceof` this window's classes.
 */
export function walk(root: Node): Records {
  const styles = stylesOf(root);
  const writing: Writing = { records: [], texts: [], cells: [], styles };
  const open: Frame[] = [];
  const around = lookAround(root, styles);
  let node: Node | null = root;
  while (node) {
    const frame = enter(node, open[open.length - 1]?.look ?? around, writing);
    let next: Node | null = frame ? node.firstChild : null;
    if (frame && next) open.push(frame);
    else if (frame) writing.records.push(...frame.ends);
    while (!next && node !== root) {
      next = node.nextSibling;
      if (next) break;
      node = node.parentNode as Node;
      writing.records.push(...(open.pop()?.ends ?? []));
    }
    node = next;
  }
  writing.records.push(...(open.pop()?.ends ?? []));
  return { records: Uint32Array.from(writing.records), text: writing.texts.join(""), cells: writing.cells };
}

/** Walks a page that was parsed of a text: its title is a part of that. */
export function walkPage(page: Document): Records {
  const { records, text, cells } = walk(page);
  const titles = Array.from(page.getElementsByTagName("title"), (title) =>
    title.namespaceURI === page.documentElement.namespaceURI ? (title.textContent ?? "") : "",
  );
  const title = titles.find((text) => text.trim() !== "") ?? "";
  const all = new Uint32Array(records.length + 2);
  all.set([TITLE, title.length]);
  all.set(records, 2);
  return { records: all, text: title + text, cells };
}

/** Writes what starts here; nothing where there is nothing beneath to walk. */
function enter(node: Node, within: Look, writing: Writing): Frame | undefined {
  const { records } = writing;
  if (node.nodeType === 3 || node.nodeType === 4) {
    const text = node.nodeValue as string;
    if (text) seen(within, writing, () => write(TEXT, text, writing));
    return undefined;
  }
  if (node.nodeType !== 1) {
    return node.nodeType === 9 || node.nodeType === 11 ? { look: within, ends: [] } : undefined;
  }
  const element = node as Element;
  const tag = TAGS.get(element.localName);
  if (tag === SKIPPED) return undefined;
  const looks = look(element, within, writing.styles);
  const ends: number[] = [];
  // What takes an element off the page stands outside its own record.
  for (const [record, veils] of [
    [GONE, looks.gone],
    [UNSEEN, looks.under],
  ] as const) {
    if (veils) {
      records.push(record, veils);
      ends.unshift(END);
    }
  }
  if (tag === PICTURE || tag === PAINTED || tag === ENTERED) {
    seen(looks, writing, () =>
      tag === ENTERED ? entered(element, writing) : records.push(tag === PICTURE ? IMAGE : UNREAD),
    );
    records.push(...ends);
    return undefined;
  }
  const shape = tag ?? inlineTag(element, looks);
  if (shape === undefined) return { look: looks, ends };
  const isCell = shape === CELL;
  if (isCell) writing.cells.push(element);
  const { rowSpan, colSpan } = element as HTMLTableCellElement;
  records.push(OPEN, shape, (isCell && rowSpan) || 1, (isCell && colSpan) || 1);
  return { look: looks, ends: [CLOSE, ...ends] };
}

/** A number that leads to a note of the same page is raised, whatever it looks like. */
function inlineTag(element: Element, { align }: Look): number | undefined {
  if (element.localName === "a" && /^#./.test(element.getAttribute("href") ?? "")) return RAISED;
  return align === 1 ? RAISED : align === 2 ? LOWERED : undefined;
}

/** Writes something, and what hides it. */
function seen({ text }: Look, { records }: Writing, written: () => void): void {
  if (text) records.push(UNSEEN, text);
  written();
  if (text) records.push(END);
}

function write(record: number, text: string, { records, texts }: Writing): void {
  texts.push(text);
  records.push(record, text.length);
}

const NO_TEXT = /^(?:checkbox|radio|button|submit|reset|image|hidden|file|color|range)$/;

/** What was entered in a field of a form. */
function entered(element: Element, writing: Writing): void {
  const { value, type } = element as HTMLInputElement;
  if (element.localName === "select") {
    const { options, selectedIndex } = element as HTMLSelectElement;
    write(FIELD, options[Math.max(selectedIndex, 0)]?.text ?? "", writing);
  } else if (element.localName === "textarea") {
    write(LINES, value, writing);
  } else if (type === "password") {
    if (value) writing.records.push(UNREAD);
  } else if (!NO_TEXT.test(type)) {
    write(FIELD, value, writing);
  }
}
