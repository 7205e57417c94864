/** The element's styles as constructed sheets: the only kind that every policy allows. */

import list from "../view/list.css";
import tokens from "../view/tokens.css";
import panel from "./panel.css";

let sheets: CSSStyleSheet[] | null = null;

/** Dresses a shadow tree; all elements of a page share the sheets. */
export function dress(shadow: ShadowRoot): void {
  sheets ??= [themed(tokens), list, panel].map(sheet);
  shadow.adoptedStyleSheets = sheets;
}

/** Lets a page set each token: `--ink` is `--gouji-ink`, where that is given. */
function themed(declarations: string): string {
  return declarations.replace(/--([\w-]+):\s*([^;]+);/g, "--$1: var(--gouji-$1, $2);");
}

function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
