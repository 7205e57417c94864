/** A worker: reads and checks files, compares what was checked and writes it down, takes archives apart. */

import { init, region, regionEntry } from "gouji";
import { read } from "gouji/read";
import type { RegionEntry } from "../../package/types";
import type { Language } from "../../view/shapes";
import { extract, isArchive, isArchiveFile } from "./archive";
import { isChecked } from "./files";
import type { ComparedRow, Job, Kept, Reply, Request, Row } from "./protocol";
import * as store from "./store";

/** Rows and files are handed over in parts, so that the page never stops. */
const PART = 100;
/** Larger files are no reports; reading them would only cost memory. */
const MOST_BYTES = 64 * 1024 * 1024;

const database = store.open().catch(() => null);
const say = (reply: Reply, transfer: Transferable[] = []) => self.postMessage(reply, { transfer });

self.addEventListener("message", (event: MessageEvent<Request>) => {
  answer(event.data).catch((error: unknown) => {
    const { message } = error instanceof Error ? error : new Error(String(error));
    say({ done: "failed", code: message, message });
  });
});

async function answer(request: Request): Promise<void> {
  if (request.do === "read") return say({ done: "read", content: (await read(request.file)) as string | Uint8Array });
  await init();
  if (request.do === "check") return checkAll(request.jobs, request.language);
  if (request.do === "combine") return combine(request);
  if (request.do === "write") return writeWorkbook(request);
  return unzip(request.file);
}

/** Checks some files, keeps what came out, and says so. */
async function checkAll(jobs: readonly Job[], language: Language): Promise<void> {
  // All are being read while the first is checked.
  const contents = jobs.map(({ file }) => readFile(file));
  const checked: Kept[] = [];
  for (const [index, job] of jobs.entries()) {
    say({ done: "started", id: job.id });
    const bytes = (await contents[index]) ?? "file";
    if (job.mayBeArchive && (await isTakenApart(job.file, bytes))) say({ done: "archive", id: job.id });
    else checked.push(typeof bytes === "string" ? failed(job, bytes) : await check(job, bytes, language));
  }
  say({ done: "checked", rows: checked.map(({ row }) => row), unkept: (await keep(checked)) ? [] : checked });
}

function isTakenApart(file: Blob, bytes: Uint8Array | string): boolean | Promise<boolean> {
  if (typeof bytes !== "string") return isArchive(bytes);
  return bytes === "too_large" && isArchiveFile(file).catch(() => false);
}

async function keep(checked: readonly Kept[]): Promise<boolean> {
  try {
    const opened = await database;
    if (opened) await store.keep(opened, checked);
    return opened !== null;
  } catch {
    return false;
  }
}

/** A file's bytes, or why there are none: it was moved, changed or locked meanwhile. */
async function readFile(file: Blob): Promise<Uint8Array | string> {
  if (file.size > MOST_BYTES) return "too_large";
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return "file";
  }
}

async function check(job: Job, bytes: Uint8Array, lang: Language): Promise<Kept> {
  try {
    const entry = regionEntry(job.path, await read(bytes), { lang, fileName: job.path.split("/").pop() ?? job.path });
    const findings = entry.findings.map(({ rule, severity, message }) => ({ rule, severity, message }));
    return { row: rowOf(job, entry), findings, entry: JSON.stringify(entry) };
  } catch {
    return failed(job, "internal");
  }
}

function rowOf({ path, file }: Job, entry: RegionEntry): Row {
  const { status, organ, year, edition, headline, summary, reason } = entry;
  const counts = { errors: summary.error, warnings: summary.warning };
  return { path, status, organ, year, edition, ...counts, headline, failure: reason?.code ?? null, ...markOf(file) };
}

function failed({ path, file }: Job, failure: string): Kept {
  const row: Row = {
    ...{ path, status: "unreadable", organ: null, year: null, edition: null, errors: 0, warnings: 0 },
    ...{ headline: "", failure, ...markOf(file) },
  };
  return { row, findings: [], entry: "" };
}

function markOf(file: Blob): { size: number; modified: number } {
  return { size: file.size, modified: file instanceof File ? file.lastModified : 0 };
}

async function combine({ language, region: own, list, unkept }: Request & { do: "combine" }): Promise<void> {
  const opened = await database;
  const kept = opened ? await store.recallEntries(opened) : [];
  const entries = [...kept, ...unkept].map((entry) => JSON.parse(entry) as RegionEntry);
  const options = { lang: language, list, ...(own === null ? {} : { region: own }) };
  const answer = region(entries, options);
  const { reports, ...rest } = answer;
  const own_rules = new Map(
    entries.map(({ file, findings }) => [file, new Set(findings.map(({ message }) => message))]),
  );
  const rows = reports.map(({ file, status, headline, summary, previous, findings }): ComparedRow => {
    const known = own_rules.get(file);
    const added = findings.filter(({ message }) => !known?.has(message));
    const listed = added.map(({ rule, severity, message }) => ({ rule, severity, message }));
    const counts = { errors: summary.error, warnings: summary.warning };
    return { path: file, status, ...counts, headline, previous, findings: listed };
  });
  for (let at = 0; at < rows.length; at += PART) say({ done: "compared", rows: rows.slice(at, at + PART) });
  say({ done: "combined", region: rest, whole: new Blob([JSON.stringify(answer)], { type: "application/json" }) });
}

async function writeWorkbook({ region, language }: Request & { do: "write" }): Promise<void> {
  const { writeRegion } = await import("gouji/write");
  const workbook = await writeRegion(JSON.parse(await region.text()), { lang: language });
  say({ done: "written", workbook }, [workbook.buffer]);
}

async function unzip(file: Blob): Promise<void> {
  for await (const { path, bytes } of extract(file)) {
    if (!isChecked(path)) continue;
    say({ done: "unzipped", files: [{ path, bytes: bytes.buffer, modified: markOf(file).modified }] }, [bytes.buffer]);
  }
  say({ done: "all" });
}
