// Files of offices in Node and in Chromium: each format beside the library that
// reads or writes it alone, and what a page loads for each.
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { check, forms, init } from "../pkg/node.js";
import * as pdfjs from "../pkg/pdfjs.js";
import { read } from "../pkg/read-node.js";
import { write } from "../pkg/write-node.js";
import { serve } from "../scripts/serve.mjs";
import { launch } from "../tests/support/chromium.mjs";
import { print } from "../tests/support/pdf.mjs";
import { measured } from "./files/measured.mjs";
import { wordReport } from "./report.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(`${root}www/package.json`);
const { build } = require("esbuild");

/** The libraries in one script, for Node and for pages. */
async function bundle(platform, outfile) {
  const options = { bundle: true, format: "esm", logLevel: "error", nodePaths: [`${root}www/node_modules`] };
  // What is a module of Node's own is asked for in its old manner.
  const banner =
    platform === "node"
      ? 'import { createRequire as required } from "node:module"; const require = required("/");'
      : "";
  const entryPoints = [`${root}benches/files/libraries.mjs`];
  await build({ ...options, entryPoints, platform, outfile, banner: { js: banner } });
  return outfile;
}

function show(place, times) {
  console.log(`Files in ${place} (× of the library that reads or writes the format alone)`);
  for (const [name, { library, alone, whole }] of Object.entries(times)) {
    const [own, other] = [whole, alone].map((time) => (time / 1000).toFixed(1).padStart(7));
    console.log(`  ${name.padEnd(18)}${own} ms ${(whole / alone).toFixed(2).padStart(7)} ×  ${library}${other} ms`);
  }
}

await init();
const report = wordReport(forms().at(-1));
const browser = await launch();
const server = await serve(root);
try {
  const pdf = await print(browser, report);
  const libraries = await import(pathToFileURL(await bundle("node", `${root}target/benches/libraries-node.mjs`)));
  show(`Node ${process.versions.node}`, await measured({ check, read, write, libraries, pdfjs, report, pdf }));

  await bundle("browser", `${root}target/benches/libraries.mjs`);
  const tab = await browser.newPage();
  const loaded = [];
  tab.on("response", (response) => loaded.push(response));
  await tab.goto(`${server.url}tests/support/empty.html`);
  loaded.length = 0;
  const given = { report, pdf: [...pdf] };
  for (const format of ["html", "docx", "xlsx", "pdf"]) await loads(tab, format, given);
  const times = await tab.evaluate(async ({ report, pdf }) => {
    const { check } = await import("/pkg/index.js");
    const { read } = await import("/pkg/read.js");
    const { write } = await import("/pkg/write.js");
    const [libraries, pdfjs] = [await import("/target/benches/libraries.mjs"), await import("/pkg/pdfjs.js")];
    const { measured } = await import("/benches/files/measured.mjs");
    return measured({ check, read, write, libraries, pdfjs, report, pdf: new Uint8Array(pdf) });
  }, given);
  show(`Chromium ${browser.version()}`, times);

  /** What a page that checks loads besides when the first file of a format comes. */
  async function loads(tab, format, { report, pdf }) {
    loaded.length = 0;
    const bytes = { html: Buffer.from(report), pdf }[format] ?? (await write(report, format));
    await tab.evaluate(
      async (numbers) => {
        const { check, init } = await import("/pkg/index.js");
        const { read } = await import("/pkg/read.js");
        await init();
        check(await read(new Uint8Array(numbers)));
      },
      [...bytes],
    );
    const files = await Promise.all(
      loaded.map(async (response) => [response.url().split("/").pop(), (await response.body()).length]),
    );
    const kilobytes = files.reduce((sum, [, length]) => sum + length, 0) / 1000;
    const largest = files.filter(([, length]) => length > 100_000).map(([name]) => name);
    console.log(
      `A page loads with its first ${format.padEnd(5)}${kilobytes.toFixed(0).padStart(6)} kB raw: ${largest.join(", ") || "nothing more"}`,
    );
  }
} finally {
  await browser.close();
  await server.close();
}
