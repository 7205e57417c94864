/** The checker in a worker of its own, as `gouji-worker.js` beside the element's script. */

import { createGlue } from "gouji-glue";
import { checking, walked } from "../package/api";
import type { ErrorCode, GoujiError } from "../package/errors";
import { given } from "../package/input";
import { Instance } from "../package/instance";
import type { Edition, Options, Result, Rule } from "../package/types";
import { workerSource } from "./worker-source";

/** What is answered to each kind of question. */
export interface Answers {
  start: { forms: Edition[]; rules: Record<"zh-CN" | "en", Rule[]> };
  forms: Edition[];
  check: Result;
  live: { result: Result; cells: Record<string, number> };
}

interface Questions {
  start: object;
  forms: { options: Options };
  check: { text: string; options: Options };
  live: { records: Uint32Array; text: string; options: Options };
}

export type Request<Kind extends keyof Answers = keyof Answers> = { id: number; kind: Kind } & Questions[Kind];
export type Reply = { id: number } & ({ answer: Answers[keyof Answers] } | { error: string; code?: ErrorCode });

const instance = new Instance(createGlue, workerSource);
const { init, check, forms, rules } = checking(instance, given);
const live = walked(instance, given);

const answers: { [Kind in keyof Answers]: (question: Questions[Kind]) => Answers[Kind] } = {
  start: () => ({ forms: forms(), rules: { "zh-CN": rules({ lang: "zh-CN" }), en: rules({ lang: "en" }) } }),
  forms: ({ options }) => forms(options),
  check: ({ text, options }) => check(text, options),
  live: ({ records, text, options }) => live({ records, text }, options),
};

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  const { id, kind } = data;
  try {
    await init();
    self.postMessage({ id, answer: answers[kind](data as never) });
  } catch (error) {
    const { message, code } = error as GoujiError;
    self.postMessage({ id, error: message, code });
  }
};
