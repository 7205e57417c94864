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
  if (isBytes(given)) return compileBytes(given);
  const response = await fetched(given as string | URL | Response);
  // What a server does not call by its type the engine reads only whole.
  return isStreamable(response)
    ? attempt(() => WebAssembly.compileStreaming(response))
    : compileBytes(await loaded(response.url, () => response.arrayBuffer()));
}

function isBytes(given: unknown): given is BufferSource {
  return ArrayBuffer.isView(given) || Object.prototype.toString.call(given) === "[object ArrayBuffer]";
}

function isStreamable({ headers }: Response): boolean {
  const type = headers.get("content-type") ?? "";
  return typeof WebAssembly.compileStreaming === "function" && /^application\/wasm\s*$/i.test(type);
}

/** What stands behind an address. */
function fetched(source: string | URL | Response): Promise<Response> {
  const address = typeof source === "object" && "url" in source ? source.url : String(source);
  return loaded(address, async () => {
    const response = typeof source === "object" && "arrayBuffer" in source ? source : await fetch(source);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response;
  });
}

async function loaded<T>(address: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
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
  return attempt(() => WebAssembly.compile(bytes));
}

async function attempt(compiling: () => Promise<WebAssembly.Module>): Promise<WebAssembly.Module> {
  try {
    return await compiling();
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
