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
const CELL = 22;
const SKIPPED = -1;

/** The same elements as in `document::html`, so that both readers agree. */
const TAGS = new Map<string, number>([
  ...tags(1, "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure"),
  ...tags(1, "footer form header hr li main nav ol p pre section summary ul"),
  ...tags(2, "br"),
  ...tags(IMAGE, "img"),
  ...[1, 2, 3, 4, 5, 6].map((level): [string, number] => [`h${level}`, 10 + level]),
  ...tags(20, "table"),
  ...tags(21, "tr"),
  ...tags(CELL, "td th"),
  ...tags(23, "thead tbody tfoot"),
  ...tags(SKIPPED, "script style template noscript textarea xmp iframe noembed noframes select svg math object"),
  ...tags(SKIPPED, "button meta title"),
]);

function tags(code: number, names: string): [string, number][] {
  return names.split(" ").map((name) => [name, code]);
}

const HIDES =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)\s*(?:!important\s*)?(?:;|$)/i;

/**
 * Walks what stands beneath a node, without recursion and without serialising.
 * Kinds of nodes are told by their own properties: a node of an iframe's
 * document is no `instanceof` this window's classes.
 */
export function walk(root: Node): Records {
  const records: number[] = [];
  const texts: string[] = [];
  const cells: Element[] = [];
  let node: Node | null = root;
  while (node) {
    const descend = enter(node, records, texts, cells);
    let next: Node | null = descend ? node.firstChild : null;
    if (!next && descend) leave(node, records);
    while (!next && node !== root) {
      next = node.nextSibling;
      if (next) break;
      node = node.parentNode as Node;
      leave(node, records);
    }
    node = next;
  }
  return { records: Uint32Array.from(records), text: texts.join(""), cells };
}

/** Walks a page that was parsed of a text: its title is a part of that. */
export function walkPage(page: Document): Records {
  const { records, text, cells } = walk(page);
  const titles = Array.from(page.getElementsByTagName("title"), (title) =>
    title.namespaceURI === page.documentElement.namespaceURI ? (title.textContent ?? "") : "",
  );
  const title = titles.find((text) => text.trim() !== "") ?? "";
  return { records: Uint32Array.of(TITLE, title.length, ...records), text: title + text, cells };
}

/** Writes what starts here; whether there is something beneath to walk. */
function enter(node: Node, records: number[], texts: string[], cells: Element[]): boolean {
  if (node.nodeType === 3 || node.nodeType === 4) {
    const text = node.nodeValue as string;
    if (text) {
      texts.push(text);
      records.push(TEXT, text.length);
    }
    return false;
  }
  if (node.nodeType !== 1) return node.nodeType === 9 || node.nodeType === 11;
  const element = node as Element;
  const tag = TAGS.get(element.localName);
  if (tag === SKIPPED || isHidden(element)) return false;
  if (tag === undefined) return true;
  if (tag === IMAGE) {
    records.push(IMAGE);
    return false;
  }
  if (tag === CELL) {
    const { rowSpan, colSpan } = element as HTMLTableCellElement;
    cells.push(element);
    records.push(OPEN, tag, rowSpan || 1, colSpan || 1);
  } else {
    records.push(OPEN, tag, 1, 1);
  }
  return true;
}

function leave(node: Node, records: number[]): void {
  if (node.nodeType !== 1) return;
  const tag = TAGS.get((node as Element).localName);
  if (tag !== undefined) records.push(CLOSE);
}

function isHidden(element: Element): boolean {
  if (!element.hasAttributes()) return false;
  if (element.hasAttribute("hidden")) return true;
  const style = element.getAttribute("style");
  return style !== null && HIDES.test(style);
}
