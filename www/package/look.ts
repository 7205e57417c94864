/**
 * What nobody sees of a page: as `document::html::style`, of the styles that the page's own
 * engine has worked out. A page that was only parsed has none; of it, what is declared counts.
 */

/** The bits of `document::sight::Veil`. */
const STRUCK = 1;
const OWN = 2;
const BOX = 4;
const PAINT = 8;

/** A colour; `undefined` is a picture, or what cannot be known. */
type Paint = [red: number, green: number, blue: number] | undefined;

/** How an element looks, as far as its text may be out of sight. */
export interface Look {
  /** What takes it off the page, with all within it. */
  gone: number;
  /** What hides the text within it, while its place stays. */
  under: number;
  /** What hides its own text. */
  text: number;
  /** 1 where its text is raised, 2 where it is lowered. */
  align: number;
  visibility: number;
  size: number;
  indent: number;
  color: Paint;
  background: Paint;
}

/** The value of a property; empty where nothing is said of it. */
type Get = (property: string) => string;

/** How elements of a document are asked for their styles. */
export type Styles = (element: Element) => Get;

/** The styles beneath a node: the engine's, or what the page declares. */
export function stylesOf(root: Node): Styles {
  const page = root.nodeType === 9 ? (root as Document) : root.ownerDocument;
  const view = page?.defaultView;
  if (view && !isDeep(root)) {
    return (element) => {
      const computed = view.getComputedStyle(element);
      // Of what is not in the page nothing is worked out.
      return computed.display ? (property) => computed.getPropertyValue(property) : inline(element);
    };
  }
  const declared = page ? declarations(page) : new Map<Element, Declared>();
  return (element) => {
    const own = inline(element);
    const sheets = declared.get(element);
    return (property) => {
      const found = sheets?.get(property);
      if (found?.important) return found.value;
      return own(property) || found?.value || element.getAttribute(PRESENTED[property] ?? "") || "";
    };
  };
}

/** Elements within each other for which an engine may be asked for styles: it recurses. */
const DEEPEST = 2000;

function isDeep(root: Node): boolean {
  let depth = 0;
  for (let node: Node | null = root; node; ) {
    if (depth > DEEPEST) return true;
    if (node.firstChild) {
      node = node.firstChild;
      depth++;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      depth--;
    }
    node = node && node !== root ? node.nextSibling : null;
  }
  return false;
}

/** Attributes that say how an element looks. */
const PRESENTED: Record<string, string> = { color: "color", "background-color": "bgcolor" };

function inline(element: Element): Get {
  const { style } = element as HTMLElement;
  return (property) => style?.getPropertyValue(property) ?? "";
}

/** How what stands around a node looks. */
export function lookAround(root: Node, styles: Styles): Look {
  const plain: Look = {
    ...{ gone: 0, under: 0, text: 0, align: 0, visibility: 0, size: 0, indent: 0 },
    ...{ color: [0, 0, 0], background: undefined },
  };
  const page = root.nodeType === 9 ? (root as Document) : root.ownerDocument;
  if (!page?.defaultView) {
    const linked = page?.querySelector?.("link[rel~=stylesheet i]");
    return { ...plain, background: linked ? undefined : [255, 255, 255] };
  }
  for (let around = root.parentNode; around?.nodeType === 1; around = around.parentNode) {
    const behind = painted(styles(around as Element));
    if (behind !== null) return { ...plain, background: behind };
  }
  // A dark page shows white text on nothing that is declared.
  const letters = page.documentElement && parsed(styles(page.documentElement)("color"));
  return { ...plain, background: letters?.every((part) => part < 128) ? [255, 255, 255] : undefined };
}

