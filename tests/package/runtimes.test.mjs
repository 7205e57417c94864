// The installed tarball outside browsers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bin, checking, expected, project, root, run } from "./project.mjs";

const module = `import { init, check } from "gouji";\nawait init();${checking}console.log(line);\n`;
const common = `(async () => {\nconst { init, check } = await import("gouji");\nawait init();${checking}console.log(line);\n})();\n`;

const runtimes = {
  "Node, ES module": { file: "main.mjs", source: module, command: (file) => ["node", file] },
  "Node, CommonJS": { file: "main.cjs", source: common, command: (file) => ["node", file] },
  Deno: { file: "main.mjs", source: module, command: (file) => [bin("deno"), "run", "--allow-read", file] },
  Bun: {
    file: "main.mjs",
    source: module,
    command: (file) => [`${root}www/node_modules/@oven/bun-linux-x64/bin/bun`, "run", file],
  },
};

for (const [name, { file, source, command }] of Object.entries(runtimes)) {
  test(`${name} checks a report`, () => {
    const path = project(name.replace(/\W/g, ""), { [file]: source });
    const [program, ...args] = command(file);
    assert.equal(run(program, args, path).trim(), expected);
  });
}

test("a worker thread of Node checks a report", () => {
  const path = project("thread", {
    "main.mjs": `import { Worker } from "node:worker_threads";
new Worker(new URL("./thread.mjs", import.meta.url)).on("message", (line) => console.log(line));`,
    "thread.mjs": `import { parentPort } from "node:worker_threads";\n${module.replace("console.log(line)", "parentPort.postMessage(line)")}`,
  });
  assert.equal(run("node", ["main.mjs"], path).trim(), expected);
});

test("importing does no work and needs no file", () => {
  const path = project("idle", {
    "main.mjs": `import { unlinkSync } from "node:fs";
unlinkSync("node_modules/gouji/gouji.wasm");
const { init } = await import("gouji");
await init().then(() => console.log("?"), (error) => console.log(error.name, error.code));`,
  });
  assert.equal(run("node", ["main.mjs"], path).trim(), "GoujiError wasm_not_loaded");
});

test("the inlined module works where nothing can be read", () => {
  const path = project("inline", { "main.mjs": module.replace('"gouji"', '"gouji/inline"') });
  assert.equal(run("node", ["main.mjs"], path).trim(), expected);
});
