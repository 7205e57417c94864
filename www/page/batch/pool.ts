/** Workers that check files, and what becomes of a file whose worker fails. */

import type { Language } from "../../view/shapes";
import type { Job, Kept, Reply, Request, Row } from "./protocol";
import { startWorker } from "./start";

/** Files that a worker takes at a time: reading one goes on while another is checked. */
const CHUNK = 8;
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
  jobs: Job[];
  /** What it works on: the suspect, if it is lost. */
  at: number | null;
  watch: ReturnType<typeof setTimeout> | undefined;
}

export class Pool {
  private queue: Job[] = [];
  private readonly members = new Set<Member>();
  /** Jobs that were archives. */
  private readonly archives = new Set<number>();
  /** Jobs whose worker was lost: each goes alone, so that it harms no other. */
  private readonly suspects = new Set<number>();

  constructor(
    private readonly language: () => Language,
    private readonly actions: PoolActions,
  ) {}

  get isRunning(): boolean {
    return [...this.members].some(({ jobs }) => jobs.length > 0);
  }

  add(jobs: readonly Job[]): void {
    this.queue.push(...jobs);
    for (const member of this.members) if (member.jobs.length === 0 && this.queue.length > 0) this.give(member);
    const wanted = Math.min(workersHere(), Math.ceil(this.queue.length / CHUNK));
    while (this.members.size < wanted) this.employ();
  }

  /** Stops at once and gives back what was not checked. */
  cancel(): Job[] {
    const left = [...this.members].flatMap((member) => this.open(member)).concat(this.queue);
    this.queue = [];
    for (const member of this.members) this.dismiss(member);
    return left;
  }

  /** Lets go of the workers that have nothing to do: no more files come. */
  release(): void {
    for (const member of this.members) if (member.jobs.length === 0) this.dismiss(member);
  }

  private employ(): void {
    const member: Member = { worker: startWorker(), jobs: [], at: null, watch: undefined };
    this.members.add(member);
    member.worker.addEventListener("message", (event: MessageEvent<Reply>) => this.hear(member, event.data));
    member.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.lose(member);
    });
    this.give(member);
  }

  private give(member: Member): void {
    const alone = this.queue.findIndex(({ id }) => this.suspects.has(id));
    const ordinary = alone < 0 ? CHUNK : alone;
    member.jobs = this.queue.splice(0, Math.max(1, Math.min(CHUNK, ordinary)));
    member.at = null;
    if (member.jobs.length === 0) {
      // It waits: to start another takes longer than to check some files.
      clearTimeout(member.watch);
      if (!this.isRunning) this.actions.ended();
      return;
    }
    const request: Request = { do: "check", jobs: member.jobs, language: this.language() };
    member.worker.postMessage(request);
    this.watch(member);
  }

  private hear(member: Member, reply: Reply): void {
    if (!this.members.has(member)) return;
    this.watch(member);
    if (reply.done === "started") member.at = reply.id;
    if (reply.done === "archive") this.passOn(member, reply.id);
    if (reply.done !== "checked") return;
    this.actions.checked(reply.rows, reply.unkept);
    this.give(member);
  }

  private passOn(member: Member, id: number): void {
    const job = member.jobs.find((job) => job.id === id);
    this.archives.add(id);
    if (job) this.actions.archive(job);
  }

  /** What a worker has not answered for. */
  private open({ jobs }: Member): Job[] {
    return jobs.filter(({ id }) => !this.archives.has(id));
  }

  private watch(member: Member): void {
    clearTimeout(member.watch);
    member.watch = setTimeout(() => this.lose(member), SILENCE);
  }

  /** A lost worker's files go to others; the one that it was at goes alone, once. */
  private lose(member: Member): void {
    if (!this.members.has(member)) return;
    this.dismiss(member);
    const jobs = this.open(member);
    const wasAlone = jobs.length === 1 && this.suspects.has(jobs[0]?.id ?? -1);
    if (wasAlone) this.actions.checked(jobs.map(crashed), []);
    else {
      for (const { id } of jobs) if (member.at === null || id === member.at) this.suspects.add(id);
      this.queue.push(...jobs);
    }
    if (this.queue.length > 0) this.employ();
    else if (!this.isRunning) this.actions.ended();
  }

  private dismiss(member: Member): void {
    clearTimeout(member.watch);
    member.worker.terminate();
    this.members.delete(member);
  }
}

/** One for each core but the page's own, at least one. */
function workersHere(): number {
  return Math.max(1, Math.min(MOST_WORKERS, (navigator.hardwareConcurrency || 2) - 1));
}

function crashed({ path, file }: Job): Row {
  return failedRow(path, file, "crashed");
}

/** A row for a file that could not be read at all. */
function failedRow(path: string, file: Blob, failure: string): Row {
  const modified = file instanceof File ? file.lastModified : 0;
  const unknown = { organ: null, year: null, edition: null, errors: 0, warnings: 0, headline: "" };
  return { path, status: "unreadable", ...unknown, failure, size: file.size, modified };
}
