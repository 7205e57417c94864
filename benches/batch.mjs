// The page with a folder of 1,000 reports: speed, memory, and whether it stays responsive.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forms, init } from "../pkg/node.js";
import { start } from "../tests/page/browser.mjs";
import { wordReport } from "./report.mjs";

const FILES = 1000;

await init();
const html = wordReport(forms().at(-1));
const folder = mkdtempSync(join(tmpdir(), "gouji-bench-"));
for (let number = 0; number < FILES; number++) {
  writeFileSync(join(folder, `${number}.html`), html.replaceAll("青禾县某局", `青禾县第${number}局`));
}
const site = await start();
try {
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
      for (const { duration } of list.getEntries()) window.long.push(duration);
    }).observe({ type: "longtask" });
  });
  const checked = (count) =>
    page.waitForFunction(
      (wanted) => Number(/(\d+) 份/.exec(document.querySelector(".verdict").textContent)?.[1] ?? 0) >= wanted,
      count,
      { timeout: 300_000 },
    );
  const chooser = page.waitForEvent("filechooser");
  await page.click("text=选择文件夹");
  const from = performance.now();
  await (await chooser).setFiles(folder);
  await page.waitForSelector(".batch");
  await checked(100);
  const early = await heap();
  await page.waitForSelector('[data-stage="comparing"], [data-stage="done"]', { timeout: 300_000 });
  const checking = (performance.now() - from) / 1000;
  await page.waitForSelector('[data-stage="done"]', { timeout: 300_000 });
  const all = (performance.now() - from) / 1000;
  const late = await heap();
  const long = await page.evaluate(() => window.long);
  // The same pages read and parsed one after the other, nothing checked: what the machine gives today.
  const parsed = await page.evaluate(async (text) => {
    const began = performance.now();
    for (let count = 0; count < 100; count++) {
      const bytes = new TextEncoder().encode(text);
      new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/html");
    }
    return 100_000 / (performance.now() - began);
  }, html);
  const workers = await page.evaluate(() => Math.max(1, Math.min(8, navigator.hardwareConcurrency - 1)));
  const speed = FILES / checking;
  console.log(`${FILES} reports of ${(html.length / 1024).toFixed(0)} kB in the page, ${workers} worker(s)`);
  console.log(`  DOMParser alone, one core: ${parsed.toFixed(0)} reports a second`);
  console.log(`  checked: ${speed.toFixed(0)} reports a second, ${(speed / workers / parsed).toFixed(2)} × a core`);
  console.log(`  to the comparison's end: ${all.toFixed(1)} s`);
  console.log(`  memory of the page after 100: ${early.toFixed(1)} MB; at the end: ${late.toFixed(1)} MB`);
  const worst = Math.max(0, ...long);
  console.log(`  tasks over 50 ms on the page's own thread: ${long.length}, the longest ${worst.toFixed(0)} ms`);
} finally {
  await site.close();
  rmSync(folder, { recursive: true });
}
