// Programs that a test starts: their logs are kept, their ports are free ones, and none outlives it.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Milliseconds for a server to answer, on a machine that is busy with other tests. */
const READY = 60_000;
/** Milliseconds for a program that is to end by itself. */
const DONE = 300_000;

/** A port of 127.0.0.1 that is free now. */
export async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Folders and programs of one site; `close()` ends and removes them all. */
export class Services {
  #programs = [];
  #folders = [];

  constructor() {
    // A test that is interrupted leaves nothing behind either.
    process.on("exit", () => {
      this.#end("SIGKILL");
      // By a program of its own: a runner that gives up does not wait for this one.
      if (this.#folders.length > 0) spawn("rm", ["-rf", ...this.#folders], { detached: true, stdio: "ignore" });
    });
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
  }

  /** A new folder that goes with the site. */
  async folder(name) {
    const folder = await mkdtemp(join(tmpdir(), `gouji-${name}-`));
    this.#folders.push(folder);
    return folder;
  }

  /** Runs a program to its end; rejects with what it said where it fails. */
  async run(program, words, options = {}) {
    const { input, ...others } = options;
    const { child, said, ended } = this.#start(program, words, others);
    if (input !== undefined) child.stdin.end(input);
    const late = setTimeout(() => child.kill("SIGKILL"), DONE);
    const code = await ended;
    clearTimeout(late);
    if (code !== 0) throw new Error(`${program} ${words.join(" ")} ended with ${code}:\n${said()}`);
    return said();
  }

  /** Starts a server and waits until `ready` resolves to true. */
  async serve(program, words, options, ready) {
    const { said, ended } = this.#start(program, words, options);
    let over = false;
    ended.then(() => {
      over = true;
    });
    const end = Date.now() + READY;
    while (!(await ready().catch(() => false))) {
      const state = over ? "ended" : Date.now() > end ? "did not answer" : null;
      if (state) throw new Error(`${program} ${words.join(" ")} ${state}:\n${said()}`);
      await new Promise((later) => setTimeout(later, 100));
    }
  }

  /** What the programs said last, for a test that failed. */
  log() {
    return this.#programs.map(({ name, said }) => `== ${name}\n${said().slice(-2000)}`).join("\n");
  }

  async close() {
    this.#end("SIGTERM");
    const late = setTimeout(() => this.#end("SIGKILL"), 5000);
    await Promise.all(this.#programs.map(({ ended }) => ended));
    clearTimeout(late);
    for (const folder of this.#folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #start(program, words, options) {
    // A group of its own: a server's workers end with it.
    const child = spawn(program, words, { ...options, detached: true });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        text += data;
      });
    }
    const ended = new Promise((resolve) => {
      child.on("error", (error) => {
        text += error.message;
        resolve(-1);
      });
      child.on("close", resolve);
    });
    const started = { name: `${program} ${words[0]}`, child, ended, said: () => text };
    this.#programs.push(started);
    return started;
  }

  #end(signal) {
    for (const { child } of this.#programs) {
      try {
        if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal);
      } catch {
        // It has ended by itself.
      }
    }
  }
}

/** Whether a server answers at this address. */
export const answers = (address) => async () => (await fetch(address, { redirect: "manual" })).status < 500;
