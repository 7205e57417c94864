import type { Gouji, Paper, PaperOptions } from "./api.js";
import type { Glue, WriteExports } from "./glue.js";
import type { Input } from "./input.js";
import { Instance } from "./instance.js";
import type { Source } from "./source.js";

/** What a file is written as. */
export type FileFormat = "docx" | "xlsx" | "html";

/** Writing files, by a module of its own that loads with the first one. */
export interface Writing {
  /** A checked report as a file: the official form, findings as comments. */
  write(input: Input, format: FileFormat, options?: PaperOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** An empty official form as a file. */
  writeForm(edition: string, format: FileFormat): Promise<Uint8Array<ArrayBuffer>>;
  /** Loads the module; with a source of your own where the package's file cannot be had. */
  initWrite(source?: Source): Promise<void>;
}

/** The functions of `gouji/write` around the checker and one instance of their module. */
export function writing(
  checker: Pick<Gouji, "init" | "paper" | "blankPaper">,
  createGlue: () => Glue<WriteExports>,
  source: () => Promise<Source>,
): Writing {
  const instance = new Instance(createGlue, source);
  const file = async (format: FileFormat, paper: () => Paper) => {
    await checker.init();
    const made = paper();
    await instance.start();
    return instance.call((module) => module.write(made, String(format)));
  };
  return {
    write: (input, format, options) => file(format, () => checker.paper(input, options)),
    writeForm: (edition, format) => file(format, () => checker.blankPaper(edition)),
    initWrite: (from) => instance.start(from),
  };
}
