// The repair in WebAssembly, in Node, on the instances that `cargo bench --bench
// repair` left, with its ratio to HiGHS. A whole check from figures is timed, of
// which the repair is a part; and `Checker`, a figure set and the result taken.
import { readFileSync } from "node:fs";
import { Checker, check, forms, init } from "../pkg/node.js";
import { lines, median } from "./measure.mjs";

const groups = JSON.parse(readFileSync(new URL("../target/repair-instances.json", import.meta.url), "utf8"));
const ADDRESS = "applications/3.1/natural_person";

await init();
const FORM = forms()
  .at(-1)
  .tables.find(({ id }) => id === "applications");

/** The best of five runs, in µs: what the machine's other work takes is left out. */
function best(work) {
  const once = () => {
    const from = performance.now();
    work();
    return (performance.now() - from) * 1000;
  };
  return Math.min(...Array.from({ length: 5 }, once));
}

const shown = (microseconds) =>
  microseconds >= 1000 ? `${(microseconds / 1000).toFixed(1)} ms` : `${microseconds.toFixed(0)} µs`;
const at = (times, share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];

console.log("| errors | blanks | check, median | 99th percentile | longest | set + result, median | HiGHS ÷ check |");
console.log("|---:|---:|---:|---:|---:|---:|---:|");
for (const { errors, blanks, highs, reports } of groups) {
  const checks = reports.map((report) => best(() => check(report))).sort((one, other) => one - other);
  const sets = reports.map((report) => {
    const checker = new Checker(report);
    const figure = checker.result().tables.applications.rows["3.1"][0] ?? 0;
    let by = 0;
    return best(() => {
      checker.set(ADDRESS, figure + (by++ % 2));
      checker.result();
    });
  });
  sets.sort((one, other) => one - other);
  const ratio = highs === null ? "–" : ((highs * 1e6) / at(checks, 0.5)).toFixed(0);
  const times = [at(checks, 0.5), at(checks, 0.99), at(checks, 1), at(sets, 0.5)].map(shown);
  console.log(`| ${errors} | ${blanks} | ${times.join(" | ")} | ${ratio} |`);
}

// From a sound report: each time one figure becomes wrong, or right again.
const [wrong] = groups[0].reports;
const { cells } = check(wrong).repair;
const checker = new Checker(wrong);
for (const { cell, to } of cells) checker.set(cell, to);
const sound = checker.result();
if (sound.repair !== null) throw new Error("the repair does not mend the report");
const [, row, column] = ADDRESS.split("/");
const right = sound.tables.applications.rows[row][FORM.columns.findIndex(({ id }) => id === column)];
let turn = 0;
const times = {
  "check(a result's tables)": median(() => check(sound)),
  "Checker.set": median(() => checker.set(ADDRESS, right + 7 * (turn++ % 2))),
  "Checker.set, then result(): an error made, or mended": median(() => {
    checker.set(ADDRESS, right + 7 * (turn++ % 2));
    checker.result();
  }),
};
console.log(`\n${lines("One figure of a report", times, "check(a result's tables)")}`);
