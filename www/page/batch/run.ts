/** A run over many files: what was chosen, what was checked, what the comparison says. Knows nothing of the screen. */

import { ask } from "./ask";
import { Comparison } from "./comparison";
import type { Found } from "./files";
import { Pool } from "./pool";
import type { ComparedRow, Job, Kept, Known, ListedFinding, Region, Reply, Request, Row, Speech } from "./protocol";
import * as store from "./store";
import { Tally } from "./tally";

/** Failures that another try may mend. */
const MENDABLE = new Set(["not_found", "cannot_open", "internal", "crashed"]);

/** Files that are looked at together. */
const AT_ONCE = 8;
/** Milliseconds of looking at files without a pause: a browser may ask the disk about each. */
const LOOK = 8;

/** Milliseconds that an archive or a workbook may take. */
const LONGEST = 600_000;

const NOTHING_KNOWN: Known = { region: null, list: [] };

/** Where a run stands. */
export type Stage = "idle" | "collecting" | "checking" | "cancelled" | "comparing" | "done";

export class BatchRun {
  readonly rows = new Map<string, Row>();
  readonly tally = new Tally();
  stage: Stage = "idle";
  name = "";
  region: Region | null = null;
  /** The same with every report, as JSON. */
  whole: Blob | null = null;
  /** Whether the storage kept everything; else the page holds the rest in memory. */
  isKept = true;
  known: Known = NOTHING_KNOWN;
  /** An archive that could not be read, and why. */
  damaged: string[] = [];
  private readonly files = new Map<string, File>();
  private readonly compared = new Map<string, ComparedRow>();
  private readonly unkept = new Map<string, Kept>();
  /** Files of which nothing is at hand: the page was loaded anew since they were chosen. */
  absent = 0;
  private left: Job[] = [];
  /** Archives are taken apart one after the other. */
  private unzipping: Promise<void> = Promise.resolve();
  private isStopped = false;
  /** Whether every file that was chosen has been looked at. */
  private isComplete = true;
  private ids = 0;
  private collecting = 0;
  private readonly comparison = new Comparison({
    compared: (rows) => this.takeCompared(rows),
    combined: (region, whole) => Object.assign(this, { region, whole }),
    ended: () => this.endComparing(),
  });
  private readonly pool: Pool;
  private readonly database: Promise<IDBDatabase | null>;

  constructor(
    private readonly speech: () => Speech,
    private readonly changed: () => void,
  ) {
    this.database = store.open().catch(() => null);
    this.pool = new Pool(speech, {
      checked: (rows, unkept) => this.take(rows, unkept),
      archive: (job) => this.takeApart(job),
      ended: () => this.endChecking(),
    });
  }

  /** What an earlier visit left behind; false where there is nothing. */
  async recall(): Promise<boolean> {
    const database = await this.database;
    const run = database && (await store.recallRun(database).catch(() => undefined));
    if (!database || !run || this.stage !== "idle") return false;
    for (const row of await store.recallRows(database)) this.rows.set(row.path, row);
    this.name = run.name;
    this.tally.all = Math.max(run.files, this.rows.size);
    this.tally.done = this.rows.size;
    this.absent = this.tally.all - this.tally.done;
    this.isComplete = run.isComplete;
    this.known = run.known ?? NOTHING_KNOWN;
    this.stage = this.hasRest ? "cancelled" : "done";
    this.changed();
    if (this.rows.size > 0) this.compare();
    return true;
  }

  /** Whether anything is still to be checked, at hand or not. */
  get hasRest(): boolean {
    return this.tally.done < this.tally.all || !this.isComplete;
  }

  /** Files at hand that were not checked because it was stopped. */
  get resumable(): number {
    return this.left.length;
  }

  /** Failed files that may be tried again, where they are at hand. */
  get retriable(): Row[] {
    return [...this.rows.values()].filter(({ failure, path }) => MENDABLE.has(failure ?? "") && this.files.has(path));
  }

  file(path: string): File | undefined {
    return this.files.get(path);
  }

  /** Takes files as they are found; archives among them are taken apart. */
  async collect(name: string, found: AsyncIterable<Found> | readonly Found[]): Promise<void> {
    if (this.name === "") this.name = name;
    this.collecting++;
    this.isStopped = false;
    this.stage = "collecting";
    this.changed();
    await this.keepRun(false, Array.isArray(found) ? found.length : 0);
    let some: Found[] = [];
    let paused = performance.now();
    for await (const one of found) {
      some.push(one);
      if (some.length < AT_ONCE) continue;
      this.check(some);
      some = [];
      if (performance.now() - paused < LOOK) continue;
      // Nobody waits for a page that looks through a folder.
      await new Promise((next) => setTimeout(next));
      paused = performance.now();
    }
    this.check(some);
    this.collecting--;
    this.isComplete = true;
    await this.keepRun(true);
    this.settle();
  }

  private async keepRun(isComplete: boolean, expected = 0): Promise<void> {
    const database = await this.database;
    const files = Math.max(this.tally.all, expected);
    const run: store.Run = { name: this.name, files, isComplete, known: this.known };
    if (database) await store.keepRun(database, run).catch(() => this.loseStorage());
    else this.loseStorage();
  }

  /** Takes what the reader knows of the region, and compares anew where that was done. */
  async tell(known: Partial<Known>): Promise<void> {
    this.known = { ...this.known, ...known };
    await this.keepRun(this.isComplete);
    if (this.region !== null || this.comparison.isRunning) this.compare();
    this.changed();
  }

  /** Stops; what was checked stays. */
  cancel(): void {
    this.isStopped = true;
    this.left.push(...this.pool.cancel());
    this.stage = "cancelled";
    this.changed();
  }

