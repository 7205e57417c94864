/** The page's own words in both languages. */

import type { Language } from "../view/shapes";
import type { Names } from "../view/names";
import { Texts } from "../view/words";
import english from "./words/en.json";
import chinese from "./words/zh-CN.json";

export type PageWordKey = keyof typeof chinese.words;

/** One language's words of the page. */
export class PageWords extends Texts<PageWordKey> {
  constructor(language: Language) {
    super(language, { "zh-CN": chinese, en: english });
  }

  /** `2021 年格式`, or the name that a user's form has. */
  edition(id: string, names: Names): string {
    return /^\d{4}$/.test(id) ? this.fill("edition", { id }) : names.formName(id);
  }
}
