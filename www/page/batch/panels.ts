/** What the comparison found: sums, missing units, similar texts. */

import { button, element } from "../../view/dom";
import { Names } from "../../view/names";
import type { Forms } from "../../view/names";
import type { CheckResult } from "../../view/shapes";
import type { PageWords } from "../words";
import type { FormRegion } from "./protocol";

type Year = FormRegion["years"][number];

/** What the editions of the library are editions of. */
const ANNUAL_REPORT = "annual_report";

/** The units' sums by cell against the region's own report, what differs first. */
export function sumsPanel(region: FormRegion, forms: Forms, words: PageWords): HTMLElement {
  return element(
    "div",
    { className: "panel" },
    region.years.map((year) => sumsOf(year, editionOf(year, region, forms), forms, words)),
  );
}

/** The edition in force in a year, of the form that the reports follow; else its newest. */
function editionOf({ year }: Year, { form }: FormRegion, forms: Forms): string | null {
  const family = form?.id ?? ANNUAL_REPORT;
  const editions = forms.editions.filter(({ id, edition_of }) => (edition_of ?? id) === family);
  const inForce = editions.find(({ years }) => years.from <= year && (years.to ?? year) >= year);
  return (inForce ?? editions[editions.length - 1])?.id ?? null;
}

function sumsOf(year: Year, edition: string | null, forms: Forms, words: PageWords): HTMLElement {
  const differing = year.cells.filter(({ region, sum }) => region !== null && region !== sum);
  const rest = year.cells.filter((cell) => !differing.includes(cell));
  const own = year.region === null ? words.get("batch.sums.no_region") : year.region.organ;
  const facts = { year: year.year, units: year.units, region: own, n: differing.length };
  const omitted =
    year.omitted && words.fill(`batch.sums.${year.omitted.twice ? "twice" : "omitted"}`, { organ: year.omitted.organ });
  const names = namesOf(edition, forms, words);
  return element("section", {}, [
    element("h3", { text: words.fill("batch.sums.title", facts) }),
    element("p", {
      text: year.region === null ? words.get("batch.sums.name_it") : words.fill("batch.sums.differ", facts),
    }),
    omitted ? element("p", { className: "grave", text: omitted }) : null,
    differing.length > 0 ? cellsTable(differing, names, words) : null,
    element("details", {}, [
      element("summary", { text: words.fill("batch.sums.rest", { n: rest.length }) }),
      cellsTable(rest, names, words),
    ]),
  ]);
}

function namesOf(edition: string | null, forms: Forms, words: PageWords): Names {
  const tables = forms.edition(edition)?.tables.map(({ id }) => [id, { edition: edition ?? "", rows: {} }]) ?? [];
  return new Names(forms, Object.fromEntries(tables) as CheckResult["tables"], words.language);
}

function cellsTable(cells: Year["cells"], names: Names, words: PageWords): HTMLElement {
  const head = ["cell", "units", "region", "difference"] as const;
  const rows = cells.map(({ cell, sum, region }) => {
    const difference = region === null || sum === null ? "" : String(round(region - sum));
    const texts = [String(sum ?? ""), String(region ?? ""), difference === "0" ? "" : difference];
    return element("tr", {}, [
      element("th", { text: names.cell(cell), attributes: { scope: "row" } }),
      ...texts.map((text) => element("td", { text })),
    ]);
  });
  return dataTable(
    head.map((name) => words.get(`batch.sums.${name}`)),
    rows,
  );
}

/** Money has two decimals at the most that matter; sums of binary fractions have more. */
function round(difference: number): number {
  return Math.round(difference * 1e6) / 1e6;
}

/** Units of which no report is there, year by year. */
export function missingPanel(region: FormRegion, words: PageWords): HTMLElement {
  const rows = region.years.flatMap((year) =>
    year.missing.map(({ organ, years, unreadable }) =>
      element("tr", {}, [
        element("th", { text: organ, attributes: { scope: "row" } }),
        element("td", { text: String(year.year) }),
        element("td", { text: unreadable ?? words.fill("batch.missing.has", { years: years.join("、") || "–" }) }),
      ]),
    ),
  );
  const doubled = region.years.flatMap((year) =>
    year.ambiguous.map(({ organ, files }) =>
      words.fill("batch.missing.twice", { organ, year: year.year, files: files.join("、") }),
    ),
  );
  const head = (["unit", "year", "why"] as const).map((name) => words.get(`batch.missing.${name}`));
  return element("div", { className: "panel" }, [
    rows.length === 0 ? element("p", { text: words.get("batch.missing.none") }) : dataTable(head, rows),
    ...doubled.map((text) => element("p", { className: "grave", text })),
  ]);
}

/** Units whose texts are alike, the most similar first. */
export function similarPanel(region: FormRegion, words: PageWords, open: (path: string) => void): HTMLElement {
  const pairs = region.similar.map((pair) =>
    element("li", {}, [
      element("p", {}, [
        element("strong", { text: words.fill("batch.similar.pair", { percent: pair.percent, year: pair.year }) }),
        button(pair.first_organ || pair.first, () => open(pair.first), { className: "link" }),
        button(pair.second_organ || pair.second, () => open(pair.second), { className: "link" }),
      ]),
      ...pair.passages.map((passage) => element("blockquote", { text: passage })),
    ]),
  );
  const none = element("p", { text: words.get("batch.similar.none") });
  return element("div", { className: "panel" }, [
    pairs.length === 0 ? none : element("ol", { className: "pairs" }, pairs),
  ]);
}

function dataTable(head: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  const heads = head.map((text) => element("th", { text, attributes: { scope: "col" } }));
  return element("table", { className: "data" }, [
    element("thead", {}, [element("tr", {}, heads)]),
    element("tbody", {}, rows),
  ]);
}