  /** Goes on with what was left when it was stopped. */
  resume(): void {
    const jobs = this.left;
    this.left = [];
    this.isStopped = false;
    this.employ(jobs);
  }

  /** Tries failed files once more. */
  retry(): void {
    const again = this.retriable;
    this.tally.done -= again.length;
    this.tally.all -= again.length;
    for (const { path } of again) this.rows.delete(path);
    this.check(again.map(({ path }) => ({ path, file: this.files.get(path) as File })));
  }

  /** The findings of one file, those of the comparison last. */
  async findings(path: string): Promise<ListedFinding[]> {
    const database = await this.database;
    const kept = this.unkept.get(path) ?? (database && (await store.recall(database, path).catch(() => undefined)));
    return [...(kept?.findings ?? []), ...(this.compared.get(path)?.findings ?? [])];
  }

  previous(path: string): string | null {
    return this.compared.get(path)?.previous ?? null;
  }

  /** Forgets the whole run. */
  async forget(): Promise<void> {
    this.pool.cancel();
    this.comparison.stop();
    for (const map of [this.rows, this.files, this.compared, this.unkept]) map.clear();
    Object.assign(this, { left: [], stage: "idle", name: "", region: null, damaged: [], isKept: true });
    Object.assign(this, { isStopped: false, isComplete: true, absent: 0, whole: null, known: NOTHING_KNOWN });
    Object.assign(this.tally, { done: 0, all: 0 });
    const database = await this.database;
    if (database) await store.clear(database).catch(() => undefined);
    this.changed();
  }

  private takeApart({ path, file }: Job): void {
    this.files.delete(path);
    this.tally.all--;
    this.collecting++;
    this.unzipping = this.unzipping
      .then(() => this.unzip(path, file))
      .then(() => {
        this.collecting--;
        this.settle();
      });
  }

  /** Files that were checked before and have not changed since are not checked again. */
  private check(found: readonly Found[], mayBeArchive = true): void {
    const fresh = found.filter(({ path, file }) => {
      this.files.set(path, file);
      const known = this.rows.get(path);
      const isSame = known && known.size === file.size && known.modified === file.lastModified;
      if (known && !isSame) this.drop(path);
      return !isSame;
    });
    const expected = Math.min(this.absent, fresh.length);
    this.absent -= expected;
    this.tally.add(fresh.length - expected, this.pool.isRunning, Date.now());
    this.employ(fresh.map(({ path, file }) => ({ id: this.ids++, path, file, mayBeArchive })));
  }

  private drop(path: string): void {
    this.rows.delete(path);
    this.tally.done--;
    this.tally.all--;
  }

  private employ(jobs: readonly Job[]): void {
    if (jobs.length === 0) return;
    if (this.isStopped) {
      this.left.push(...jobs);
      this.changed();
      return;
    }
    this.region = null;
    this.comparison.stop();
    this.stage = "checking";
    this.pool.add(jobs);
    this.changed();
  }

  private take(rows: readonly Row[], unkept: readonly Kept[]): void {
    for (const row of rows) this.rows.set(row.path, row);
    for (const kept of unkept) this.unkept.set(kept.row.path, kept);
    if (unkept.length > 0) this.isKept = false;
    this.tally.done += rows.length;
    this.changed();
  }

  private endChecking(): void {
    if (!this.isStopped) this.settle();
  }

  private settle(): void {
    if (this.collecting > 0 || this.pool.isRunning || this.isStopped) {
      this.changed();
      return;
    }
    this.pool.release();
    if (this.rows.size > 0 && this.region === null) this.compare();
    else this.stage = "done";
    this.changed();
  }

  private async unzip(archive: string, file: Blob): Promise<void> {
    const take = (reply: Reply) => {
      if (reply.done === "unzipped") {
        this.check(
          reply.files.map((found) => extracted(archive, found)),
          false,
        );
      }
      return reply.done === "all" ? true : undefined;
    };
    await ask({ do: "unzip", file }, take, LONGEST).catch(() => this.damaged.push(archive));
  }

  /** Compares everything that was checked. */
  compare(): void {
    this.stage = "comparing";
    const unkept = [...this.unkept.values()].map(({ entry }) => entry).filter((entry) => entry !== "");
    const crashed = [...this.rows.values()].filter(({ failure }) => failure === "crashed").map(({ path }) => path);
    const { known } = this;
    this.comparison.start({ do: "combine", speech: this.speech(), known, unkept, crashed }, this.rows.size);
  }

  private takeCompared(rows: readonly ComparedRow[]): void {
    for (const row of rows) this.add(row);
    this.changed();
  }

  private add(compared: ComparedRow): void {
    const row = this.rows.get(compared.path);
    if (!row) return;
    const { status, errors, warnings, unassessed, headline } = compared;
    this.compared.set(compared.path, compared);
    this.rows.set(compared.path, { ...row, status, errors, warnings, unassessed, headline });
  }

  private endComparing(): void {
    if (this.stage === "comparing") this.stage = this.hasRest ? "cancelled" : "done";
    this.changed();
  }

  /** What the comparison says as a workbook of Excel, made in a worker. */
  async workbook(): Promise<Uint8Array<ArrayBuffer>> {
    if (this.whole === null) throw new Error("nothing was compared");
    const { lang: language, forms } = this.speech();
    const request: Request = { do: "write", region: this.whole, language, forms };
    return ask(request, (reply) => (reply.done === "written" ? reply.workbook : undefined), LONGEST);
  }

  private loseStorage(): void {
    this.isKept = false;
    this.changed();
  }
}

function extracted(archive: string, found: { path: string; bytes: ArrayBuffer; modified: number }) {
  const name = found.path.split("/").pop() ?? found.path;
  return { path: `${archive}/${found.path}`, file: new File([found.bytes], name, { lastModified: found.modified }) };
}
