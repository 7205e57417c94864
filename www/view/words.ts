/** The views' own words in both languages. Findings bring their own sentences. */

import english from "./words/en.json";
import chinese from "./words/zh-CN.json";
import type { ColumnForm, Language } from "./shapes";

export type WordKey = keyof typeof chinese.words;

const CATALOGUES: Record<Language, { words: Record<WordKey, string>; labels: Record<string, string> }> = {
  "zh-CN": chinese,
  en: english,
};

/** Fixed texts of one language, `{n}` standing for a fact. */
export class Texts<Key extends string> {
  constructor(
    readonly language: Language,
    private readonly catalogues: Record<Language, { words: Record<Key, string> }>,
  ) {}

  /** A fixed text. */
  get(key: Key): string {
    return this.catalogues[this.language].words[key];
  }

  /** A text with facts: `{n}` is replaced by the fact `n`. */
  fill(key: Key, facts: Record<string, string | number>): string {
    return this.get(key).replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
  }

  get comma(): string {
    return this.language === "en" ? ", " : "，";
  }
}

/** The views' texts in one language. */
export class Words extends Texts<WordKey> {
  constructor(language: Language) {
    super(language, CATALOGUES);
  }

  /** A label that the form prints, translated where the language has a word. */
  label(printed: string): string | undefined {
    return CATALOGUES[this.language].labels[printed];
  }

  columnNamed(column: ColumnForm): string {
    return this.fill("relation.column", { column: this.language === "en" ? column.english : column.label });
  }
}
