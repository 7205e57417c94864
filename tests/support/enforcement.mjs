// Yearly statistics of enforcement, as a page holds them: one row of penalties by kind.
import { readFileSync } from "node:fs";

const form = JSON.parse(
  readFileSync(new URL("../../src/forms/companions/enforcement_zhejiang_2021.json", import.meta.url), "utf8"),
);

/** The kinds of penalties as the form prints them, their sum and the money. */
export const KINDS = form.tables.find(({ id }) => id === "penalties").columns.map(({ label }) => label);

const row = (tag, texts) => `<tr>${texts.map((text) => `<${tag}>${text}</${tag}>`).join("")}</tr>`;

/** A page with so many fines, nothing else, and this sum of them. */
export const statistics = (fines, total = fines) =>
  `<!DOCTYPE html><meta charset="utf-8"><h1>青禾县住房和城乡建设局2023年度行政执法统计年报</h1><table>${row("th", KINDS)}${row("td", [0, fines, 0, 0, 0, 0, 0, 0, 0, total, 3.5])}</table>`;
