/** Drafts on this machine, in the browser's own storage. */

import { storage } from "../storage";
import type { Draft } from "./draft";

const PREFIX = "gouji.draft.";

/** Keeps a draft; false where there is no room or the browser does not allow it. */
export function keep(draft: Draft): boolean {
  try {
    const store = storage();
    store?.setItem(PREFIX + draft.id, JSON.stringify(draft));
    return store !== null;
  } catch {
    return false;
  }
}

/** Forgets a draft. */
export function forget(id: string): void {
  storage()?.removeItem(PREFIX + id);
}

/** A draft by its id; `null` where it is not there or cannot be read. */
export function recall(id: string): Draft | null {
  return draftOf(storage()?.getItem(PREFIX + id) ?? null);
}

/** Every draft that is kept, the newest first. */
export function kept(): Draft[] {
  const store = storage();
  if (store === null) return [];
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? "");
  const drafts = names.filter((name) => name.startsWith(PREFIX)).map((name) => draftOf(store.getItem(name)));
  return drafts.filter((draft): draft is Draft => draft !== null).sort((one, other) => other.saved - one.saved);
}

/** Tells when another window changes a draft, until the function returned is called. */
export function onChangeElsewhere(id: string, changed: () => void): () => void {
  const listen = (event: StorageEvent) => {
    if (event.key === PREFIX + id) changed();
  };
  window.addEventListener("storage", listen);
  return () => window.removeEventListener("storage", listen);
}

/** Another version may have written something else: then it is no draft of ours. */
function draftOf(text: string | null): Draft | null {
  try {
    const read: unknown = JSON.parse(text ?? "null");
    return isDraft(read) ? read : null;
  } catch {
    return null;
  }
}

function isDraft(read: unknown): read is Draft {
  if (typeof read !== "object" || read === null) return false;
  const { id, organ, year, figures, passages, saved, form } = read as Partial<Draft>;
  const isNamed = typeof id === "string" && typeof organ === "string";
  const isDated = typeof year === "number" && typeof saved === "number";
  const isOfForm = form === undefined || (typeof form?.id === "string" && typeof form.name === "string");
  return isNamed && isDated && isOfForm && isRecord(figures) && isRecord(passages);
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
