// The page with a thousand reports: speed, memory, and whether it stays responsive;
// of reports in every format also whether it says what the command line says.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { forms, init } from "../pkg/node.js";
import { start } from "../tests/page/browser.mjs";
import { compared, generate, gouji, handedOver } from "../tests/support/region.mjs";
import { wordReport } from "./report.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const FILES = Number(process.env.GOUJI_FILES ?? 1000);
/** Over these two years, and the region's own reports. */
const UNITS = Math.floor(FILES / 2);

await init();
const site = await start();
const folders = [];
const folderFor = (name) => {
  folders.push(mkdtempSync(join(tmpdir(), `gouji-bench-${name}-`)));
  return folders.at(-1);
};

// An earlier page would be measured, or lack what is asked of it.
if (!process.env.GOUJI_PAGE && spawnSync("make", ["-q", "dist/page/index.html"], { cwd: root }).status !== 0) {
  throw new Error("the page is older than its sources: run make bench, or name a page in GOUJI_PAGE");
}

/** Opens the page and watches it: its tasks, its workers, and its memory after a hundred files and at the end. */
async function watched() {
  const page = await site.open();
  const inspector = await page.context().newCDPSession(page);
  const heap = async () => {
    await inspector.send("HeapProfiler.collectGarbage");
    const { usedSize } = await inspector.send("Runtime.getHeapUsage");
    return usedSize / 1024 / 1024;
  };
  await page.evaluate(() => {
    window.long = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        const stage = document.querySelector(".batch [data-stage]")?.dataset.stage ?? "choosing";
        window.long.push({ startTime, duration, stage });
      }
    }).observe({ type: "longtask" });
    const click = HTMLInputElement.prototype.click;
    HTMLInputElement.prototype.click = function () {
      const tell = () => {
        window.told = performance.now();
      };
      this.addEventListener("change", tell, { capture: true });
      click.call(this);
    };
  });
  const early = page
    .waitForFunction(() => Number(/(\d+) 份/.exec(document.querySelector(".verdict").textContent)?.[1] ?? 0) >= 100)
    .then(async () => ({ workers: page.workers().length, memory: await heap() }));
  const say = async () => {
    const late = await heap();
    const { long, told } = await page.evaluate(() => ({ long: window.long, told: window.told }));
    const { memory } = await early;
    console.log(`  memory of the page after 100: ${memory.toFixed(1)} MB; at the end: ${late.toFixed(1)} MB`);
    console.log(`  tasks over 50 ms on the page's own thread: ${long.length}`);
    for (const { startTime, duration, stage } of long) {
      const isChoice = startTime < told && told < startTime + duration;
      const before = isChoice
        ? `, of which the browser alone, listing the files: ${(told - startTime).toFixed(0)} ms`
        : "";
      console.log(`    ${duration.toFixed(0)} ms while ${stage}${before}`);
    }
  };
  return { page, say, early };
}

/** As Word leaves them, all of one kind: how many a second. */
async function alike() {
  const html = wordReport(forms().at(-1));
  const folder = folderFor("alike");
  for (let number = 0; number < FILES; number++) {
    writeFileSync(join(folder, `${number}.html`), html.replaceAll("青禾县某局", `青禾县第${number}局`));
  }
  const { page, say, early } = await watched();
  const chooser = page.waitForEvent("filechooser");
  await page.click("text=选择文件夹");
  const from = performance.now();
  await (await chooser).setFiles(folder);
  await page.waitForSelector('[data-stage="comparing"], [data-stage="done"]', { timeout: 300_000 });
  const checking = (performance.now() - from) / 1000;
  await page.waitForSelector('[data-stage="done"]', { timeout: 300_000 });
  const all = (performance.now() - from) / 1000;
  // The same pages read and parsed one after the other, nothing checked: what the machine gives today.
  const parsed = await page.evaluate(async (text) => {
    const began = performance.now();
    for (let count = 0; count < 100; count++) {
      const bytes = new TextEncoder().encode(text);
      new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/html");
    }
    return 100_000 / (performance.now() - began);
  }, html);
  const { workers } = await early;
  const speed = FILES / checking;
  console.log(`${FILES} reports of ${(html.length / 1024).toFixed(0)} kB in the page, ${workers} worker(s)`);
  console.log(`  DOMParser alone, one core: ${parsed.toFixed(0)} reports a second`);
  console.log(`  checked: ${speed.toFixed(0)} reports a second, ${(speed / workers / parsed).toFixed(2)} × a core`);
  console.log(`  to the comparison's end: ${all.toFixed(1)} s`);
  await say();
}

/** Drops a folder on the page. The browser then lists its files as they are asked for, not all at once. */
async function drop(page, folder) {
  const inspector = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await inspector.send("Input.dispatchDragEvent", { type, x: 400, y: 400, data });
  }
  await compared(page);
}

/** A region in every format: whether the page says what the command line says. */
async function mixed() {
  const folder = folderFor("mixed");
  const { place } = generate(folder, UNITS);
  const { page, say } = await watched();
  const from = performance.now();
  await drop(page, join(folder, place));
  const seconds = (performance.now() - from) / 1000;
  const { json } = await handedOver(page);
  const region = JSON.parse(json);
  const isSame = isDeepStrictEqual(region, JSON.parse(gouji(folder, "region", place, "--format", "json")));
  console.log(`${region.totals.files} reports in every format: ${seconds.toFixed(1)} s to the comparison's end`);
  console.log(`  ${isSame ? "the answer is the command line's" : "THE ANSWER IS NOT THE COMMAND LINE'S"}`);
  await say();
  if (!isSame) process.exitCode = 1;
}

try {
  await alike();
  await mixed();
} finally {
  await site.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
}
