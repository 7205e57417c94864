// Times in Chromium, the live element included.
import { fileURLToPath } from "node:url";
import { forms, init } from "../pkg/node.js";
import { serve } from "../scripts/serve.mjs";
import { launch } from "../tests/support/chromium.mjs";
import { lines } from "./measure.mjs";
import { wordReport } from "./report.mjs";

await init();
const html = wordReport(forms().at(-1));
const browser = await launch();
const server = await serve(fileURLToPath(new URL("..", import.meta.url)));
try {
  const tab = await browser.newPage();
  await tab.goto(`${server.url}tests/support/empty.html`);
  const { start, times } = await tab.evaluate(async (html) => {
    const { median } = await import("/benches/measure.mjs");
    const { walk } = await import("/pkg/walk.js");
    const from = performance.now();
    const { check, checkElement, init } = await import("/pkg/index.js");
    await init();
    const result = check(html);
    const start = performance.now() - from;
    const figures = { edition: result.edition, year: result.year, tables: result.tables };
    const parser = new DOMParser();
    document.body.innerHTML = html;
    const times = {
      "DOMParser parses the same HTML": median(() => parser.parseFromString(html, "text/html")),
      "check(html)": median(() => check(html)),
      "checkElement(element)": median(() => checkElement(document.body)),
      "  of which walking the element": median(() => walk(document.body)),
      "check(a result's tables)": median(() => check(figures)),
    };
    return { start, times };
  }, html);
  console.log(lines(`Chromium ${browser.version()}`, times, "DOMParser parses the same HTML"));
  console.log(`  import to first result: ${start.toFixed(0)} ms`);
} finally {
  await browser.close();
  await server.close();
}
