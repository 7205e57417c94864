/** Files of the page's own site. */

/** Why a file is not there. */
export type FileTrouble = "other_site" | "not_fetched" | "too_large";

/** A file as it was asked for, and what came of it. */
export type SiteFile = { readonly name: string } & (
  | { readonly bytes: Uint8Array; readonly trouble: null }
  | { readonly bytes: null; readonly trouble: FileTrouble }
);

/** Milliseconds after which a file that does not come is given up. */
const PATIENCE = 15_000;

/** What was fetched, for all elements of a page. */
const fetched = new Map<string, Promise<Uint8Array>>();

class TooLarge extends Error {}

/** The addresses that an attribute names. */
export function addressesIn(attribute: string | null): string[] {
  return (attribute ?? "").split(/\s+/).filter((address) => address !== "");
}

/** Fetches the files at these addresses; none of another site, and none of more than so many bytes. */
export function fetchFiles(addresses: readonly string[], base: string, most: number): Promise<SiteFile[]> {
  return Promise.all(addresses.map((address) => fileAt(address, base, most)));
}

async function fileAt(address: string, base: string, most: number): Promise<SiteFile> {
  const refused = (trouble: FileTrouble): SiteFile => ({ name: nameOf(address), bytes: null, trouble });
  const url = addressOf(address, base);
  if (url === null) return refused("not_fetched");
  if (url.origin !== window.location.origin) return refused("other_site");
  try {
    return { name: nameOf(url.pathname), bytes: await once(url.href, most), trouble: null };
  } catch (error) {
    return refused(error instanceof TooLarge ? "too_large" : "not_fetched");
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
function once(address: string, most: number): Promise<Uint8Array> {
  const known = fetched.get(address);
  if (known) return known;
  const bytes = bytesAt(address, most);
  fetched.set(address, bytes);
  bytes.catch(() => fetched.delete(address));
  return bytes;
}

async function bytesAt(address: string, most: number): Promise<Uint8Array> {
  const ended = new AbortController();
  const patience = window.setTimeout(() => ended.abort(), PATIENCE);
  try {
    // This mode refuses a redirection to another site as well.
    const answer = await fetch(address, { mode: "same-origin", signal: ended.signal });
    if (!answer.ok || !answer.body) throw new Error(String(answer.status));
    return await bounded(answer.body.getReader(), most);
  } finally {
    window.clearTimeout(patience);
    ended.abort();
  }
}

/** The bytes of an answer, and no more of them than these. */
async function bounded(reader: ReadableStreamDefaultReader<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) throw new TooLarge();
    parts.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
