/** What was checked, kept in the browser's own database: it outlives a reload, and memory need not hold it. */

import type { Kept, Known, Row } from "./protocol";

const NAME = "gouji.batch";
/** What a page of an earlier version kept says less: it is checked anew. */
const VERSION = 2;
/** What the run as a whole needs to be known again. */
export interface Run {
  /** The folder or archive, as the reader knows it. */
  name: string;
  /** Files that were to be checked. */
  files: number;
  /** Whether all of them were found: folders are looked through while files are checked. */
  isComplete: boolean;
  known: Known;
}

/** Opens the database; fails where the browser's settings forbid it. */
export function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    for (const store of Array.from(request.result.objectStoreNames)) request.result.deleteObjectStore(store);
    for (const store of ["rows", "kept", "run"]) request.result.createObjectStore(store);
  };
  return answered(request);
}

/** Keeps what was checked, all or nothing. */
export async function keep(database: IDBDatabase, checked: readonly Kept[]): Promise<void> {
  // Written to the disk at the browser's leisure: each file can be checked again.
  const transaction = database.transaction(["rows", "kept"], "readwrite", { durability: "relaxed" });
  for (const kept of checked) {
    transaction.objectStore("rows").put(kept.row, kept.row.path);
    transaction.objectStore("kept").put({ findings: kept.findings, entry: kept.entry }, kept.row.path);
  }
  return ended(transaction);
}

export async function keepRun(database: IDBDatabase, run: Run): Promise<void> {
  const transaction = database.transaction("run", "readwrite");
  transaction.objectStore("run").put(run, "run");
  return ended(transaction);
}

/** Whether an earlier visit left a run behind. */
export async function hasRun(): Promise<boolean> {
  const database = await open();
  const run = await recallRun(database);
  database.close();
  return run !== undefined;
}

/** The run that is kept, if any. */
export function recallRun(database: IDBDatabase): Promise<Run | undefined> {
  return answered(database.transaction("run").objectStore("run").get("run"));
}

export function recallRows(database: IDBDatabase): Promise<Row[]> {
  return answered(database.transaction("rows").objectStore("rows").getAll());
}

/** What is kept of one file beside its row. */
export function recall(database: IDBDatabase, path: string): Promise<Omit<Kept, "row"> | undefined> {
  return answered(database.transaction("kept").objectStore("kept").get(path));
}

/** The entries of every file, for the comparison. */
export async function recallEntries(database: IDBDatabase): Promise<string[]> {
  const kept: Omit<Kept, "row">[] = await answered(database.transaction("kept").objectStore("kept").getAll());
  return kept.map(({ entry }) => entry).filter((entry) => entry !== "");
}

/** Forgets everything. */
export async function clear(database: IDBDatabase): Promise<void> {
  const stores = ["rows", "kept", "run"];
  const transaction = database.transaction(stores, "readwrite");
  for (const store of stores) transaction.objectStore(store).clear();
  return ended(transaction);
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}
