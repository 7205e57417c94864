/** The way up from an element, out of shadow trees and frames. */

import { isField } from "./field";

/** The document or shadow tree that a node stands in. */
export function treeOf(node: Node): Document | ShadowRoot {
  return node.getRootNode() as Document | ShadowRoot;
}

/** The form that an element belongs to, also where it stands in a component or a frame within it. */
export function formOf(element: Element): HTMLFormElement | null {
  const form = (isField(element) ? element.form : null) ?? element.closest("form");
  if (form) return form;
  const outer = (treeOf(element) as ShadowRoot).host ?? frameOf(element);
  return outer ? formOf(outer) : null;
}

/** The frame around an element's page, where this page may know it. */
function frameOf(element: Element): Element | null {
  return element.ownerDocument.defaultView?.frameElement ?? null;
}
