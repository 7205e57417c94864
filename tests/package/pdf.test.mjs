// PDF files by pdf.js, in Node and in Chromium, held to what the command line's own reader says.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { deflateSync } from "node:zlib";
import { serve } from "../../scripts/serve.mjs";
import { check, init } from "../../pkg/node.js";
import { read } from "../../pkg/read-node.js";
import { launch } from "../support/chromium.mjs";
import { file, locked, pages, print, scan, stream } from "../support/pdf.mjs";
import { native, root } from "./project.mjs";

const folder = mkdtempSync(join(tmpdir(), "gouji-pdf-"));
const corpus = process.env.GOUJI_CORPUS ?? join(root, "../shared/corpus");
const expectations = join(corpus, "expected.json");
const sample = (name) => readFileSync(`${root}www/samples/${name}.html`, "utf8");

let browser;
let server;
before(async () => {
  await init();
  browser = await launch();
  server = await serve(root);
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

/** The answer of a browser that loads the package as it is. */
async function shown(bytes) {
  const tab = await browser.newPage();
  await tab.goto(`${server.url}tests/support/empty.html`);
  const text = await tab.evaluate(async (base64) => {
    const { check, init } = await import("/pkg/index.js");
    const { read } = await import("/pkg/read.js");
    await init();
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return JSON.stringify(check(await read(bytes)));
  }, Buffer.from(bytes).toString("base64"));
  await tab.close();
  return text;
}

/** Holds Node's answers to the command line's, byte by byte. */
async function compare(named) {
  const paths = Object.entries(named).map(([name, bytes]) => {
    const path = join(folder, `${name}.pdf`);
    writeFileSync(path, bytes);
    return path;
  });
  const expected = native(...paths);
  for (const [at, [name, bytes]] of Object.entries(named).entries()) {
    const answer = JSON.stringify(check(await read(bytes)));
    assert.deepEqual(JSON.parse(answer), JSON.parse(expected[at]), name);
    assert.equal(answer, expected[at], name);
  }
}

test("a printed report: Node, Chromium and the command line give the same bytes, and the figures of the page", async () => {
  for (const name of ["mistakes", "sound"]) {
    const bytes = await print(browser, sample(name));
    const result = check(await read(bytes));
    assert.deepEqual(result.tables, check(sample(name)).tables, name);
    assert.equal(await shown(bytes), JSON.stringify(result));
    await compare({ [name]: bytes });
  }
});

test("so they do on paper of other sizes, lying, in small print and over page breaks", async () => {
  const sheets = {
    lying: { landscape: true },
    small: { scale: 0.5 },
    short: { width: "210mm", height: "90mm" },
    large: { format: "A3", scale: 1.4 },
    numbered: { displayHeaderFooter: true, margin: { top: "60px", bottom: "60px" } },
  };
  const printed = {};
  for (const [name, options] of Object.entries(sheets))
    printed[name] = await print(browser, sample("mistakes"), options);
  await compare(printed);
});

test("tables of every make: the figures and the findings of the page that was printed", async () => {
  const page = sample("mistakes");
  const styles = {
    "upright labels": "td[rowspan]:not([colspan]) { writing-mode: vertical-rl; text-orientation: upright }",
    "a page number over the tables": "body::after { content: '- 5 -'; position: fixed; bottom: 4px; left: 48% }",
    "labels and figures over lines": "table { width: 52%; font-size: 8px } td { word-break: break-all }",
    "single lines": "table { border-collapse: collapse } td { border: 1px solid }",
    "dotted lines": "table, td { border: 1px dotted }",
    "areas instead of lines": "td { border: 0; outline: 0.5px solid gray; background: #eee }",
    "labels from the top of their rows": "td { vertical-align: top; padding: 8px }",
    "large print": "body { font-size: 20px }",
  };
  const facts = (result) => [result.tables, result.findings.map(({ rule, cells }) => [rule, ...cells]).sort()];
  const expected = facts(check(page));
  for (const [name, style] of Object.entries(styles)) {
    const margin = { top: "30px", bottom: "30px" };
    const bytes = await print(browser, page.replace("</head>", `<style>${style}</style></head>`), { margin });
    assert.deepEqual(facts(check(await read(bytes))), expected, name);
  }
});

test("a table without any line is read by where its figures stand", async () => {
  const page = sample("sound").replaceAll('border="1"', 'border="0" cellpadding="4"');
  const bytes = await print(browser, page);
  assert.deepEqual(check(await read(bytes)).tables, check(page).tables);
  await compare({ unruled: bytes });
});

test("a font that the file does not hold is read by the encoding that it names", async () => {
  const hex = (text) => [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, "0")).join("");
  const line = (text, y) => `BT /F 12 Tf 1 0 0 1 40 ${y} Tm <${hex(text)}> Tj ET\n`;
  const lines = ["青禾县财政局2023年政府信息公开工作年度报告", "一、总体情况", "本年无新收申请。"];
  const bytes = pages([lines.map((text, at) => line(text, 780 - 24 * at)).join("")]);
  const text = await read(bytes);
  for (const line of lines) assert.ok(text.includes(line), line);
  assert.equal(await shown(bytes), JSON.stringify(check(await read(bytes))));
  await compare({ named: bytes });
});

test("what cannot be read says why, as on the command line, and the next file is read", async () => {
  const whole = await print(browser, sample("sound"));
  const packed = deflateSync(Buffer.alloc(300 * 1024 * 1024, " "));
  const bomb = file([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
    stream("/Filter /FlateDecode", packed),
  ]);
  const files = {
    pdf_image_only: scan(),
    pdf_encrypted: locked(),
    pdf_damaged: whole.subarray(0, whole.length / 2),
    pdf_too_many_pages: pages(new Array(10_000).fill("")),
    pdf_too_much: pages(["0 0 m 9 0 l S\n".repeat(1_100_000)]),
    expands_too_far: bomb,
  };
  const results = await Promise.all([...Object.values(files), whole].map(async (bytes) => check(await read(bytes))));
  const reasons = results.map(({ reason }) => reason?.code);
  assert.deepEqual(reasons, [...Object.keys(files), undefined]);
  for (const { status, tables } of results.slice(0, -1)) assert.deepEqual([status, tables], ["unreadable", {}]);
  await compare(files);
});

test("what one stream comes to again and again is bounded", async () => {
  const packed = deflateSync(Buffer.alloc(20 * 1024 * 1024, " "));
  const again = file([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [${"4 0 R ".repeat(2000)}] >>`,
    stream("/Filter /FlateDecode", packed),
  ]);
  const { status, reason } = check(await read(again));
  assert.equal(status, "unreadable");
  assert.ok(["pdf_too_much", "expands_too_far"].includes(reason.code), reason.code);
  assert.equal(check(await read(await print(browser, sample("sound")))).status, "passed", "the next file is read");
});

test("a browser loads pdf.js with the first PDF and not before, and the encodings only where one is named", async () => {
  const tab = await browser.newPage();
  const loaded = [];
  tab.on("request", (request) => loaded.push(request.url().split("/").pop()));
  await tab.goto(`${server.url}tests/support/empty.html`);
  const bytes = [...(await print(browser, sample("sound")))];
  await tab.evaluate(async () => {
    const { read } = await import("/pkg/read.js");
    await read(new TextEncoder().encode("<table></table>"));
  });
  assert.ok(!loaded.includes("pdfjs.js"));
  await tab.evaluate(async (numbers) => {
    const { read } = await import("/pkg/read.js");
    await read(new Blob([new Uint8Array(numbers)]));
  }, bytes);
  assert.ok(loaded.includes("pdfjs.js"));
  assert.ok(!loaded.includes("pdf-encodings-base64.js"));
  await tab.close();
});

/** Where the page's policy allows least, and its browser is as old as those of offices. */
test("it needs neither eval, blob: nor what came after Chromium 86", async () => {
  const policy = "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self'";
  const tab = await browser.newPage();
  await tab.route("**/empty.html", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });
  await tab.addInitScript(() => {
    // What an older Chromium has not.
    for (const kind of [Array, String, Object.getPrototypeOf(Uint8Array)]) delete kind.prototype.at;
    for (const name of ["findLast", "findLastIndex", "toSorted", "toReversed", "with"]) delete Array.prototype[name];
    for (const name of ["fromBase64", "fromHex"]) delete Uint8Array[name];
    for (const name of ["toBase64", "toHex"]) delete Uint8Array.prototype[name];
    for (const name of ["withResolvers", "try"]) delete Promise[name];
    delete Object.hasOwn;
    delete Map.groupBy;
    delete URL.parse;
    delete globalThis.structuredClone;
    delete globalThis.Iterator;
    delete AbortSignal.any;
    delete globalThis.OffscreenCanvas;
    delete globalThis.ImageDecoder;
    if (globalThis.crypto) delete Crypto.prototype.randomUUID;
  });
  await tab.goto(`${server.url}tests/support/empty.html`);
  const bytes = await print(browser, sample("mistakes"));
  const text = await tab.evaluate(
    async (numbers) => {
      const { check, init } = await import("/pkg/index.js");
      const { read } = await import("/pkg/read.js");
      await init();
      return JSON.stringify(check(await read(new Uint8Array(numbers))));
    },
    [...bytes],
  );
  assert.equal(text, JSON.stringify(check(await read(bytes))));
  await tab.close();
});

const absent = existsSync(expectations) ? false : `no reports in ${corpus}`;
test("every real report, published as PDF or printed, is read as on the command line", { skip: absent }, async () => {
  const names = readdirSync(corpus);
  const published = names.filter((name) => name.endsWith(".pdf"));
  const files = Object.fromEntries(published.map((name) => [name, readFileSync(join(corpus, name))]));
  for (const name of names.filter((name) => name.endsWith(".html")))
    files[name] = await print(browser, readFileSync(join(corpus, name), "utf8"));
  await compare(files);
  assert.ok(published.length > 0);
});
