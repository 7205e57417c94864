/** The forms that a page brings: which of them the checker takes, and what is wrong with the others. */

import { faultsOf, type FormFault, MOST_FORM_BYTES, MOST_FORMS } from "../view/form-faults";
import { Forms } from "../view/names";
import { type Answer, then } from "./answer";
import type { Engine } from "./engine";
import { addressesIn, fetchFiles, type SiteFile } from "./site-files";
import type { ElementWords } from "./words";

/** A form as its file says it: an object, or its JSON as text. */
export type FormSource = object | string;

/** What can be checked with. */
export interface KnownForms {
  /** The forms that the checker takes beside its own. */
  readonly texts: readonly string[];
  /** Those, and the checker's own. */
  readonly forms: Forms;
  /** Why the others are not taken, a sentence each. */
  readonly troubles: readonly string[];
}

/** No forms, the same ones at every check. */
export const NO_FORMS: readonly FormSource[] = [];

/** A form with the name by which its author knows it. */
interface Named {
  name: string;
  text: string;
}

export class OwnForms {
  /** Settled once every file was fetched, or given up; `null`: nothing is on its way. */
  loading: Promise<void> | null = null;
  private given: readonly FormSource[] = [];
  private files: readonly SiteFile[] = [];
  private asked = "";
  /** The answer to the same question. */
  private latest: { question: readonly unknown[]; answer: Answer<KnownForms> } | null = null;

  get sources(): readonly FormSource[] {
    return this.given;
  }

  set sources(value: readonly FormSource[] | FormSource | null | undefined) {
    if (value === null || value === undefined) this.given = [];
    else this.given = Array.isArray(value) ? value.slice() : [value];
  }

  /** Fetches the files that an attribute names, where it names others than before. */
  load(attribute: string | null, base: string): void {
    const addresses = addressesIn(attribute);
    const asked = JSON.stringify([base, addresses]);
    if (asked === this.asked || (this.asked === "" && addresses.length === 0)) return;
    this.asked = asked;
    const loading = fetchFiles(addresses.slice(0, MOST_FORMS), base, MOST_FORM_BYTES).then((files) => {
      if (this.loading !== loading) return;
      this.files = files;
      this.loading = null;
    });
    this.loading = loading;
  }

  /** The forms to check with; `others` are those of the options. */
  known(engine: Engine, others: readonly FormSource[], words: ElementWords): Answer<KnownForms> {
    const question = [engine, others, this.given, this.files, words.language];
    if (this.latest && question.every((part, at) => part === this.latest?.question[at])) return this.latest.answer;
    const answer = this.find(engine, others, words);
    this.latest = { question, answer };
    const settle = (settled: Answer<KnownForms> | null) => {
      if (this.latest?.answer === answer) this.latest = settled && { question, answer: settled };
    };
    if (answer instanceof Promise) answer.then(settle, () => settle(null));
    return answer;
  }

  private find(engine: Engine, others: readonly FormSource[], words: ElementWords): Answer<KnownForms> {
    const read = ({ name, bytes }: SiteFile) => (bytes ? [{ name, text: new TextDecoder().decode(bytes) }] : []);
    const named: Named[] = [
      ...[...others, ...this.given].map((source, at) => ({ name: `forms[${at}]`, text: textOf(source) })),
      ...this.files.flatMap(read),
    ];
    const troubles = this.files.flatMap(({ name, trouble }) =>
      trouble === null ? [] : [words.fill(`form_${trouble}`, { name })],
    );
    const beyond = named.length - MOST_FORMS;
    if (beyond > 0) troubles.push(words.fill("form_too_many", { most: MOST_FORMS, n: beyond }));
    return sound(engine, named.slice(0, MOST_FORMS), troubles, words);
  }
}

/** The sound ones of these forms, with their names from the checker. */
function sound(engine: Engine, named: readonly Named[], troubles: string[], words: ElementWords): Answer<KnownForms> {
  const texts = named.map(({ text }) => text);
  if (texts.length === 0) return { texts, forms: engine.forms, troubles };
  const answer = attempt(() => engine.formsWith(texts, words.language));
  return then(answer, (found): Answer<KnownForms> => {
    if ("forms" in found) return { texts, forms: found.forms, troubles };
    const [first] = found.faults;
    const at = first?.form ?? 0;
    const told = refusal(named[at]?.name ?? "", found.faults, words);
    const rest = named.filter((_, index) => index !== at);
    return sound(engine, rest, [...troubles, told], words);
  });
}

function refusal(name: string, faults: readonly FormFault[], words: ElementWords): string {
  const { line, column, sentence } = faults[0] ?? { line: 1, column: 1, sentence: "" };
  const more = faults.length - 1;
  const facts = { name, line, column, sentence, n: more };
  return words.fill(more > 0 ? "form_refused_more" : "form_refused", facts);
}

/** What the checker says of forms: their names, or their faults. */
function attempt(question: () => ReturnType<Engine["formsWith"]>): Answer<{ forms: Forms } | { faults: FormFault[] }> {
  const refused = (error: unknown) => {
    const faults = faultsOf(error);
    if (faults === null) throw error;
    return { faults };
  };
  try {
    const answer = question();
    return answer instanceof Promise
      ? answer.then((editions) => ({ forms: new Forms(editions) }), refused)
      : { forms: new Forms(answer) };
  } catch (error) {
    return refused(error);
  }
}

/** What is no JSON is left to the checker to name. */
function textOf(source: FormSource): string {
  if (typeof source === "string") return source;
  try {
    return JSON.stringify(source) ?? "";
  } catch {
    return "";
  }
}
