/** A CSS selector that leads to an element by its place alone, so that nothing need be written on it. */

/** The selector of an element, from its nearest ancestor with an id of its own. */
export function selectorOf(element: Element): string {
  const steps: string[] = [];
  let at: Element | null = element;
  while (at) {
    const anchor = anchorOf(at);
    steps.unshift(anchor ?? `${CSS.escape(at.localName)}:nth-child(${position(at)})`);
    if (anchor) break;
    if (!at.parentElement && "host" in at.getRootNode()) steps.unshift(":host");
    at = at.parentElement;
  }
  return steps.join(">");
}

function anchorOf(element: Element): string | null {
  if (element === element.ownerDocument.documentElement) return ":root";
  if (element === element.ownerDocument.body) return "body";
  if (!element.id) return null;
  const selector = `#${CSS.escape(element.id)}`;
  const tree = element.getRootNode() as Document | ShadowRoot;
  return "querySelectorAll" in tree && tree.querySelectorAll(selector).length === 1 ? selector : null;
}

function position(element: Element): number {
  let count = 1;
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling) count++;
  return count;
}
