// A module that breaks down when it is told to.
import { readFileSync } from "node:fs";
import { root, tool } from "./project.mjs";

/** The optimised module, with a trap for texts of one length. */
export async function trapping(length) {
  const binaryen = (await import(tool.resolve("binaryen"))).default;
  const module = binaryen.readBinary(new Uint8Array(readFileSync(`${root}pkg/gouji.wasm`)));
  const exported = binaryen.getExportInfo(module.getExport("checkText"));
  const { params, results } = binaryen.getFunctionInfo(module.getFunction(exported.value));
  const types = binaryen.expandType(params);
  const local = (index) => module.local.get(index, types[index]);
  const integers = types.flatMap((type, index) => (type === binaryen.i32 ? [index] : []));
  const isIt = integers
    .map((index) => module.i32.eq(local(index), module.i32.const(length)))
    .reduce((left, right) => module.i32.or(left, right));
  const call = module.call(
    exported.value,
    types.map((_, index) => local(index)),
    results,
  );
  module.addFunction(
    "trapping",
    params,
    results,
    [],
    module.block(null, [module.if(isIt, module.unreachable()), call], results),
  );
  module.removeExport("checkText");
  module.addFunctionExport("trapping", "checkText");
  return module.emitBinary();
}
