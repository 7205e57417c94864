/** Checks file after file in a worker; the next ones are being read meanwhile. */

import { regionEntry, regionEntryUnread, type Unread } from "gouji";
import { read } from "gouji/read";
import type { RegionEntry } from "../../package/types";
import { isArchive } from "./archive";
import type { Job, Kept, Reply, Speech } from "./protocol";

/** Files that are being read at a time. */
const READING = 24;
/** Files that are read together, and answers that are handed over together. */
const TOGETHER = 8;
/** Bytes of files that are read together; a larger file is read by itself. */
const MOST_TOGETHER = 4 * 1024 * 1024;
/** Milliseconds after which answers are handed over that others would join. */
const LONGEST = 200;
/** Bytes of a file that are read: one more than the checker takes, so that it can say so. */
const MOST_BYTES = 32 * 1024 * 1024 + 1;

/** A file that is being read, or why it could not be. */
interface Opened {
  job: Job;
  bytes: Promise<Uint8Array | Unread>;
}

export interface CheckingActions {
  say(reply: Reply): void;
  /** Keeps what was checked; false where there is no room. */
  keep(checked: readonly Kept[]): Promise<boolean>;
}

export class Checking {
  private waiting: Job[] = [];
  private readonly opened: Opened[] = [];
  private checked: { id: number; kept: Kept }[] = [];
  private handedOver = 0;
  private isRunning = false;
  private speech!: Speech;

  constructor(private readonly actions: CheckingActions) {}

  add(jobs: readonly Job[], speech: Speech): void {
    this.speech = speech;
    this.waiting.push(...jobs);
    this.open();
    if (!this.isRunning) void this.run();
  }

  /** Begins to read the next files. */
  private open(): void {
    while (this.waiting.length > 0 && this.opened.length <= READING - TOGETHER) {
      const jobs = this.waiting.splice(0, together(this.waiting));
      const contents = readTogether(jobs.map(({ file }) => file));
      for (const [at, bytes] of contents.entries()) {
        const job = jobs[at];
        if (job) this.opened.push({ job, bytes });
      }
    }
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    this.handedOver = performance.now();
    for (let next = this.opened.shift(); next !== undefined; next = this.opened.shift()) {
      this.open();
      await this.check(next);
      const isLong = performance.now() - this.handedOver > LONGEST;
      if (this.checked.length >= TOGETHER || isLong || this.opened.length === 0) this.handOver();
    }
    this.isRunning = false;
  }

  private async check({ job, bytes: reading }: Opened): Promise<void> {
    const { id } = job;
    const bytes = await reading;
    if (job.mayBeArchive && !("code" in bytes) && isArchive(bytes, job.path)) this.actions.say({ done: "archive", id });
    else this.checked.push({ id, kept: await kept(job, bytes, this.speech) });
  }

  /** Nobody waits for the storage: the next file is checked meanwhile. */
  private handOver(): void {
    const checked = this.checked.splice(0);
    this.handedOver = performance.now();
    if (checked.length === 0) return;
    const all = checked.map(({ kept }) => kept);
    const [ids, rows] = [checked.map(({ id }) => id), all.map(({ row }) => row)];
    void this.actions
      .keep(all)
      .then((isKept) => this.actions.say({ done: "checked", ids, rows, unkept: isKept ? [] : all }));
  }
}

/** How many of the first files are read together: at least one. */
function together(jobs: readonly Job[]): number {
  let bytes = 0;
  const tooMany = jobs.slice(0, TOGETHER).findIndex(({ file }) => {
    bytes += file.size;
    return bytes > MOST_TOGETHER;
  });
  return tooMany < 0 ? TOGETHER : Math.max(1, tooMany);
}

/** The bytes of each file. What a browser does to begin reading costs more than a report's bytes: it is done once. */
function readTogether(files: readonly Blob[]): Promise<Uint8Array | Unread>[] {
  const [first] = files;
  if (first && files.length === 1) return [readFile(first)];
  const whole = new Blob([...files]).arrayBuffer();
  let at = 0;
  return files.map((file) => {
    const [from, size] = [at, file.size];
    at += size;
    // A file that has vanished has no bytes either: it says so by itself.
    if (size === 0) return readFile(file);
    // One that cannot be read spoils all: then each is read by itself.
    return whole.then((bytes) => new Uint8Array(bytes, from, size)).catch(() => readFile(file));
  });
}

/** A file's bytes, or why there are none. */
async function readFile(file: Blob): Promise<Uint8Array | Unread> {
  try {
    const part = file.size > MOST_BYTES ? file.slice(0, MOST_BYTES) : file;
    return new Uint8Array(await part.arrayBuffer());
  } catch (error) {
    return { code: (error as DOMException).name === "NotFoundError" ? "not_found" : "cannot_open" };
  }
}

async function kept(job: Job, bytes: Uint8Array | Unread, speech: Speech): Promise<Kept> {
  if ("code" in bytes) return keptOf(job, unreadEntry(job.path, bytes.code, speech));
  try {
    const fileName = job.path.split("/").pop() ?? job.path;
    return keptOf(
      job,
      regionEntry(job.path, await read(bytes), { lang: speech.lang, forms: [...speech.forms], fileName }),
    );
  } catch {
    return keptOf(job, unreadEntry(job.path, "internal", speech));
  }
}

/** What is left of a file that could not be read, or not checked: it is named in the comparison. */
export function unreadEntry(path: string, code: Unread["code"], speech: Speech): RegionEntry {
  const error = code === "internal" ? speech.crashed : speech.locked;
  return regionEntryUnread(path, { code, error }, { lang: speech.lang });
}

function keptOf({ path, file }: Job, entry: RegionEntry): Kept {
  const { status, organ, year, edition, headline, summary, not_assessed, reason } = entry;
  const counts = { errors: summary.error, warnings: summary.warning, unassessed: not_assessed };
  const failure = reason?.code ?? null;
  return {
    row: { path, status, organ, year, edition, ...counts, headline, failure, ...markOf(file) },
    findings: entry.findings.map(({ rule, severity, message, cells }) => ({ rule, severity, message, cells })),
    entry: JSON.stringify(entry),
  };
}

function markOf(file: Blob): { size: number; modified: number } {
  return { size: file.size, modified: file instanceof File ? file.lastModified : 0 };
}
