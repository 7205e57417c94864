// The packed tarball as publishing tools see it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { bin, project, root, run, tarball, tool } from "./project.mjs";

test("publint has no remark", async () => {
  const { publint } = await import(pathToFileURL(tool.resolve("publint")));
  const { formatMessage } = await import(pathToFileURL(tool.resolve("publint/utils")));
  const { messages, pkg } = await publint({ pkgDir: `${root}pkg`, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test("every way of resolving the types is right", () => {
  // ES modules only: `require` is left out, and so is Node 10, which knows no
  // exports. Any other problem makes attw fail.
  const report = run(bin("attw"), [tarball().path, "--profile", "esm-only", "--format", "ascii", "--no-emoji"], root);
  assert.match(report, /bundler: OK/);
});

test("the files are those that were meant", () => {
  const modules = ["gouji", "gouji-element", "gouji-element-whole", "gouji-read", "gouji-write"];
  const loader = ["api", "checker", "decode", "errors", "exports", "glue", "index", "inline", "inline-bytes", "input"];
  loader.push("instance", "look", "node", "source", "types", "walk");
  loader.push("element", "element-define");
  loader.push("read", "read-api", "read-inline", "read-node");
  loader.push("pdf", "pdf-encodings-base64", "pdf-matrix", "pdf-page", "pdf-path", "pdf-state", "pdfjs");
  loader.push("time", "write", "write-inline", "write-node", "writing");
  loader.push(...modules.flatMap((name) => [`${name}-base64`, `${name}-glue`]));
  const texts = [
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.en.md",
    "README.md",
    "THIRD-PARTY-NOTICES.md",
  ];
  const files = loader.flatMap((name) => [`${name}.js`, `${name}.d.ts`]);
  assert.deepEqual(
    tarball().files,
    [
      ...files,
      ...texts,
      "element-whole.js",
      "gouji-worker.js",
      ...modules.map((name) => `${name}.wasm`),
      "custom-elements.json",
      "package.json",
      "wasm.d.ts",
    ].sort(),
  );
});

test("one version stands everywhere", async () => {
  const { init, version } = await import(pathToFileURL(`${root}pkg/node.js`));
  await init();
  const [, cargo] = /^version = "(.+)"$/m.exec(readFileSync(`${root}Cargo.toml`, "utf8"));
  const { version: manifest } = JSON.parse(readFileSync(`${root}pkg.json`, "utf8"));
  assert.deepEqual([manifest, version()], [cargo, cargo]);
});

test("the types tell what the code gives", () => {
  const path = project("types", {
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        module: "nodenext",
        target: "es2022",
        lib: ["es2022", "dom"],
        types: [],
      },
    }),
    "main.mts": `import { init, check, checkElement, version, GoujiError, type Result, type LiveResult } from "gouji";
import { check as inlined } from "gouji/inline";
await init();
const result: Result = check("", { lang: "en", year: 2023, fileName: "a.html", previous: new Uint8Array(), units: [{ report: "" }] });
const live: LiveResult = checkElement(document.body);
const cell: Element | undefined = live.cells["review/reconsideration/total"];
const total: number | null | undefined = result.tables.review?.rows["reconsideration"]?.[4];
const words: string = version() + result.findings.map((finding) => finding.message).join();
try { inlined(result); } catch (error) { if (error instanceof GoujiError && error.code === "internal") throw error; }
// @ts-expect-error an unknown option
check("", { langauge: "en" });
export { cell, total, words };`,
  });
  run(bin("tsc"), ["-p", "."], path);
});
