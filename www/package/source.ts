import { GoujiError } from "./errors.js";

/** Where the module comes from. */
export type Source = string | URL | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/** Compiles the module from wherever it comes. */
export async function compile(source: Source): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== "object") {
    throw new GoujiError("wasm_refused", "WebAssembly is not available here");
  }
  // A file is asked for at once: whoever calls goes on while it comes.
  const given = typeof source === "string" || source instanceof URL ? source : await source;
  if (Object.prototype.toString.call(given) === "[object WebAssembly.Module]") return given as WebAssembly.Module;
  const bytes = isBytes(given) ? given : await fetched(given as string | URL | Response);
  return compileBytes(bytes);
}

function isBytes(given: unknown): given is BufferSource {
  return ArrayBuffer.isView(given) || Object.prototype.toString.call(given) === "[object ArrayBuffer]";
}

/**
 * The bytes behind an address. They are read whole: compiling while they arrive
 * gains nothing at this size, and fails where a server does not know the type.
 */
async function fetched(source: string | URL | Response): Promise<ArrayBuffer> {
  const address = typeof source === "object" && "url" in source ? source.url : String(source);
  try {
    const response = typeof source === "object" && "arrayBuffer" in source ? source : await fetch(source);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.arrayBuffer();
  } catch (error) {
    throw new GoujiError("wasm_not_loaded", `${address} could not be loaded: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function compileBytes(bytes: BufferSource): Promise<WebAssembly.Module> {
  const head = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.byteLength))
    : new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (String.fromCharCode(...head) !== "\0asm") {
    const found = head[0] === 0x3c ? "an HTML page, as servers send for a missing file" : "another kind of file";
    throw new GoujiError("wasm_not_loaded", `the .wasm file was expected, this is ${found}`);
  }
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw failure(error, "the .wasm file could not be compiled");
  }
}

/** A page's policy refuses to compile or, in WebKit, only to instantiate. Chromium before 97 does not name it. */
export function failure(error: unknown, otherwise: string): GoujiError {
  const { message } = error as Error;
  if (/Content Security Policy|unsafe-eval|blocked by CSP|disallowed by embedder/i.test(message)) {
    const text =
      "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src (before Chromium 97 'unsafe-eval')";
    return new GoujiError("wasm_refused", text, { cause: error });
  }
  return new GoujiError("wasm_not_loaded", `${otherwise}: ${message}`, { cause: error });
}
