// The packed tarball, and empty projects that have it installed.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const bin = (name) => join(root, "www/node_modules/.bin", name);
/** The development tools stand in www/node_modules. */
export const tool = createRequire(join(root, "www/package.json"));

let folder;
function workshop() {
  folder ??= mkdtempSync(join(tmpdir(), "gouji-package-"));
  return folder;
}
after(() => folder && rmSync(folder, { recursive: true, force: true }));

let packed;
/** `npm pack`: the path of the tarball and the files in it. */
export function tarball() {
  if (!packed) {
    const output = run("npm", ["pack", join(root, "pkg"), "--json", "--pack-destination", workshop()], workshop());
    const [{ filename, files }] = Object.values(JSON.parse(output));
    packed = { path: join(workshop(), filename), files: files.map((file) => file.path).sort() };
  }
  return packed;
}

/** An empty project with the tarball installed and these files written. */
export function project(name, files) {
  const path = join(workshop(), name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "package.json"), JSON.stringify({ private: true }));
  run("npm", ["install", tarball().path, "--offline", "--no-audit", "--no-fund"], path);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  return path;
}

/** Runs a program and gives what it wrote; its complaints are in the error. */
export function run(command, args, cwd) {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

const program = process.env.GOUJI_BIN ?? join(root, "target/release/gouji");

/** The command line's answers as JSON, in the order of the files and without their names. */
export function native(...paths) {
  const options = { encoding: "utf8", maxBuffer: 1e9 };
  // Exit code 1: some report has errors; 2: some could not be read.
  const { stdout, error } = spawnSync(program, ["check", "--format", "json", ...paths], options);
  if (error) throw error;
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const { file, ...result } = JSON.parse(line);
      return JSON.stringify(result);
    });
}

/** Table 四 alone, with a wrong total in its second block. */
export const report = `<h1>某市某局2023年政府信息公开工作年度报告</h1>
<p>四、政府信息公开行政复议、行政诉讼情况</p>
<table>
<tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>
<tr><td rowspan="2">结果维持</td><td rowspan="2">结果纠正</td><td rowspan="2">其他结果</td><td rowspan="2">尚未审结</td><td rowspan="2">总计</td><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>
<tr><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td></tr>
<tr><td>1</td><td>0</td><td>0</td><td>0</td><td>1</td><td>2</td><td>1</td><td>0</td><td>0</td><td>4</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>
</table>`;

/** What a program in a project writes of it. */
export const expected = "findings review.total review/litigation_direct/total 4≠3";

/** The lines of a program that checks {@link report} and makes `line` of it. */
export const checking = `
const result = check(${JSON.stringify(report)});
const wrong = result.findings.find((finding) => finding.rule === "review.total");
const row = result.tables.review.rows.litigation_direct;
const line = [result.status, wrong.rule, wrong.cells[0], row[4] + "≠" + (row[0] + row[1] + row[2] + row[3])].join(" ");
`;
