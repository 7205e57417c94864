// The size of what a browser loads.
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

const file = (name) => readFileSync(new URL(`../pkg/${name}`, import.meta.url));
const loader = [
  "index",
  "api",
  "errors",
  "exports",
  "gouji-glue",
  "inline-bytes",
  "decode",
  "input",
  "instance",
  "source",
];
loader.push("walk");

const sizesOf = (bytes) => [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
const row = (name, ...files) => {
  const sizes = files.map(sizesOf).reduce((sum, sizes) => sum.map((size, at) => size + sizes[at]));
  return `  ${name.padEnd(40)}${sizes.map((size) => `${(size / 1000).toFixed(1)} kB`.padStart(12)).join("")}`;
};
console.log(`${"Size".padEnd(42)}${["raw", "gzip -9", "brotli 11"].map((name) => name.padStart(12)).join("")}`);
console.log(row("gouji.wasm", file("gouji.wasm")));
console.log(row("gouji-element.wasm", file("gouji-element.wasm")));
console.log(row("element.js", file("element.js")));
console.log(row("element on first load", file("element.js"), file("gouji-element.wasm")));
for (const name of [
  "gouji-element-whole.wasm",
  "element-whole.js",
  "gouji-read.wasm",
  "gouji-write.wasm",
  "pdfjs.js",
  "pdf-encodings-base64.js",
]) {
  console.log(row(`${name} (when needed)`, file(name)));
}
console.log(row("loader (all its modules)", Buffer.concat(loader.map((name) => file(`${name}.js`)))));
