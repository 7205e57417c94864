/** The figures of a region's charts, as tables that can also be read. */

import type { PageWordKey, PageWords } from "../words";
import type { FormRegion as Region } from "./protocol";

/** A table: its first column names the rows. */
export interface Figures {
  head: string[];
  rows: (string | number)[][];
}

export interface Flow {
  year: number | null;
  figures: Figures;
  nodes: string[];
  links: { source: string; target: string; value: number }[];
}

/** Groups of the results, by the beginning of their rows' ids; then what is left for next year. */
const OUTCOMES: readonly { word: PageWordKey; row: RegExp }[] = [
  { word: "batch.outcome.disclosed", row: /^3\.1$/ },
  { word: "batch.outcome.partly", row: /^3\.2$/ },
  { word: "batch.outcome.refused", row: /^3\.3\./ },
  { word: "batch.outcome.impossible", row: /^3\.4\./ },
  { word: "batch.outcome.declined", row: /^3\.5\./ },
  { word: "batch.outcome.other", row: /^3\.6(\.|$)/ },
  { word: "batch.outcome.carried", row: /^4$/ },
];

type Year = Region["years"][number];

/** The sums of table applications' totals over the rows that are asked for. */
function sumOf(year: Year, row: RegExp): number {
  const cells = year.cells.map(({ cell, sum }) => ({ parts: cell.split("/"), sum: sum ?? 0 }));
  const wanted = cells.filter(({ parts: [table, id, column] }) => {
    return table === "applications" && column === "total" && row.test(id ?? "");
  });
  return wanted.reduce((all, { sum }) => all + sum, 0);
}

/** Applications of the newest year, from where they came to what became of them. */
export function flowOf(region: Region, words: PageWords): Flow {
  const year = region.years[region.years.length - 1];
  if (!year) return { year: null, figures: { head: [], rows: [] }, nodes: [], links: [] };
  const all = words.get("batch.outcome.all");
  const came = [
    { name: words.get("batch.outcome.new"), value: sumOf(year, /^1$/) },
    { name: words.get("batch.outcome.from_before"), value: sumOf(year, /^2$/) },
  ];
  const became = OUTCOMES.map(({ word, row }) => ({ name: words.get(word), value: sumOf(year, row) }));
  const links = [
    ...came.map(({ name, value }) => ({ source: name, target: all, value })),
    ...became.map(({ name, value }) => ({ source: all, target: name, value })),
  ].filter(({ value }) => value > 0);
  const nodes = [...new Set(links.flatMap(({ source, target }) => [source, target]))];
  const rows = [...came, ...became].map(({ name, value }) => [name, value]);
  const head = [words.get("batch.chart.what"), words.get("batch.chart.count")];
  return { year: year.year, figures: { head, rows: links.length === 0 ? [] : rows }, nodes, links };
}

/** What became of the applications, year by year. */
export function outcomesOf(region: Region, words: PageWords): { figures: Figures } {
  const head = [words.get("batch.column.year"), ...OUTCOMES.map(({ word }) => words.get(word))];
  const rows = region.years.map((year) => [String(year.year), ...OUTCOMES.map(({ row }) => sumOf(year, row))]);
  return { figures: { head, rows } };
}

/** Findings by rule, the most frequent first. */
export function findingsOf({ rules }: Region): Figures {
  const counted = [...rules].sort((one, other) => other.findings - one.findings);
  return { head: ["", ""], rows: counted.map(({ title, findings }) => [title, findings]) };
}