/** How an element looks within one that looks like this. */
export function look(element: Element, within: Look, styles: Styles): Look {
  const get = styles(element);
  const own = inline(element);
  const bit = (property: string) => (own(property) ? OWN : BOX);
  const seen: Look = { ...within, gone: 0, under: 0, align: 0 };
  const display = get("display");
  if (display === "none") seen.gone = own("display") === "none" || element.hasAttribute("hidden") ? OWN : BOX;
  else if (!display && element.hasAttribute("hidden")) seen.gone = OWN;
  if (/mso-hide\s*:\s*all/i.test(element.getAttribute("style") ?? "")) seen.gone |= OWN;
  if (/^(?:s|strike|del)$/.test(element.localName) || get("text-decoration-line").includes("line-through"))
    seen.under |= STRUCK;
  const away = awayBy(get);
  if (away) seen.under |= bit(away);
  const visibility = get("visibility");
  if (visibility) seen.visibility = visibility === "visible" ? 0 : within.visibility || bit("visibility");
  const size = get("font-size");
  if (size) seen.size = Number.parseFloat(size) <= 1.34 && !/r?em|%/.test(size) ? PAINT : isZero(size) ? PAINT : 0;
  const indent = get("text-indent");
  if (indent) seen.indent = isFar(indent) ? PAINT : 0;
  const background = painted(get);
  if (background !== null) seen.background = background;
  const color = get("color");
  const letters = color ? parsed(color) : within.color;
  // Letters of no colour cannot be seen on anything.
  seen.color = letters ?? undefined;
  const isSame = letters === null || clash(letters, seen.background);
  seen.text = seen.visibility | seen.size | seen.indent | (isSame ? PAINT : 0);
  const align = get("vertical-align");
  seen.align = align === "super" || align === "text-top" ? 1 : align === "sub" ? 2 : 0;
  return seen;
}

