/** HTML as text → a page that loads and runs nothing, by the browser's own parser. */

import { GoujiError } from "../package/errors";

/** What a site that asks for trusted types allows by the name `gouji`. */
interface Policy {
  createHTML(text: string): string;
}

interface Policies {
  createPolicy(name: string, rules: Policy): Policy;
}

/** Chromium's sanitiser takes text where a policy is asked for and refused. */
interface Sanitising {
  setHTML?(text: string, options: { sanitizer: object }): void;
}

let policy: Policy | null | undefined;

/** A page of this HTML. A text has no effects here: it is only looked at. */
export function parse(html: string): Document {
  try {
    return new DOMParser().parseFromString(trusted(html), "text/html");
  } catch (error) {
    const page = document.implementation.createHTMLDocument();
    const body = page.body as Sanitising;
    if (!body.setHTML) throw refused(error);
    body.setHTML(html, { sanitizer: {} });
    return page;
  }
}

function trusted(html: string): string {
  if (policy === undefined) policy = made();
  return policy === null ? html : policy.createHTML(html);
}

/** One policy for all: a site may forbid a second of the same name. */
function made(): Policy | null {
  const { trustedTypes } = window as { trustedTypes?: Policies };
  try {
    return trustedTypes?.createPolicy("gouji", { createHTML: (text) => text }) ?? null;
  } catch {
    return null;
  }
}

function refused(cause: unknown): GoujiError {
  return new GoujiError(
    "html_refused",
    "the page's Content-Security-Policy forbids parsing: add 'trusted-types gouji'",
    {
      cause,
    },
  );
}
