// The order of a module's functions changes what it weighs and nothing that it does.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { ordered } from "../../scripts/wasm-order.mjs";

const { resolve } = createRequire(new URL("../../www/package.json", import.meta.url));
const { default: binaryen } = await import(pathToFileURL(resolve("binaryen")));

/** Two kinds of functions in turn, which call each other, are called by table, and note that the module started. */
function source(count) {
  const sum = (n) =>
    `(func $f${n} (param i32) (result i32) (local i64) (i32.add (i32.const ${n * 1000}) (i32.mul (local.get 0) (call $f${n + 1} (local.get 0)))))`;
  const branch = (n) =>
    `(func $f${n} (param i32) (result i32) (block (block (br_table 0 1 (local.get 0))) (f64.store (i32.const 8) (f64.const ${n}.5))) (call_indirect (type $t) (i32.sub (local.get 0) (i32.const ${n})) (i32.const ${n + 1})))`;
  const functions = Array.from({ length: count }, (_, n) => (n % 2 ? sum(n) : branch(n)));
  return `(module (type $t (func (param i32) (result i32)))
    (import "host" "note" (func $note (param i32)))
    (memory (export "memory") 1) (table ${count + 1} funcref)
    (elem (i32.const 0) ${Array.from({ length: count + 1 }, (_, n) => `$f${n}`).join(" ")})
    (export "first" (func $f0)) (export "middle" (func $f${count >> 1})) (start $start)
    (func $start (call $note (i32.const 7)))
    ${functions.join("\n")}
    (func $f${count} (param i32) (result i32) (i32.const -1000000007)))`;
}

function does(bytes) {
  const noted = [];
  const module = new WebAssembly.Module(bytes);
  const { exports } = new WebAssembly.Instance(module, { host: { note: (value) => noted.push(value) } });
  const values = [-9, 0, 1, 2, 70_000].flatMap((value) => [exports.first(value), exports.middle(value)]);
  return { noted, values, memory: new Float64Array(exports.memory.buffer, 8, 1)[0] };
}

test("a module does the same in its new order", () => {
  for (const count of [1, 2, 40, 301]) {
    const bytes = Buffer.from(binaryen.parseText(source(count)).emitBinary());
    const put = ordered(bytes);
    assert.deepEqual(does(put), does(bytes), `${count} functions`);
    assert.ok(count < 40 || !put.equals(bytes), "the order is another");
    assert.deepEqual(ordered(bytes), put, "the order is always the same");
  }
});

test("what the package ships is smaller for it", () => {
  const wasm = readFileSync(new URL("../../pkg/gouji-element.wasm", import.meta.url));
  const built = readFileSync(new URL("../../target/package/gouji-element/gouji-element_bg.wasm", import.meta.url));
  assert.ok(gzipSync(wasm).length < gzipSync(built).length);
});
