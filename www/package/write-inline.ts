/** Writes reports as files, with the module inside: beside `gouji/inline`. */
import { decode } from "./decode.js";
import { base64 } from "./gouji-write-base64.js";
import { createGlue } from "./gouji-write-glue.js";
import { blankPaper, init, paper, regionBook } from "./inline.js";
import { writing } from "./writing.js";

export type { FileFormat, Writing } from "./writing.js";

export const { write, writeForm, writeRegion, initWrite } = /* @__PURE__ */ writing(
  { init, paper, blankPaper, regionBook },
  createGlue,
  async () => decode(base64),
);
