/**
 * Where the report is edited: found from a selector alone, whatever the editor.
 * Kinds of nodes are told by their own properties, since what stands in an iframe
 * is no `instanceof` this window's classes.
 */

import { type EditedText, isField, textOfCodeMirror, textOfField } from "./field";

/** What is read: a live tree, or a text that holds mark-up. */
export type Surface = Live | { kind: "text"; place: HTMLElement; text: EditedText };

interface Live {
  kind: "live";
  root: HTMLElement;
}

/** Smaller fields and areas are an editor's own machinery. */
const LEAST_SIDE = 24;

/**
 * What is edited at, in or beside this element; `null` while there is nothing.
 *
 * @param known what was edited there before
 */
export function locate(target: HTMLElement, known: Surface | null = null): Surface | null {
  if (target.localName === "iframe") return ofFrame(target as HTMLIFrameElement);
  if (isEditable(target)) return { kind: "live", root: target };
  const shown = isShown(target);
  const near = shown ? null : (carriedAway(target, known) ?? beside(target));
  if (near) return near;
  if (isField(target)) return ofField(target);
  return inside(target) ?? (shown || target.firstChild ? { kind: "live", root: target } : null);
}

/**
 * The first element of this selector, also in the documents of frames and in the
 * shadow trees that this page may look into.
 */
export function seek(tree: ParentNode, selector: string): HTMLElement | null {
  const found = tree.querySelector<HTMLElement>(selector);
  if (found) return found;
  for (const element of Array.from(tree.querySelectorAll("*"))) {
    const inner = element.localName === "iframe" ? bodyOf(element)?.ownerDocument : element.shadowRoot;
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

function ofField(field: HTMLTextAreaElement | HTMLInputElement): Surface {
  return { kind: "text", place: field, text: textOfField(field) };
}

/** The body of an iframe's document, where this page may look into it. */
function bodyOf(frame: Element): HTMLElement | null {
  try {
    return (frame as HTMLIFrameElement).contentDocument?.body ?? null;
  } catch {
    return null;
  }
}

function ofFrame(frame: Element): Live | null {
  const root = bodyOf(frame);
  return root && { kind: "live", root };
}

/** An iframe in which an editor works, also while it lets nothing be changed. */
function ofEditingFrame(frame: Element): Live | null {
  const surface = ofFrame(frame);
  const root = surface?.root;
  return root && (isEditable(root) || root.hasAttribute("contenteditable")) ? surface : null;
}

/** An editor in full screen may have put its area elsewhere in the page. */
function carriedAway(hidden: HTMLElement, known: Surface | null): Surface | null {
  if (known?.kind !== "live") return null;
  const { root } = known;
  const isAway = root.ownerDocument === hidden.ownerDocument && !hidden.parentElement?.contains(root);
  return isAway && isShown(root) ? known : null;
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
  if (element.localName === "iframe") return ofEditingFrame(element);
  return element.isContentEditable ? { kind: "live", root: element } : (inside(element) ?? locked(element));
}

/** The area of an editor of this page that lets nothing be changed now. */
function locked(container: HTMLElement): Surface | null {
  const areas = Array.from(container.querySelectorAll<HTMLElement>("[contenteditable]"));
  const root = areas.find((area) => isShown(area) && isLarge(area));
  return root ? { kind: "live", root } : null;
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
  for (const found of within(container, "iframe, [contenteditable]")) {
    if (found.localName === "iframe") {
      const surface = ofEditingFrame(found);
      if (surface) areas.push({ root: surface.root, frame: found as HTMLIFrameElement });
    } else if (found.isContentEditable && !found.parentElement?.isContentEditable) {
      areas.push({ root: found, frame: null });
    }
  }
  return areas;
}

/** What stands in an element, or in the shadow tree of a component that is an editor. */
function within<T extends HTMLElement>(container: HTMLElement, selector: string): T[] {
  const isOwn = container.localName === "gouji-checker";
  const trees = [isOwn ? null : container.shadowRoot, container];
  return trees.flatMap((tree) => Array.from(tree?.querySelectorAll<T>(selector) ?? []));
}

/** The source that an editor shows in place of its area. */
function sourceOf(container: HTMLElement): Surface | null {
  const fields = within<HTMLTextAreaElement>(container, "textarea");
  const field = fields.find((candidate) => isShown(candidate) && isLarge(candidate));
  if (field) return ofField(field);
  const place = within(container, ".CodeMirror").find(isShown);
  const text = place && textOfCodeMirror(place);
  return place && text ? { kind: "text", place, text } : null;
}
