/** Workers that check files, and what becomes of a file whose worker fails. */

import type { Job, Kept, Reply, Request, Row, Speech } from "./protocol";
import { startWorker } from "./start";

/** Files that a worker has at a time at most: some are being read while one is checked, and it never waits for more. */
const AHEAD = 32;
/** Files that are handed over at once: the page stops for each while the browser looks it up on the disk. */
const AT_ONCE = 8;
/** Files that are worth a worker more. */
const WORTH = 8;
/** A worker that says nothing for so many milliseconds is lost. */
const SILENCE = 20_000;
const MOST_WORKERS = 8;

export interface PoolActions {
  checked(rows: Row[], unkept: Kept[]): void;
  /** A job turned out to be an archive: nothing more comes of it. */
  archive(job: Job): void;
  /** Every job has its answer. */
  ended(): void;
}

interface Member {
  worker: Worker;
  /** What it has not answered for. */
  jobs: Job[];
  watch: ReturnType<typeof setTimeout> | undefined;
}

export class Pool {
  private queue: Job[] = [];
  private readonly members = new Set<Member>();
  /** Jobs whose worker was lost: each goes alone, so that it harms no other. */
  private readonly suspects = new Set<number>();

  constructor(
    private readonly speech: () => Speech,
    private readonly actions: PoolActions,
  ) {}

  get isRunning(): boolean {
    return [...this.members].some(({ jobs }) => jobs.length > 0);
  }

  add(jobs: readonly Job[]): void {
    this.queue.push(...jobs);
    const wanted = Math.min(workersHere(), Math.ceil(this.queue.length / WORTH));
    while (this.members.size < wanted) this.employ();
    for (const member of this.members) this.give(member);
  }

  /** Stops at once and gives back what was not checked. */
  cancel(): Job[] {
    const left = [...this.members].flatMap(({ jobs }) => jobs).concat(this.queue);
    this.queue = [];
    for (const member of this.members) this.dismiss(member);
    return left;
  }

  /** Lets go of the workers that have nothing to do: no more files come. */
  release(): void {
    for (const member of this.members) if (member.jobs.length === 0) this.dismiss(member);
  }

  private employ(): void {
    const member: Member = { worker: startWorker(), jobs: [], watch: undefined };
    this.members.add(member);
    member.worker.addEventListener("message", (event: MessageEvent<Reply>) => this.hear(member, event.data));
    member.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.lose(member);
    });
  }

  private give(member: Member): void {
    const jobs = this.next(member.jobs);
    if (jobs.length === 0) return;
    member.jobs.push(...jobs);
    const request: Request = { do: "check", jobs, speech: this.speech() };
    member.worker.postMessage(request);
    this.watch(member);
  }

  /** The next files for a worker that has these; one that a worker was lost over goes alone. */
  private next(has: readonly Job[]): Job[] {
    const isSuspect = ({ id }: Job) => this.suspects.has(id);
    if (has.some(isSuspect)) return [];
    const suspect = this.queue.findIndex(isSuspect);
    if (suspect === 0) return has.length === 0 ? this.queue.splice(0, 1) : [];
    // Towards the end less, so that all end at once.
    const share = Math.ceil(this.queue.length / (2 * this.members.size));
    const room = Math.max(0, Math.min(AT_ONCE, Math.min(AHEAD, share) - has.length));
    return this.queue.splice(0, suspect < 0 ? room : Math.min(room, suspect));
  }

  private hear(member: Member, reply: Reply): void {
    if (!this.members.has(member)) return;
    this.watch(member);
    if (reply.done === "archive") {
      const job = member.jobs.find(({ id }) => id === reply.id);
      if (job) this.actions.archive(job);
      this.tick(member, [reply.id]);
    }
    if (reply.done === "checked") {
      this.actions.checked(reply.rows, reply.unkept);
      this.tick(member, reply.ids);
    }
  }

  /** A worker has answered for these. */
  private tick(member: Member, ids: readonly number[]): void {
    member.jobs = member.jobs.filter(({ id }) => !ids.includes(id));
    this.give(member);
    if (member.jobs.length > 0) return;
    // It waits: to start another takes longer than to check some files.
    clearTimeout(member.watch);
    if (!this.isRunning) this.actions.ended();
  }

  private watch(member: Member): void {
    clearTimeout(member.watch);
    member.watch = setTimeout(() => this.lose(member), SILENCE);
  }

  /** A lost worker's files go to others, each alone, once: it may have been any of them. */
  private lose(member: Member): void {
    if (!this.members.has(member)) return;
    this.dismiss(member);
    const { jobs } = member;
    const wasAlone = jobs.length === 1 && this.suspects.has(jobs[0]?.id ?? -1);
    if (wasAlone) this.actions.checked(jobs.map(crashed), []);
    else {
      for (const { id } of jobs) this.suspects.add(id);
      this.queue.push(...jobs);
    }
    if (this.queue.length > 0) this.add([]);
    else if (!this.isRunning) this.actions.ended();
  }

  private dismiss(member: Member): void {
    clearTimeout(member.watch);
    member.worker.terminate();
    this.members.delete(member);
  }
}

/** One for each core; of many the page has one for itself. */
function workersHere(): number {
  const cores = navigator.hardwareConcurrency || 2;
  return Math.min(MOST_WORKERS, cores > 2 ? cores - 1 : cores);
}

function crashed({ path, file }: Job): Row {
  return failedRow(path, file, "crashed");
}

/** A row for a file that could not be read at all. */
function failedRow(path: string, file: Blob, failure: string): Row {
  const modified = file instanceof File ? file.lastModified : 0;
  const unknown = { organ: null, year: null, edition: null, errors: 0, warnings: 0, unassessed: 0, headline: "" };
  return { path, status: "unreadable", ...unknown, failure, size: file.size, modified };
}
