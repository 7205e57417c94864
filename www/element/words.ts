/** The element's own words in both languages. */

import type { Language } from "../view/shapes";
import { Texts } from "../view/words";
import english from "./words/en.json";
import chinese from "./words/zh-CN.json";

export type ElementWordKey = keyof typeof chinese.words;

/** One language's words of the element. */
export class ElementWords extends Texts<ElementWordKey> {
  constructor(language: Language) {
    super(language, { "zh-CN": chinese, en: english });
  }
}
