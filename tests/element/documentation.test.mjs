// What the guide on embedding tells people to write.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sample } from "./stage.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const guide = readFileSync(join(root, "docs/embedding.md"), "utf8");
const manifest = JSON.parse(readFileSync(join(root, "www/element/custom-elements.json"), "utf8"));
const [element] = manifest.modules[0].declarations;

test("the recipe for Node refuses what the page would hold, and takes the waivers of the form", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gouji-recipe-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, "pkg"), join(folder, "node_modules/gouji"));
    const [, recipe] = /<!-- recipe: node -->\n```js\n([\s\S]*?)```/.exec(guide);
    writeFileSync(join(folder, "recipe.mjs"), recipe);
    const { refusal } = await import(pathToFileURL(join(folder, "recipe.mjs")));
    assert.match(refusal(sample("mistakes")), /部分公开/);
    assert.equal(refusal(sample("sound")), null);
    assert.equal(typeof refusal("<p>无关</p>"), "string");
    const { check } = await import(pathToFileURL(join(root, "pkg/node.js")));
    const waivers = check(sample("mistakes"))
      .findings.filter(({ severity }) => severity === "error")
      .map(({ rule, fingerprint }) => ({ rule, fingerprint, reason: "已核实" }));
    assert.equal(refusal(sample("mistakes"), JSON.stringify({ waivers })), null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("guide and manifest name every attribute and event that the code has, and no other", () => {
  const code = ["attributes", "checker"]
    .map((name) => readFileSync(join(root, `www/element/${name}.ts`), "utf8"))
    .join();
  const read = new Set([...code.matchAll(/getAttribute\("([\w-]+)"\)/g)].map((match) => match[1]));
  assert.deepEqual(element.attributes.map(({ name }) => name).sort(), [...read].sort());
  const sent = new Set([...code.matchAll(/emit<\w+>\("([\w-]+)"/g)].map((match) => match[1]));
  assert.deepEqual(element.events.map(({ name }) => name).sort(), [...sent].sort());
  for (const name of [...read, ...sent]) assert.ok(guide.includes(`\`${name}\``), name);
});
