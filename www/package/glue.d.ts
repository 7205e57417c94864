/** The module's exports, as `src/wasm.rs` declares them. */
export interface Exports {
  checkText(text: string, options: string, beside: Uint8Array[]): string;
  checkBytes(bytes: Uint8Array, options: string, beside: Uint8Array[]): string;
  checkEvents(records: Uint32Array, text: string, options: string, beside: Uint8Array[]): string;
  renderText(text: string, options: string, beside: Uint8Array[]): string;
  renderBytes(bytes: Uint8Array, options: string, beside: Uint8Array[]): string;
  form(edition: string, format: string): string;
  rules(options: string): string;
  forms(): string;
  version(): string;
}

/** wasm-bindgen's glue around one instance. */
export interface Glue extends Exports {
  initSync(options: { module: WebAssembly.Module }): unknown;
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
}

/** A glue of its own for each instance, so that a broken one can be replaced. */
export function createGlue(): Glue;
