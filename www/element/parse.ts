/** HTML as text → a page that loads and runs nothing, by the browser's own parser. */

import { GoujiError } from "../package/errors";
import { policy } from "./policy";

/** Newer browsers have a parser that no policy has to allow. */
interface Sanitising {
  setHTML?(text: string, options: { sanitizer: object }): void;
}

/** A page of this HTML. It is only looked at: it has no window. */
export function parse(html: string): Document {
  try {
    return new DOMParser().parseFromString(policy().createHTML(html), "text/html");
  } catch (cause) {
    const page = document.implementation.createHTMLDocument();
    const body = page.body as Sanitising;
    if (!body.setHTML) {
      const message = "the page's Content-Security-Policy forbids parsing HTML: add 'trusted-types gouji'";
      throw new GoujiError("html_refused", message, { cause });
    }
    body.setHTML(html, { sanitizer: {} });
    return page;
  }
}
