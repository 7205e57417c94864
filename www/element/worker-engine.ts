/** The checker in a worker, for a page whose policy refuses WebAssembly. */

import { GoujiError } from "../package/errors";
import { walk } from "../package/walk";
import type { CheckOptions, LiveCheck } from "../view/engine";
import { Forms } from "../view/names";
import type { Address, CheckResult, EditionForm, Language, RuleText } from "../view/shapes";
import { type Answer, then } from "./answer";
import { policy } from "./policy";
import { workerAddress } from "./source";
import { MissingFile } from "./trouble";
import type { Answers, Reply, Request } from "./worker";

/** Milliseconds after which a worker that says nothing is given up. */
const PATIENCE = 20_000;

type Settle = (reply: Reply) => void;
type Given<Kind extends keyof Answers> = Omit<Request<Kind>, "id" | "kind">;

export class WorkerEngine {
  readonly forms: Forms;
  /** The same question has the same answer, and has it at once. */
  private latest: { question: string; answer: unknown } | null = null;

  private constructor(
    private readonly channel: Channel,
    forms: EditionForm[],
    private readonly texts: ReadonlyMap<Language, ReadonlyMap<string, RuleText>>,
  ) {
    this.forms = new Forms(forms);
  }

  static async start(): Promise<WorkerEngine> {
    const channel = new Channel(workerAddress());
    const { forms, rules } = await channel.ask("start", {}).catch((error) => {
      // The worker's script is there, what it loads is not.
      throw error.code === "wasm_not_loaded" ? new MissingFile("gouji.wasm", error) : error;
    });
    const texts = Object.entries(rules).map(([lang, list]): [Language, Map<string, RuleText>] => [
      lang as Language,
      new Map(list.map((rule) => [rule.id, rule])),
    ]);
    return new WorkerEngine(channel, forms, new Map(texts));
  }

  formsWith(texts: readonly string[], lang: Language): Answer<EditionForm[]> {
    return this.channel.ask("forms", { options: { forms: [...texts], lang } });
  }

  rules(lang: Language): ReadonlyMap<string, RuleText> {
    return this.texts.get(lang) ?? new Map();
  }

  check(text: string, options: CheckOptions): Answer<CheckResult> {
    return this.ask("check", { text, options });
  }

  live(root: Node, options: CheckOptions): Answer<LiveCheck> {
    const { records, text, cells: elements } = walk(root);
    return then(this.ask("live", { records, text, options }), ({ result, cells }) => {
      const found = new Map<Address, Element>();
      for (const [address, cell] of Object.entries(cells)) {
        const element = elements[cell];
        if (element) found.set(address, element);
      }
      return { result, cells: found };
    });
  }

  private ask<Kind extends "check" | "live">(kind: Kind, given: Given<Kind>): Answer<Answers[Kind]> {
    const question = [kind, JSON.stringify(given.options), given.text, "records" in given ? given.records : ""].join();
    if (this.latest?.question === question) return this.latest.answer as Answers[Kind];
    return this.channel.ask(kind, given).then((answer) => {
      this.latest = { question, answer };
      return answer;
    });
  }
}

/** Questions to a worker and its answers, by number. */
class Channel {
  private readonly worker: Worker;
  private readonly open = new Map<number, Settle>();
  private count = 0;

  constructor(address: string) {
    this.worker = new Worker(policy().createScriptURL(address));
    this.worker.onmessage = ({ data }: MessageEvent<Reply>) => this.settle(data.id, data);
    // The file is not there, or is refused: nothing will ever be answered.
    this.worker.onerror = (event) => {
      event.preventDefault();
      for (const id of Array.from(this.open.keys())) this.settle(id, { id, error: "the worker could not be loaded" });
    };
  }

  ask<Kind extends keyof Answers>(kind: Kind, question: Given<Kind>): Promise<Answers[Kind]> {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      const patience = window.setTimeout(() => this.settle(id, { id, error: "the worker does not answer" }), PATIENCE);
      this.open.set(id, (reply) => {
        window.clearTimeout(patience);
        if ("error" in reply) reject(new GoujiError(reply.code ?? "internal", reply.error));
        else resolve(reply.answer as Answers[Kind]);
      });
      this.worker.postMessage({ id, kind, ...question });
    });
  }

  private settle(id: number, reply: Reply): void {
    this.open.get(id)?.(reply);
    this.open.delete(id);
  }
}
