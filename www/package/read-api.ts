import { createGlue } from "./gouji-read-glue.js";
import { bytesOf, type Input } from "./input.js";
import { Instance } from "./instance.js";
import type { Source } from "./source.js";

/** A file: its bytes, or what a browser has of it. */
export type FileInput = Uint8Array | ArrayBuffer | Blob;

/** What `gouji/read` offers. */
export interface Reader {
  /**
   * Reads a Word or Excel file (.docx, .xlsx, .xls, .et), told by its content, and
   * gives what `check`, `render`, `previous` and `units` take. Other files pass
   * unchanged. What cannot be read is said by `check`, as a reason. The module
   * is loaded by the first call.
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
  return {
    init: (from) => instance.start(from),
    async read(file) {
      const bytes = bytesOf(isBlob(file) ? await file.arrayBuffer() : file);
      if (!STARTS.some((start) => start.every((byte, at) => bytes[at] === byte))) return bytes;
      await instance.start();
      return instance.call((module) => module.readFile(bytes)) ?? bytes;
    },
  };
}

function isBlob(file: FileInput): file is Blob {
  return typeof (file as Blob).arrayBuffer === "function";
}
