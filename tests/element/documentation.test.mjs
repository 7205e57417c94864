// What the guide on embedding tells people to write.
import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sample } from "./stage.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const guide = readFileSync(join(root, "docs/embedding.md"), "utf8");
const manifest = JSON.parse(readFileSync(join(root, "www/element/custom-elements.json"), "utf8"));
const [element] = manifest.modules[0].declarations;

/** The recipes' folder beside a package as npm would install it. */
async function installed(use) {
  const folder = mkdtempSync(join(tmpdir(), "gouji-recipe-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, "pkg"), join(folder, "node_modules/gouji"));
    cpSync(join(root, "docs/recipes/node"), folder, { recursive: true });
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waivers of all errors of the sample, as the form carries them. */
async function waiversOfAll() {
  const { check } = await import(pathToFileURL(join(root, "pkg/node.js")));
  const waivers = check(sample("mistakes"))
    .findings.filter(({ severity }) => severity === "error")
    .map(({ rule, fingerprint }) => ({ rule, fingerprint, reason: "已核实" }));
  return JSON.stringify({ waivers, rules: { "applications.row_total": "off" } });
}

test("what a guide shows of a recipe stands in its file", () => {
  let shown = 0;
  for (const name of ["embedding.md", "embedding-cms.md"]) {
    const text = readFileSync(join(root, "docs", name), "utf8");
    for (const [, file, snippet] of text.matchAll(/<!-- recipe: (\S+) -->\n```\w+\n([\s\S]*?)```/g)) {
      assert.ok(readFileSync(join(root, file), "utf8").includes(snippet), `${name}: ${file}`);
      shown++;
    }
    assert.doesNotMatch(text, /<!-- recipe: (?!docs\/recipes\/)/);
  }
  assert.ok(shown > 4);
});

test("the recipe for Node refuses what the page would hold, and takes the waivers of the form", () =>
  installed(async (folder) => {
    const { refusal } = await import(pathToFileURL(join(folder, "refusal.mjs")));
    assert.match(refusal(sample("mistakes")), /部分公开/);
    assert.equal(refusal(sample("sound")), null);
    assert.equal(typeof refusal("<p>无关</p>"), "string");
    assert.equal(refusal(sample("mistakes"), await waiversOfAll()), null);
    const severities = JSON.stringify({ waivers: [], rules: { "applications.row_total": "off" } });
    assert.equal(refusal(sample("mistakes"), severities), refusal(sample("mistakes")));
    assert.throws(() => refusal(sample("sound"), "{"));
  }));

test("the recipe of a server for other languages answers with the verdict", () =>
  installed(async (folder) => {
    process.env.PORT = "0";
    const { server } = await import(pathToFileURL(join(folder, "server.mjs")));
    try {
      if (!server.listening) await once(server, "listening");
      const ask = (data) =>
        fetch(`http://127.0.0.1:${server.address().port}/`, { method: "POST", body: JSON.stringify(data) });
      assert.equal((await ask({ body: sample("sound") })).status, 204);
      const refused = await ask({ body: sample("mistakes") });
      assert.equal(refused.status, 422);
      assert.match(await refused.text(), /部分公开/);
      assert.equal((await ask({ body: sample("mistakes"), waivers: await waiversOfAll() })).status, 204);
      for (const nonsense of [{}, { body: sample("sound"), waivers: "{" }, null, { body: 1 }]) {
        assert.equal((await ask(nonsense)).status, 400, JSON.stringify(nonsense));
      }
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }));

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

test("what the guide writes for an editor stands in that editor's example page, which the browser tests run", () => {
  const spaced = (text) => text.replace(/\s+/g, " ").trim();
  const snippets = [...guide.matchAll(/<!-- example: (\w+) -->\n```\w+\n([\s\S]*?)```/g)];
  const names = new Set(snippets.map(([, name]) => name));
  assert.deepEqual([...names].sort(), ["ckeditor", "textarea", "tinymce", "ueditor", "wangeditor"]);
  for (const [, name, snippet] of snippets) {
    const example = readFileSync(join(root, `www/editors/examples/${name}.html`), "utf8");
    assert.ok(spaced(example).includes(spaced(snippet)), `${name}: ${snippet}`);
  }
});

test("the manifest is true to the class: members, events, parts and custom properties", () => {
  const text = (name) => readFileSync(join(root, "www", name), "utf8");
  const classes = text("element/attributes.ts").split("export class")[1] + text("element/checker.ts");
  const member = /^ {2}(?:async )?(?:get |set )?([a-z]\w*)\([^)]*\)?.*\{$/gm;
  const hidden = /^constructor$|Callback$/;
  const own = new Set([...classes.matchAll(member)].map((match) => match[1]).filter((name) => !hidden.test(name)));
  assert.deepEqual(element.members.map(({ name }) => name).sort(), [...own].sort());
  const read = [...classes.matchAll(/^ {2}get (\w+)\(/gm)].map((match) => match[1]);
  const written = new Set([...classes.matchAll(/^ {2}set (\w+)\(/gm)].map((match) => match[1]));
  for (const { name, kind, readonly = false } of element.members) {
    if (kind === "field") assert.equal(readonly, read.includes(name) && !written.has(name), name);
  }
  const panel = ["panel", "waiving"].map((name) => text(`element/${name}.ts`)).join();
  const parts = [...panel.matchAll(/part: "([\w-]+)"|"part", "([\w-]+)"/g)].map(([, one, other]) => one ?? other);
  assert.deepEqual(element.cssParts.map(({ name }) => name).sort(), [...new Set(parts)].sort());
  const tokens = new Set(
    [...text("view/tokens.css").matchAll(/^\s*--([\w-]+):/gm)].map((match) => `--gouji-${match[1]}`),
  );
  for (const { name } of element.cssProperties) {
    assert.ok(tokens.has(name) || text("element/panel.css").includes(`var(${name},`), name);
  }
});
