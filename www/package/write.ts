/** Writes reports as files, in browsers. */
import { decode } from "./decode.js";
import { createGlue } from "./gouji-write-glue.js";
import { blankPaper, init, paper, regionBook } from "./index.js";
import { compile } from "./source.js";
import { writing } from "./writing.js";

export type { FileFormat, Writing } from "./writing.js";

/** The file beside this one, else the copy that is a script. */
async function beside() {
  try {
    return await compile(new URL("./gouji-write.wasm", import.meta.url));
  } catch (error) {
    if ((error as { code?: string }).code === "wasm_refused") throw error;
    const { base64 } = await import("./gouji-write-base64.js");
    return decode(base64);
  }
}

export const { write, writeForm, writeRegion, initWrite } = /* @__PURE__ */ writing(
  { init, paper, blankPaper, regionBook },
  createGlue,
  beside,
);
