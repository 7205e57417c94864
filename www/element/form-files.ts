/** Forms in files of the page's own site. */

import { MOST_FORM_BYTES } from "../view/form-faults";

/** Why a file brings no form. */
export type FileTrouble = "form_other_site" | "form_not_fetched" | "form_too_large";

/** A file as it was asked for, and what came of it. */
export interface FormFile {
  /** Its name without its folders. */
  name: string;
  text: string | FileTrouble;
  isThere: boolean;
}

/** Milliseconds after which a file that does not come is given up. */
const PATIENCE = 15_000;

/** The texts that were fetched, for all elements of a page. */
const fetched = new Map<string, Promise<string>>();

class TooLarge extends Error {}

/** Fetches the files at these addresses; none of another site. */
export function fetchForms(addresses: readonly string[], base: string): Promise<FormFile[]> {
  return Promise.all(addresses.map((address) => formAt(address, base)));
}

async function formAt(address: string, base: string): Promise<FormFile> {
  const refused = (text: FileTrouble): FormFile => ({ name: nameOf(address), text, isThere: false });
  const url = addressOf(address, base);
  if (url === null) return refused("form_not_fetched");
  if (url.origin !== window.location.origin) return refused("form_other_site");
  try {
    return { name: nameOf(url.pathname), text: await once(url.href), isThere: true };
  } catch (error) {
    return refused(error instanceof TooLarge ? "form_too_large" : "form_not_fetched");
  }
}

function addressOf(address: string, base: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

function nameOf(address: string): string {
  return address.replace(/[?#].*$/, "").replace(/.*\//, "") || address;
}

/** A file that could not be fetched may be asked for again. */
function once(address: string): Promise<string> {
  const known = fetched.get(address);
  if (known) return known;
  const text = textAt(address);
  fetched.set(address, text);
  text.catch(() => fetched.delete(address));
  return text;
}

async function textAt(address: string): Promise<string> {
  const ended = new AbortController();
  const patience = window.setTimeout(() => ended.abort(), PATIENCE);
  try {
    // This mode refuses a redirection to another site as well.
    const answer = await fetch(address, { mode: "same-origin", signal: ended.signal });
    if (!answer.ok || !answer.body) throw new Error(String(answer.status));
    return new TextDecoder().decode(await bounded(answer.body.getReader()));
  } finally {
    window.clearTimeout(patience);
    ended.abort();
  }
}

/** The bytes of an answer, and no more of them than a form may have. */
async function bounded(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const bytes = new Uint8Array(MOST_FORM_BYTES);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, length);
    if (length + value.length > bytes.length) throw new TooLarge();
    bytes.set(value, length);
    length += value.length;
  }
}
