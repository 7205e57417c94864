/** Exports that every module with the checker has, as `src/wasm/check.rs` declares them. */
export interface CheckExports {
  checkText(text: string, options: string, beside: Uint8Array[]): string;
  checkBytes(bytes: Uint8Array, options: string, beside: Uint8Array[]): string;
  checkEvents(records: Uint32Array, text: string, options: string, beside: Uint8Array[]): string;
  htmlOf(bytes: Uint8Array): string | undefined;
  asHtml(text: string): string | undefined;
  rules(options: string): string;
  forms(options: string, beside: Uint8Array[]): string;
  version(): string;
}

/** A report that is checked again while its figures change. */
export interface ModuleChecker {
  set(address: string, text: string): void;
  result(): string;
}

/** As `src/wasm/checker.rs` declares it. */
export interface CheckerExports {
  Checker: {
    ofText(text: string, options: string, beside: Uint8Array[]): ModuleChecker;
    ofBytes(bytes: Uint8Array, options: string, beside: Uint8Array[]): ModuleChecker;
  };
}

/** What is made for people to read, as `src/wasm/render.rs` declares it. */
export interface RenderExports {
  renderText(text: string, put: string, format: string, options: string, beside: Uint8Array[]): string;
  renderBytes(bytes: Uint8Array, put: string, format: string, options: string, beside: Uint8Array[]): string;
  paperText(text: string, figures: string, corrected: boolean, options: string, beside: Uint8Array[]): string;
  paperBytes(bytes: Uint8Array, figures: string, corrected: boolean, options: string, beside: Uint8Array[]): string;
  paperForm(edition: string, options: string): string;
  form(edition: string, format: string, options: string): string;
}

/** Many reports at once, as `src/wasm/region.rs` declares it. */
export interface RegionExports {
  regionEntryText(file: string, text: string, options: string, beside: Uint8Array[]): string;
  regionEntryBytes(file: string, bytes: Uint8Array, options: string, beside: Uint8Array[]): string;
  regionEntryUnread(file: string, code: string, error: string, options: string): string;
  region(entries: string[], options: string): string;
  regionBook(region: string, options: string): string;
}

/** Reading files that are no text, as `src/wasm/read.rs` declares it. */
export interface ReadExports {
  readFile(bytes: Uint8Array): string | undefined;
  marked(text: string, file: Uint8Array): string;
  inspectPdf(bytes: Uint8Array): string | undefined;
  pdfLimits(): string;
  readPages(pages: string): string;
  refusePdf(code: string): string;
  version(): string;
}

/** What the package's own module has. */
export type CoreExports = CheckExports & CheckerExports & RenderExports & RegionExports;

/** What `gouji-write.wasm` offers, as `src/wasm/write.rs` declares it. */
export interface WriteExports {
  write(paper: string, format: string): Uint8Array<ArrayBuffer>;
  writeBook(book: string): Uint8Array<ArrayBuffer>;
}

/** wasm-bindgen's glue around one instance of a module with these exports. */
export type Glue<Exports> = Exports & {
  initSync(options: { module: WebAssembly.Module }): unknown;
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
};
