import type { Book, Gouji, Paper, PaperOptions } from "./api.js";
import type { Glue, WriteExports } from "./glue.js";
import type { Input } from "./input.js";
import { Instance } from "./instance.js";
import type { Source } from "./source.js";
import type { Options, Region, RegionOptions } from "./types.js";

/** What a file is written as. */
export type FileFormat = "docx" | "xlsx" | "html";

/** Writing files, by a module of its own that loads with the first one. */
export interface Writing {
  /** A checked report as a file: the official form, findings as comments. */
  write(input: Input, format: FileFormat, options?: PaperOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** An empty official form, or one of the options, as a file. */
  writeForm(edition: string, format: FileFormat, options?: Options): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * What `region` said of many reports, as an Excel workbook: summary, reports,
   * findings, sums by cell, missing units, similar texts. Takes its time for
   * thousands: call it in a worker.
   */
  writeRegion(region: Region, options?: Pick<RegionOptions, "lang" | "forms">): Promise<Uint8Array<ArrayBuffer>>;
  /** Loads the module; with a source of your own where the package's file cannot be had. */
  initWrite(source?: Source): Promise<void>;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The functions of `gouji/write` around the checker and one instance of their module. */
export function writing(
  checker: Pick<Gouji, "init" | "paper" | "blankPaper" | "regionBook">,
  createGlue: () => Glue<WriteExports>,
  source: () => Promise<Source>,
): Writing {
  const instance = new Instance(createGlue, source);
  const made = async <T extends Paper | Book>(content: () => T, file: (module: WriteExports, content: T) => Bytes) => {
    await checker.init();
    const ready = content();
    await instance.start();
    return instance.call((module) => file(module, ready));
  };
  const file = (format: FileFormat, paper: () => Paper) =>
    made(paper, (module, paper) => module.write(paper, String(format)));
  return {
    write: (input, format, options) => file(format, () => checker.paper(input, options)),
    writeForm: (edition, format, options) => file(format, () => checker.blankPaper(edition, options)),
    writeRegion: (region, options) =>
      made(
        () => checker.regionBook(region, options),
        (module, book) => module.writeBook(book),
      ),
    initWrite: (from) => instance.start(from),
  };
}
