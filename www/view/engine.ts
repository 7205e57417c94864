/** The checker as page and element use it. */

import { check, checkElement, forms, init, type Options, rules, version } from "gouji";
import { Forms } from "./names";
import type { Address, CheckResult, EditionForm, Language, RuleText, Tables } from "./shapes";

/** What is checked: text, a file's bytes, or figures without a document. */
export type Content = string | Uint8Array;

export interface FiguresInput {
  edition: string | null;
  year: number | null;
  tables: Tables;
}

/** What the package's functions take, in a language that the views speak. */
export type CheckOptions = Options & { lang: Language };

/** The result of a live element, and where each figure stands in it. */
export interface LiveCheck {
  result: CheckResult;
  cells: ReadonlyMap<Address, Element>;
}

/** The checker, ready to answer. */
export class Engine {
  /** The forms of the library, and those that users brought. */
  forms: Forms;
  /** The forms of the library alone, as far as the module has them. */
  library: readonly EditionForm[];
  /** The forms that every check knows beside those of the library, each a form's file. */
  brought: readonly string[] = [];
  readonly version: string;
  private readonly texts = new Map<Language, Map<string, RuleText>>();

  private constructor() {
    this.library = forms();
    this.forms = new Forms(this.library);
    this.version = version();
  }

  static async start(): Promise<Engine> {
    await init();
    return new Engine();
  }

  /** Takes the forms of the module that is loaded now, which may have more than the one before. */
  refresh(): void {
    this.library = forms();
    if (this.brought.length === 0) this.forms = new Forms(this.library);
  }

  /**
   * Every form that counts with these beside those of the library, each a form's file.
   * Throws `invalid_form` where one has faults.
   */
  formsWith(texts: readonly string[], lang: Language): EditionForm[] {
    return forms({ forms: [...texts], lang });
  }

  /** Takes these forms beside those of the library from now on. */
  bring(texts: readonly string[], lang: Language): void {
    this.forms = new Forms(texts.length === 0 ? this.library : this.formsWith(texts, lang));
    this.brought = texts;
  }

  /** What every check is asked with. */
  get common(): Pick<Options, "forms"> {
    return this.brought.length === 0 ? {} : { forms: [...this.brought] };
  }

  check(content: Content | FiguresInput, options: CheckOptions): CheckResult {
    return check(content, options);
  }

  /** Checks what stands in a live element, an editor's for instance. */
  live(root: Node, options: CheckOptions): LiveCheck {
    const result = checkElement(root, options);
    return { result, cells: new Map(Object.entries(result.cells)) };
  }

  /** The rules' titles by id. */
  rules(lang: Language): Map<string, RuleText> {
    const known = this.texts.get(lang);
    if (known) return known;
    const texts = new Map(rules({ lang }).map((rule) => [rule.id, rule]));
    this.texts.set(lang, texts);
    return texts;
  }
}
