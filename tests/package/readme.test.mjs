// The JavaScript samples of the READMEs, run as they stand.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { launch } from "../support/chromium.mjs";
import { project, report, root, run } from "./project.mjs";

/** The one fenced block below a marker of this kind. */
function sample(readme, kind) {
  const text = readFileSync(join(root, readme), "utf8");
  const blocks = [...text.matchAll(new RegExp(`<!-- sample: ${kind} -->\n\`\`\`\\w+\n([\\s\\S]*?)\n\`\`\``, "g"))];
  assert.equal(blocks.length, 1, `${readme}: one ${kind} sample`);
  return blocks[0][1];
}

for (const [readme, wrong] of Object.entries({
  "README.md": /^error 第三项（七）总计“自然人”列为 6/m,
  "README.en.md": /^error Total of item 3, column Natural persons, is 6/m,
})) {
  test(`${readme}: the Node sample prints the findings`, () => {
    const path = project(`readme-node-${readme}`, { "main.mjs": sample(readme, "node") });
    cpSync(join(root, "tests/fixtures/one-slip.md"), join(path, "report.md"));
    assert.match(run("node", ["main.mjs"], path), wrong);
  });

  test(`${readme}: the script of a page marks the failing cell`, async () => {
    const path = project(`readme-browser-${readme}`, {});
    cpSync(join(path, "node_modules/gouji"), join(path, "gouji"), { recursive: true });
    const page = `<!doctype html><meta charset="utf-8"><article>${report}</article>${sample(readme, "browser")}`;
    writeFileSync(join(path, "index.html"), page);
    const [server, browser] = await Promise.all([serve(path), launch()]);
    try {
      const tab = await browser.newPage();
      await tab.goto(server.url);
      const marked = tab.locator("td[title]");
      await marked.first().waitFor({ timeout: 20_000 });
      assert.deepEqual(await marked.allTextContents(), ["4"]);
    } finally {
      await browser.close();
      await server.close();
    }
  });
}
