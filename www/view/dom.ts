/**
 * Building elements. Everything a document may have written is set as text or
 * as an attribute value, never parsed as mark-up.
 */

type Child = Node | string | null | undefined;

interface Properties {
  className?: string;
  text?: string;
  attributes?: Record<string, string | number | boolean | null | undefined>;
  data?: Record<string, string | undefined>;
  on?: Partial<{ [E in keyof HTMLElementEventMap]: (event: HTMLElementEventMap[E]) => void }>;
}

/** An element with its class, attributes, `data-` values, listeners, children. */
export function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: Properties = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  if (properties.className) made.className = properties.className;
  if (properties.text !== undefined) made.textContent = properties.text;
  for (const [name, value] of Object.entries(properties.attributes ?? {})) setAttribute(made, name, value);
  for (const [name, value] of Object.entries(properties.data ?? {})) {
    if (value !== undefined) made.dataset[name] = value;
  }
  for (const [name, listener] of Object.entries(properties.on ?? {})) {
    made.addEventListener(name, listener as EventListener);
  }
  for (const child of children) if (child !== null && child !== undefined) made.append(child);
  return made;
}

/** Sets, or for `null`, `undefined` and `false` removes, an attribute. */
export function setAttribute(target: Element, name: string, value: string | number | boolean | null | undefined): void {
  if (value === null || value === undefined || value === false) target.removeAttribute(name);
  else target.setAttribute(name, value === true ? "" : String(value));
}

/** Replaces all children (`replaceChildren` is Chromium 86 but absent in some forks). */
export function fill(target: Element, children: readonly Child[]): void {
  target.textContent = "";
  for (const child of children) if (child !== null && child !== undefined) target.append(child);
}

/**
 * Puts a text in where it is another one. The same again would take away what is
 * being pressed (WebKit then tells of no click), and be read out once more.
 */
export function say(target: Node, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** A button with a text and what it does. */
export function button(text: string, act: (event: MouseEvent) => void, properties: Properties = {}): HTMLButtonElement {
  return element("button", {
    ...properties,
    text,
    attributes: { type: "button", ...properties.attributes },
    on: { click: act, ...properties.on },
  });
}

/** What has the focus in the tree that a node stands in: a document or a shadow tree. */
export function focusAround(node: Node): Element | null {
  const tree = node.getRootNode();
  return "activeElement" in tree ? (tree as Document | ShadowRoot).activeElement : null;
}
