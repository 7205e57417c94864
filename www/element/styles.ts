/** The element's styles as constructed sheets: the only kind that every policy allows. */

import list from "../view/list.css";
import tokens from "../view/tokens.css";
import panel from "./panel.css";

/** A sheet counts in the document whose window made it. */
const sheets = new WeakMap<Document, CSSStyleSheet[]>();

/** Dresses a shadow tree; all elements of a document share the sheets. */
export function dress(shadow: ShadowRoot): void {
  const document = shadow.ownerDocument;
  const made = sheets.get(document) ?? [themed(tokens), list, panel].map((text) => sheet(text, document));
  sheets.set(document, made);
  shadow.adoptedStyleSheets = made;
}

/** Lets a page set each token: `--ink` is `--gouji-ink`, where that is given. */
function themed(declarations: string): string {
  return declarations.replace(/--([\w-]+):\s*([^;]+);/g, "--$1: var(--gouji-$1, $2);");
}

function sheet(text: string, { defaultView }: Document): CSSStyleSheet {
  const made = new ((defaultView ?? window) as typeof globalThis & Window).CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
