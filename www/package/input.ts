import { GoujiError } from "./errors.js";
import type { Options, Result } from "./types.js";
import type { Records } from "./walk.js";

/**
 * A report: text of any kind that is read (HTML, Markdown, plain text, JSON),
 * a file's bytes, or a result's own tables.
 */
export type Input = string | Uint8Array | ArrayBuffer | Pick<Result, "tables">;

/** What a module takes: text, bytes, or a page that was walked. */
export type Given = string | Uint8Array | Records;

/** An input as text or bytes. */
export function given(input: unknown): string | Uint8Array {
  if (typeof input === "string") return input;
  const bytes = asBytes(input);
  if (bytes) return bytes;
  if (typeof input === "object" && input !== null && "tables" in input) return JSON.stringify(input);
  throw new GoujiError("invalid_input", "input: text, a Uint8Array, an ArrayBuffer or a result's tables was expected");
}

/** A file's bytes. */
export function bytesOf(input: unknown): Uint8Array {
  const bytes = asBytes(input);
  if (bytes) return bytes;
  throw new GoujiError("invalid_input", "file: a Uint8Array, an ArrayBuffer, a File or a Blob was expected");
}

/** A view of bytes, also of those made in another window. */
function asBytes(input: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  const tag = Object.prototype.toString.call(input);
  return tag === "[object ArrayBuffer]" || tag === "[object SharedArrayBuffer]"
    ? new Uint8Array(input as ArrayBuffer)
    : undefined;
}

/** Options as JSON, and the bytes that cannot stand in it. `read` reads the documents among them. */
export function written(
  options: Options | undefined,
  read: (input: unknown) => Given,
): { json: string; beside: Uint8Array[] } {
  const beside: Uint8Array[] = [];
  const named = (input: unknown) => {
    if (typeof input !== "string" && !asBytes(input)) return input;
    const document = read(input);
    if (typeof document === "string") return document;
    if ("records" in document) return { records: Array.from(document.records), text: document.text };
    return { bytes: beside.push(document) - 1 };
  };
  if (options === undefined || options === null) return { json: "{}", beside };
  if (typeof options !== "object" || Array.isArray(options))
    throw new GoujiError("invalid_option", "options: an object was expected");
  const units = Array.isArray(options.units)
    ? options.units.map((unit) => ({ ...unit, report: named(unit?.report) }))
    : options.units;
  const others = Array.isArray(options.others) ? options.others.map(named) : options.others;
  return { json: JSON.stringify({ ...options, previous: named(options.previous), units, others }), beside };
}
