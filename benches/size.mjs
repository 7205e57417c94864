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

const row = (name, bytes) => {
  const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
  return `  ${name.padEnd(40)}${sizes.map((size) => `${(size / 1000).toFixed(1)} kB`.padStart(12)).join("")}`;
};
console.log(`${"Size".padEnd(42)}${["raw", "gzip -9", "brotli 11"].map((name) => name.padStart(12)).join("")}`);
console.log(row("gouji.wasm", file("gouji.wasm")));
console.log(row("gouji-element.wasm", file("gouji-element.wasm")));
console.log(row("element.js", file("element.js")));
for (const name of ["gouji-read.wasm", "gouji-write.wasm", "pdfjs.js", "pdf-encodings-base64.js"]) {
  console.log(row(`${name} (when needed)`, file(name)));
}
console.log(row("loader (all its modules)", Buffer.concat(loader.map((name) => file(`${name}.js`)))));