/** The property that takes an element's box away, if one does. */
function awayBy(get: Get): string | undefined {
  const opacity = get("opacity");
  if (opacity && Number.parseFloat(opacity) < 0.05) return "opacity";
  if (/^(?:absolute|fixed|relative)$/.test(get("position"))) {
    const side = ["left", "top", "right", "bottom"].find((name) => isFar(get(name)));
    if (side) return side;
    const sides = /^rect\((.*)\)$/.exec(get("clip"))?.[1]?.split(/[\s,]+/);
    if (sides?.every((length) => Number.parseFloat(length) <= 1)) return "clip";
  }
  const margin = ["margin-left", "margin-top"].find((name) => isFar(get(name)));
  if (margin) return margin;
  if (/^inset\((?:[5-9]\d|100)[\d.]*%|^circle\(0/.test(get("clip-path"))) return "clip-path";
  if (isMovedAway(get("transform"))) return "transform";
  const layer = layerBy(get);
  if (layer) return layer;
  const isCut = /^(?:hidden|clip)/.test(get("overflow"));
  return isCut ? ["height", "width", "max-height", "max-width"].find((name) => isZero(get(name))) : undefined;
}

/** The property that makes a lifted element a watermark: faint, turned or clicked through. */
function layerBy(get: Get): string | undefined {
  if (!/^(?:absolute|fixed)$/.test(get("position"))) return undefined;
  const opacity = get("opacity");
  const share = Number.parseFloat(opacity) / (opacity.endsWith("%") ? 100 : 1);
  if (opacity && share < 0.2) return "opacity";
  if (isTurned(get("transform"))) return "transform";
  if (get("rotate") && isTurned(`rotate(${get("rotate")})`)) return "rotate";
  if (get("pointer-events") === "none") return "pointer-events";
  return get("z-index").startsWith("-") ? "z-index" : undefined;
}

function isTurned(transform: string): boolean {
  const sine = /^matrix\([^,]*,([^,]*)/.exec(transform)?.[1];
  const angle = /rotatez?\(\s*([^)]*)/i.exec(transform)?.[1];
  return Math.abs(Number.parseFloat(sine ?? "0")) > 0.01 || !!Number.parseFloat(angle ?? "0");
}

function isZero(length: string): boolean {
  return /^[+-]?[\d.]/.test(length) && Number.parseFloat(length) < (/r?em/.test(length) ? 0.05 : 1);
}

function isFar(length: string): boolean {
  const value = Number.parseFloat(length);
  const unit = /em$/.test(length) ? 10 : /%|v[wh]$/.test(length) ? 5 : 1;
  return value * unit < -500 || value * unit >= 5000;
}

function isMovedAway(transform: string): boolean {
  const matrix = /^matrix\((.*)\)$/.exec(transform)?.[1]?.split(",").map(Number);
  if (matrix) return (matrix[0] === 0 && matrix[3] === 0) || matrix.slice(4).some((by) => by < -500 || by >= 5000);
  return (
    /scale\(0\)/.test(transform) ||
    (/translate/.test(transform) && /-\d{3,}/.test(transform) && isFar(/-\d.*/.exec(transform)?.[0] ?? ""))
  );
}

/** What an element paints behind its text; `null` where that is nothing. */
function painted(get: Get): Paint | null {
  if (/url\(|gradient|image|var\(/.test(get("background-image"))) return undefined;
  const color = get("background-color");
  if (!color) return null;
  const cover = coverOf(color);
  return cover < SHEER ? null : cover < OPAQUE ? undefined : parsed(color);
}

/** Less of a colour than this is not seen. */
const SHEER = 0.1;
/** With less of a colour than this, nobody knows what it comes to on what lies behind. */
const OPAQUE = 0.9;

/** How much of a colour covers what lies behind it: 0 to 1. */
function coverOf(color: string): number {
  const [, , , alpha] = /^rgba?\(([^)]*)\)$/i.exec(color.trim())?.[1]?.split(/[\s,/]+/) ?? [];
  return alpha === undefined ? 1 : Number.parseFloat(alpha) / (alpha.endsWith("%") ? 100 : 1);
}

const NAMES: Record<string, Paint> = {
  white: [255, 255, 255],
  window: [255, 255, 255],
  black: [0, 0, 0],
  windowtext: [0, 0, 0],
};

/** A colour; `null` where it is none that is seen. */
function parsed(color: string): Paint | null {
  const value = color.trim().toLowerCase();
  if (value === "transparent") return null;
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(value)?.[1];
  if (digits) {
    const wide = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
    return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16)) as Paint;
  }
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number.parseFloat);
  if (!parts) return NAMES[value];
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
  return alpha === 0 ? null : [red, green, blue];
}

function clash(letters: Paint, behind: Paint): boolean {
  return !!letters && !!behind && letters.every((part, at) => Math.abs(part - (behind[at] as number)) <= 8);
}

type Declared = Map<string, { value: string; important: boolean; weight: number }>;

/** Properties that can take text out of sight. */
const PROPERTIES =
  "display visibility opacity font-size text-decoration-line color background-color background-image position left top right bottom text-indent margin-left margin-top transform rotate pointer-events z-index clip-path clip overflow height width max-height max-width vertical-align".split(
    " ",
  );

/** Elements that rules are applied to, all in all. */
const MOST_MATCHES = 200_000;

/** What the style sheets of a page that is only parsed declare. */
function declarations(page: Document): Map<Element, Declared> {
  const declared = new Map<Element, Declared>();
  let left = MOST_MATCHES;
  const apply = (rule: CSSStyleRule) => {
    const values = PROPERTIES.filter((name) => rule.style.getPropertyValue(name));
    if (values.length === 0) return;
    for (const selector of rule.selectorText.split(/,(?![^(]*\))/)) {
      for (const element of matching(page, selector)) {
        if (left-- < 0) return;
        const found: Declared = declared.get(element) ?? new Map();
        for (const name of values) {
          const important = rule.style.getPropertyPriority(name) === "important";
          const weight = specificity(selector) + (important ? 1e9 : 0);
          if ((found.get(name)?.weight ?? 0) <= weight)
            found.set(name, { value: rule.style.getPropertyValue(name), important, weight });
        }
        declared.set(element, found);
      }
    }
  };
  const follow = (rules: CSSRuleList | undefined) => {
    for (const rule of Array.from(rules ?? [])) {
      if ("selectorText" in rule) apply(rule as CSSStyleRule);
      else if (!("media" in rule) || isScreen((rule as CSSMediaRule).media?.mediaText ?? ""))
        follow((rule as CSSGroupingRule).cssRules);
    }
  };
  for (const style of Array.from(page.getElementsByTagName("style")))
    if (isScreen(style.media ?? "")) follow((style.sheet ?? constructed(style.textContent ?? ""))?.cssRules);
  return declared;
}

function constructed(text: string): CSSStyleSheet | undefined {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  } catch {
    return undefined;
  }
}

function matching(page: Document, selector: string): Element[] {
  try {
    return Array.from(page.querySelectorAll(selector));
  } catch {
    return [];
  }
}

function specificity(selector: string): number {
  const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0;
  return count(/#[\w-]/g) * 10_000 + count(/[.[]|(?<!:):(?!:)/g) * 100 + count(/(?:^|[\s>+~])[a-z]/gi);
}

function isScreen(media: string): boolean {
  const refused = /\b(?:print|speech|not|dark|portrait|prefers-reduced-motion)\b|max-|\(\s*</;
  return (
    media.trim() === "" ||
    media
      .toLowerCase()
      .split(",")
      .some((query) => !refused.test(query))
  );
}
