/** The sample reports, built into the page. */

import form2019 from "../samples/form-2019.html?raw";
import form2021 from "../samples/form-2021.html?raw";
import mistakes from "../samples/mistakes.html?raw";
import sound from "../samples/sound.html?raw";
import wordPaste from "../samples/word-paste.html?raw";
import type { PageWordKey } from "./words";

export interface Sample {
  name: PageWordKey;
  content: string;
}

/** The sample that the page opens with comes first. */
export const SAMPLES: readonly [Sample, ...Sample[]] = [
  { name: "sample.mistakes", content: mistakes },
  { name: "sample.sound", content: sound },
  { name: "sample.form_2021", content: form2021 },
  { name: "sample.form_2019", content: form2019 },
  { name: "sample.word_paste", content: wordPaste },
];
