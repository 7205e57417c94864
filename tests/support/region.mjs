// A generated region, what the command line says of it, and what the page does.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const pathOf = (file) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/**
 * Writes a region of so many units into a folder. `formats` are endings of files,
 * all where none is given. Gives the region's folder and what is planted in it.
 */
export function generate(folder, units, formats = []) {
  const program = process.env.GOUJI_GENERATE ?? pathOf("target/debug/examples/generate_region");
  execFileSync(program, [folder, String(units), "1", ...formats]);
  const [planted] = JSON.parse(readFileSync(join(folder, "planted.json"), "utf8"));
  return { place: planted.region.split("/")[0], planted };
}

/** The answer of `gouji` in a folder, whatever its exit code, which tells of errors found. */
export function gouji(folder, ...words) {
  const program = process.env.GOUJI_BIN ?? pathOf("target/release/gouji");
  try {
    return execFileSync(program, words, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30, stdio: "pipe" });
  } catch (error) {
    if (![1, 2].includes(error.status)) throw error;
    return error.stdout;
  }
}

/** Errors and warnings of a region's answer, each as `FILE RULE`. */
export function found({ reports }) {
  const weighty = reports.flatMap(({ file, findings }) =>
    findings.filter(({ severity }) => severity !== "info").map(({ rule }) => `${file} ${rule}`),
  );
  return [...new Set(weighty)].sort();
}

/** Chooses a folder in the page and waits until all of it was checked and compared. */
export async function choose(page, folder) {
  const chooser = page.waitForEvent("filechooser");
  await page.click("text=选择文件夹");
  await (await chooser).setFiles(folder);
  await compared(page);
}

/** Waits until the page has compared what it checked. */
export const compared = (page) => page.waitForSelector('.batch [data-stage="done"]', { timeout: 300_000 });

/** What the page hands over as JSON and as a workbook, in bytes. */
export async function handedOver(page) {
  const download = async (label) => {
    const waiting = page.waitForEvent("download");
    await page.click(`text=${label}`);
    return readFileSync(await (await waiting).path());
  };
  return { json: await download("下载比较结果"), workbook: await download("下载汇总") };
}

/** The region's folder through the page. */
export async function throughThePage(page, folder) {
  await choose(page, folder);
  return handedOver(page);
}
