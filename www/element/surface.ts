/**
 * Where the report is edited: found from a selector alone, whatever the editor.
 * Kinds of nodes are told by their own properties, since what stands in an iframe
 * is no `instanceof` this window's classes.
 */

/** What is read: a live tree, or the text of a field that holds mark-up. */
export type Surface = { kind: "live"; root: HTMLElement } | { kind: "text"; place: HTMLElement; read(): string };

type Field = HTMLTextAreaElement | HTMLInputElement;

/** Smaller fields and areas are an editor's own machinery. */
const LEAST_SIDE = 24;

/** What is edited at, in or beside this element; `null` while there is nothing. */
export function locate(target: HTMLElement): Surface | null {
  if (target.localName === "iframe") return ofFrame(target as HTMLIFrameElement);
  if (isEditable(target)) return { kind: "live", root: target };
  const shown = isShown(target);
  const near = shown ? null : beside(target);
  if (near) return near;
  if (isField(target)) return ofField(target);
  return inside(target) ?? (shown || target.firstChild ? { kind: "live", root: target } : null);
}

/** The first element of this selector, also in the documents of frames that this page may look into. */
export function seek(tree: ParentNode, selector: string): HTMLElement | null {
  const found = tree.querySelector<HTMLElement>(selector);
  if (found) return found;
  for (const frame of Array.from(tree.querySelectorAll("iframe"))) {
    const inner = ofFrame(frame)?.root.ownerDocument;
    const within = inner ? seek(inner, selector) : null;
    if (within) return within;
  }
  return null;
}

/** Whether two surfaces are the same place. */
export function isSame(one: Surface | null, other: Surface | null): boolean {
  return placeOf(one) === placeOf(other);
}

/** The element that stands for a surface. */
export function placeOf(surface: Surface | null): HTMLElement | null {
  if (!surface) return null;
  return surface.kind === "live" ? surface.root : surface.place;
}

/** Whether what stands here can be changed by the person who reads it. */
export function isEditable(element: HTMLElement): boolean {
  return element.isContentEditable || element.ownerDocument.designMode === "on";
}

export function isField(element: Element): element is Field {
  return element.localName === "textarea" || element.localName === "input";
}

/** Laid out, visible, and not parked outside of the page. */
export function isShown(element: HTMLElement): boolean {
  const { width, height, right, bottom } = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  if (!view || width === 0 || height === 0) return false;
  if (right + view.pageXOffset <= 0 || bottom + view.pageYOffset <= 0) return false;
  return view.getComputedStyle(element).visibility === "visible";
}

function isLarge(element: HTMLElement): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width >= LEAST_SIDE && height >= LEAST_SIDE;
}

function ofField(field: Field): Surface {
  return { kind: "text", place: field, read: () => field.value };
}

/** The body of an iframe's document, where this page may look into it. */
function ofFrame(frame: HTMLIFrameElement): { kind: "live"; root: HTMLElement } | null {
  try {
    const body = frame.contentDocument?.body;
    return body ? { kind: "live", root: body } : null;
  } catch {
    return null;
  }
}

/** An editor hides the element that it takes over and stands next to it. */
function beside(hidden: HTMLElement): Surface | null {
  for (const forward of [true, false]) {
    let at: Element | null = hidden;
    do {
      at = forward ? at.nextElementSibling : at.previousElementSibling;
      const found = at && "style" in at ? ofEditor(at as HTMLElement) : null;
      if (found) return found;
    } while (at);
  }
  return null;
}

function ofEditor(element: HTMLElement): Surface | null {
  if (element.localName === "iframe") {
    const surface = ofFrame(element as HTMLIFrameElement);
    return surface?.kind === "live" && isEditable(surface.root) ? surface : null;
  }
  return element.isContentEditable ? { kind: "live", root: element } : inside(element);
}

/** The shown editing area within an element, else its shown source, else a hidden area. */
function inside(container: HTMLElement): Surface | null {
  const areas = editingAreas(container);
  if (areas.some((area) => isCellAlone(area, areas))) return { kind: "live", root: container };
  const shown = areas.find((area) => isShown(area.frame ?? area.root) && isLarge(area.frame ?? area.root));
  if (shown) return { kind: "live", root: shown.root };
  const source = sourceOf(container);
  if (source) return source;
  const hidden = areas[0];
  return hidden ? { kind: "live", root: hidden.root } : null;
}

/** Editors of blocks edit each cell by itself: what holds the cells is the text. */
function isCellAlone({ root }: Area, areas: readonly Area[]): boolean {
  return root.closest("td, th") !== null && !areas.some((other) => other.root !== root && other.root.contains(root));
}

interface Area {
  root: HTMLElement;
  frame: HTMLIFrameElement | null;
}

function editingAreas(container: HTMLElement): Area[] {
  const areas: Area[] = [];
  for (const found of Array.from(container.querySelectorAll<HTMLElement>("iframe, [contenteditable]"))) {
    if (found.localName === "iframe") {
      const surface = ofFrame(found as HTMLIFrameElement);
      if (surface?.kind === "live" && isEditable(surface.root)) {
        areas.push({ root: surface.root, frame: found as HTMLIFrameElement });
      }
    } else if (found.isContentEditable && !found.parentElement?.isContentEditable) {
      areas.push({ root: found, frame: null });
    }
  }
  return areas;
}

/** The source that an editor shows in place of its area. */
function sourceOf(container: HTMLElement): Surface | null {
  const fields = Array.from(container.querySelectorAll<HTMLTextAreaElement>("textarea"));
  const field = fields.find((candidate) => isShown(candidate) && isLarge(candidate));
  if (field) return ofField(field);
  const mirror = container.querySelector<HTMLElement & { CodeMirror?: { getValue(): string } }>(".CodeMirror");
  const code = mirror?.CodeMirror;
  if (!mirror || !code || !isShown(mirror)) return null;
  return { kind: "text", place: mirror, read: () => code.getValue() };
}
