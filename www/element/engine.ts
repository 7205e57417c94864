/** The checker as the element uses it: in this page, else in a worker of its site. */

import { type CheckOptions, Engine as EngineHere, type LiveCheck } from "../view/engine";
import type { Forms } from "../view/names";
import type { CheckResult, EditionForm, Language, RuleText } from "../view/shapes";
import type { Answer } from "./answer";
import { grow } from "./gouji";
import { MissingFile } from "./trouble";
import { WorkerEngine } from "./worker-engine";

export interface Engine {
  /** The forms of the library. */
  readonly forms: Forms;
  /** Every form there is with these, each a form's file. `invalid_form` where one has faults. */
  formsWith(texts: readonly string[], lang: Language): Answer<EditionForm[]>;
  /** The rules' titles by id. */
  rules(lang: Language): ReadonlyMap<string, RuleText>;
  check(text: string, options: CheckOptions): Answer<CheckResult>;
  /** Checks what stands in a live element now, an editor's for instance. */
  live(root: Node, options: CheckOptions): Answer<LiveCheck>;
}

/** The checker of this page: its small module, and the whole one from when a report needs that. */
class Growing implements Engine {
  private growth: Promise<void> | null = null;

  constructor(private readonly engine: EngineHere) {}

  get forms(): Forms {
    return this.engine.forms;
  }

  formsWith(texts: readonly string[], lang: Language): Answer<EditionForm[]> {
    return this.ask(() => this.engine.formsWith(texts, lang));
  }

  rules(lang: Language): ReadonlyMap<string, RuleText> {
    return this.engine.rules(lang);
  }

  check(text: string, options: CheckOptions): Answer<CheckResult> {
    return this.ask(() => this.engine.check(text, options));
  }

  live(root: Node, options: CheckOptions): Answer<LiveCheck> {
    return this.ask(() => this.engine.live(root, options));
  }

  private ask<T>(question: () => T): Answer<T> {
    try {
      return question();
    } catch (error) {
      if ((error as { code?: string }).code !== "needs_whole") throw error;
      this.growth ??= grow()
        .then(() => this.engine.refresh())
        .finally(() => {
          this.growth = null;
        });
      return this.growth.then(question);
    }
  }
}

/**
 * Starts the checker for a page in this language. A page whose policy refuses
 * WebAssembly may still have it in a worker: that file comes with its own policy.
 */
export async function start(lang: Language): Promise<Engine> {
  try {
    // The small module speaks Chinese alone.
    if (lang !== "zh-CN") await grow();
    return new Growing(await EngineHere.start());
  } catch (refused) {
    if ((refused as { code?: string }).code !== "wasm_refused") throw refused;
    return WorkerEngine.start().catch((error) => {
      throw error instanceof MissingFile ? error : refused;
    });
  }
}
