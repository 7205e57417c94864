// Builds what reads a PDF in JavaScript, for the npm package: pdf.js in one file for
// every engine, and the encodings that a PDF may name without holding them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = createRequire(`${root}www/package.json`);
const { build } = modules("esbuild");
const library = dirname(modules.resolve("pdfjs-dist/package.json"));

/** Where pdf.js does more than reading asks for: what stands there and what shall. */
const CHANGES = [
  // Pictures are counted, never decoded.
  [
    "    if (maxImageSize !== -1 && w * h > maxImageSize) {",
    "    operatorList.addOp(OPS.paintImageXObject, []);\n    return;\n    if (maxImageSize !== -1 && w * h > maxImageSize) {",
  ],
  // What a page draws is counted while it is taken in.
  [
    "  addOp(fn, args) {\n    this.optimizer",
    "  static room = Infinity;\n  static bytes = Infinity;\n  static content = Infinity;\n" +
      "  static hold(length) {\n    if (length <= OperatorList.content) return;\n    OperatorList.content = -1;\n" +
      "    throw new AbortException('no content left');\n  }\n" +
      "  static take(length) {\n    OperatorList.hold(length);\n    OperatorList.content -= length;\n  }\n" +
      "  addOp(fn, args) {\n    OperatorList.room -= 1 + (args?.[0]?.length ?? 0) + (args?.[1]?.[0]?.length ?? 0);\n" +
      "    if (OperatorList.room < 0) throw new AbortException('no room left');\n    this.optimizer",
  ],
  // And so is what streams are decoded to, each time that they are.
  [
    "    const buffer2 = new Uint8Array(size);\n    buffer2.set(buffer);\n    return this.buffer = buffer2;",
    "    OperatorList.bytes -= size - buffer.byteLength;\n" +
      "    if (OperatorList.bytes < 0) throw new AbortException('no bytes left');\n" +
      "    const buffer2 = new Uint8Array(size);\n    buffer2.set(buffer);\n    return this.buffer = buffer2;",
  ],
  [
    "        chunks.push(chunk);\n        totalLength += chunk.byteLength;\n      }\n      const data = new Uint8Array(totalLength);",
    "        OperatorList.bytes -= chunk.byteLength;\n" +
      "        if (OperatorList.bytes < 0) break;\n" +
      "        chunks.push(chunk);\n        totalLength += chunk.byteLength;\n      }\n      const data = new Uint8Array(totalLength);",
  ],
  [
    '    try {\n      const {\n        readable,\n        writable\n      } = new DecompressionStream("deflate");',
    "    if (OperatorList.bytes < 0) throw new AbortException('no bytes left');\n" +
      '    try {\n      const {\n        readable,\n        writable\n      } = new DecompressionStream("deflate");',
  ],
  // What a page or a form says is counted before it is read: white space alone makes work too.
  [
    "    if (!operatorList) {\n      throw new Error('getOperatorList:",
    "    OperatorList.take(stream.getBytes().length);\n    stream.reset();\n" +
      "    if (!operatorList) {\n      throw new Error('getOperatorList:",
  ],
  // The parts of a page's content are unpacked one after the other, as far as they are read.
  [
    "          promises.push(item.asyncGetBytes().then(bytes => {\n            if (bytes) {\n" +
      "              content[i] = new Stream(bytes, 0, bytes.length, item.dict);\n            }\n          }));",
    "          const bytes = await item.asyncGetBytes();\n          if (bytes) {\n            length += bytes.length;\n" +
      "            OperatorList.hold(length);\n            content[i] = new Stream(bytes, 0, bytes.length, item.dict);\n          }",
  ],
  [
    "      const promises = [];\n      for (let i = 0, ii = content.length; i < ii; i++) {",
    "      const promises = [];\n      let length = 0;\n      for (let i = 0, ii = content.length; i < ii; i++) {",
  ],
  [
    "    const newLength = bufferLength + chunk.length;\n    const buffer = this.ensureBuffer(newLength);\n    buffer.set(chunk, bufferLength);",
    "    const newLength = bufferLength + chunk.length;\n    OperatorList.hold(newLength);\n" +
      "    const buffer = this.ensureBuffer(newLength);\n    buffer.set(chunk, bufferLength);",
  ],
  // What a font draws as a picture is never drawn.
  [
    "    for (const key of charProcs.getKeys()) {\n      loadCharProcsPromise",
    "    for (const key of []) {\n      loadCharProcsPromise",
  ],
  // A watermark says that it is one.
  [
    'args = [args[0].name, args[1] instanceof Dict ? args[1].get("MCID") : null];',
    'args = [args[0].name, args[1] instanceof Dict ? args[1].get("MCID") : null, self.subtypeOf(args[1], resources)];',
  ],
  [
    "  async parseMarkedContentProps(contentProperties, resources) {",
    "  subtypeOf(properties, resources) {\n" +
      '    const dict = properties instanceof Name ? resources.get("Properties")?.get(properties.name) : properties;\n' +
      '    const subtype = dict instanceof Dict ? dict.get("Subtype") : null;\n' +
      "    return subtype instanceof Name ? subtype.name : null;\n" +
      "  }\n" +
      "  async parseMarkedContentProps(contentProperties, resources) {",
  ],
  // So that the count can be set.
  ["export { WorkerMessageHandler };", "export { OperatorList, WorkerMessageHandler };"],
];

/** pdf.js with those changes; another version may need others, and says so here. */
const changed = {
  name: "changed",
  setup({ onLoad }) {
    onLoad({ filter: /pdf\.worker\.mjs$/ }, ({ path }) => {
      const change = (source, [before, after]) => {
        if (source.split(before).length !== 2)
          throw new Error(`pdf.js is not the one that was changed here: ${before}`);
        return source.replace(before, () => after);
      };
      return { contents: CHANGES.reduce(change, readFileSync(path, "utf8")) };
    });
  },
};

/** pdf.js as one module. */
export async function pdfjs(outfile) {
  await build({
    absWorkingDir: root,
    entryPoints: ["www/pdfjs/index.js"],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    // The oldest browsers of government desktops.
    target: "chrome86",
    charset: "ascii",
    legalComments: "eof",
    logLevel: "error",
    inject: ["www/pdfjs/shims.js", "www/pdfjs/floor.js"],
    // The same way in every engine; and in a worker of the page it is no worker's other half.
    define: { process: "undefined", window: "globalThis", "import.meta.url": "undefined" },
    plugins: [changed],
  });
}

/** The encodings: how long each is, by its name, and all of them behind each other as text. */
export function encodings(outfile) {
  const folder = join(library, "cmaps");
  const names = readdirSync(folder).filter((name) => name.endsWith(".bcmap"));
  const bytes = names.map((name) => readFileSync(join(folder, name)));
  const lengths = Object.fromEntries(names.map((name, at) => [name.replace(".bcmap", ""), bytes[at].length]));
  const base64 = Buffer.concat(bytes).toString("base64");
  writeFileSync(outfile, `export const lengths = ${JSON.stringify(lengths)};\nexport const base64 = "${base64}";\n`);
}
