/** The address or the module of `gouji.wasm`, as the bundler hands it over. */
declare const wasm: unknown;
export default wasm;
