/** What a failure is called, for a program to act on. New codes may be added. */
export type ErrorCode =
  /** `check` and the like need `await init()` before them. */
  | "not_initialised"
  /** The .wasm file could not be had, or is another file. */
  | "wasm_not_loaded"
  /** The browser's policy or age forbids WebAssembly. */
  | "wasm_refused"
  /** The page's policy forbids the browser's own parser of HTML. */
  | "html_refused"
  /** The input is neither text, bytes nor a result's tables. */
  | "invalid_input"
  | "unknown_option"
  | "invalid_option"
  | "unreadable_previous"
  | "unreadable_others"
  | "invalid_form"
  | "unknown_edition"
  | "unknown_format"
  | "unknown_cell"
  /** The repair names no cell for certain, so there is no corrected report. */
  | "fix_unnamed"
  /** A file could not be written. */
  | "not_written"
  /** A fault of this library. The instance was replaced; the next call works. */
  | "internal";

/** Every failure of this library. */
export class GoujiError extends Error {
  /** What went wrong, for a program. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    const { cause } = options ?? {};
    // Before Chromium 93 an Error takes no cause.
    if (cause !== undefined && !("cause" in this)) Object.defineProperty(this, "cause", { value: cause });
    this.name = "GoujiError";
    this.code = code;
  }
}
