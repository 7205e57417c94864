/** The page's own words in both languages. */

import type { Language } from "../view/shapes";
import { Texts } from "../view/words";
import english from "./words/en.json";
import chinese from "./words/zh-CN.json";

export type PageWordKey = keyof typeof chinese.words;

/** One language's words of the page. */
export class PageWords extends Texts<PageWordKey> {
  constructor(language: Language) {
    super(language, { "zh-CN": chinese, en: english });
  }
}
