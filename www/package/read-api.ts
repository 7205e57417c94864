import type { ReadExports } from "./glue.js";
import { createGlue } from "./gouji-read-glue.js";
import { bytesOf, type Input } from "./input.js";
import { Instance } from "./instance.js";
import type { Source } from "./source.js";

/** A file: its bytes, or what a browser has of it. */
export type FileInput = Uint8Array | ArrayBuffer | Blob;

/** What `gouji/read` offers. */
export interface Reader {
  /**
   * Reads a Word, Excel or PDF file (.docx, .xlsx, .xls, .et, .pdf with text), told
   * by its content, and gives what `check`, `render`, `previous` and `units` take.
   * Other files pass unchanged. What cannot be read is said by `check`, as a reason.
   * The module is loaded by the first such file, and pdf.js by the first PDF.
   */
  read(file: FileInput): Promise<Input>;
  /** Loads the module beforehand, or from elsewhere. */
  init(source?: Source): Promise<void>;
}

/** Starts of the files that the module reads: zip archives, and those that old programs write. */
const STARTS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** The functions around one instance of the module. */
export function connect(source: () => Promise<Source>): Reader {
  const instance = new Instance(createGlue, source);
  // A record names the file by this.
  const marked = (text: string, bytes: Uint8Array) => instance.call((module) => module.marked(text, bytes));
  return {
    init: (from) => instance.start(from),
    async read(file) {
      const bytes = bytesOf(isBlob(file) ? await file.arrayBuffer() : file);
      if (isPdf(bytes)) {
        await instance.start();
        return marked(await readPdf(bytes, (work) => instance.call(work)), bytes);
      }
      if (!STARTS.some((start) => start.every((byte, at) => bytes[at] === byte))) return bytes;
      await instance.start();
      const text = instance.call((module) => module.readFile(bytes));
      return text === undefined ? bytes : marked(text, bytes);
    },
  };
}

/** Whether bytes are a PDF. Some servers and mail programs write before its start. */
function isPdf(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x25); at >= 0 && at < 1020; at = bytes.indexOf(0x25, at + 1))
    if ([0x50, 0x44, 0x46, 0x2d].every((byte, place) => bytes[at + 1 + place] === byte)) return true;
  return false;
}

/** Both readers tell the same PDFs by their bytes, bound them and answer alike; pdf.js only takes the pages out. */
async function readPdf(bytes: Uint8Array, call: <T>(work: (module: ReadExports) => T) => T): Promise<string> {
  const refused = call((module) => module.inspectPdf(bytes));
  if (refused !== undefined) return refused;
  const { pagesOf, Unread } = await import("./pdf.js");
  try {
    const pages = await pagesOf(bytes, JSON.parse(call((module) => module.pdfLimits())));
    return call((module) => module.readPages(JSON.stringify(pages)));
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    return call((module) => module.refusePdf(error.reason));
  }
}

function isBlob(file: FileInput): file is Blob {
  return typeof (file as Blob).arrayBuffer === "function";
}
