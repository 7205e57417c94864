/** The checker as the page uses it. */

import { check, forms, init, rules, version } from "gouji";
import { Forms } from "../view/names";
import type { CheckResult, EditionForm, Language, RuleText, Tables } from "../view/shapes";

/** What is checked: text, a file's bytes, or figures without a document. */
export type Content = string | Uint8Array;

export interface FiguresInput {
  edition: string | null;
  year: number | null;
  tables: Tables;
}

export interface CheckOptions {
  lang: Language;
  fileName?: string;
}

/** The checker, ready to answer. */
export class Engine {
  readonly forms: Forms;
  readonly version: string;
  private readonly texts = new Map<Language, Map<string, RuleText>>();

  private constructor() {
    this.forms = new Forms(forms() as unknown as EditionForm[]);
    this.version = version();
  }

  static async start(): Promise<Engine> {
    await init();
    return new Engine();
  }

  check(content: Content | FiguresInput, options: CheckOptions): CheckResult {
    return check(content as never, options) as unknown as CheckResult;
  }

  /** The rules' titles by id. */
  rules(lang: Language): Map<string, RuleText> {
    const known = this.texts.get(lang);
    if (known) return known;
    const texts = new Map((rules({ lang }) as unknown as RuleText[]).map((rule) => [rule.id, rule]));
    this.texts.set(lang, texts);
    return texts;
  }
}
