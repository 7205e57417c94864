// Writes THIRD-PARTY-NOTICES.md: what is shipped beside the project's own code, in the
// command line and in the npm package, with the licence of each. `check` fails where
// the file is not what the lock files say.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const file = `${root}THIRD-PARTY-NOTICES.md`;

/**
 * What of npm is built into the package: pkg/pdfjs.js, and its tables of characters.
 * Everything else of www/package is the project's own.
 */
const NPM = [
  { folder: "pdfjs-dist", within: "its build for older browsers holds core-js, MIT" },
  { folder: "pdfjs-dist", part: "cmaps", within: "the tables of characters, BSD-3-Clause" },
];

/** The crates that are compiled into what is shipped, without those of builds and tests. */
function crates() {
  const shipped = new Map();
  // The command line on the systems that are built for, and the modules.
  for (const platform of ["x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"]) {
    const args = ["metadata", "--format-version", "1", "--locked", "--all-features", "--filter-platform", platform];
    const { packages, resolve } = JSON.parse(
      execFileSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 }),
    );
    const byId = new Map(packages.map((one) => [one.id, one]));
    const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
    const open = packages.filter((one) => one.source === null).map((one) => one.id);
    const seen = new Set(open);
    while (open.length > 0) {
      for (const { pkg, dep_kinds } of nodes.get(open.pop()).deps) {
        const isProcedural = byId.get(pkg).targets.some((target) => target.kind.includes("proc-macro"));
        if (seen.has(pkg) || isProcedural || !dep_kinds.some(({ kind }) => kind === null)) continue;
        seen.add(pkg);
        open.push(pkg);
      }
    }
    for (const id of seen) {
      const { name, version, license, manifest_path, source } = byId.get(id);
      if (source !== null) shipped.set(`${name} ${version}`, { license, folder: dirname(manifest_path) });
    }
  }
  return [...shipped].map(([name, { license, folder }]) => ({ name, license, texts: texts(folder, license) }));
}

function packages() {
  return NPM.map(({ folder: name, part, within }) => {
    const folder = `${root}www/node_modules/${name}`;
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const named = [name, part, version].filter(Boolean).join(" ");
    return { name: named, license: `${license} (${within})`, texts: texts(part ? `${folder}/${part}` : folder) };
  });
}

/** The files in which a package says under which terms it may be used; of several to choose from, MIT's. */
function texts(folder, license = "") {
  const named = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name));
  const all = named.sort().filter((name) => !/\.(html|rs)$/i.test(name));
  const mit = all.filter((name) => /mit|notice/i.test(name));
  const isChoice = /\bMIT\b/.test(license) && !/AND/.test(license);
  const files = isChoice && mit.some((name) => /mit/i.test(name)) ? mit : all;
  return files.flatMap((name) => {
    try {
      return [readFileSync(`${folder}/${name}`, "utf8").replaceAll("\r\n", "\n").trim()];
    } catch {
      return []; // A folder of texts: the expression names them.
    }
  });
}

function written() {
  const all = [...crates(), ...packages()].sort((one, other) => (one.name < other.name ? -1 : 1));
  const users = new Map();
  for (const { name, texts } of all) for (const text of texts) users.set(text, [...(users.get(text) ?? []), name]);
  const lines = [
    "# Third-party notices",
    "",
    "Made by `make notices` of the lock files. These parts are compiled into the command line or into the modules and scripts of the npm package.",
    "",
    "| Part | Licence |",
    "| --- | --- |",
    ...all.map(({ name, license }) => `| ${name} | ${license ?? "see its text"} |`),
    "",
  ];
  for (const [text, names] of users) lines.push(`## ${[...new Set(names)].join(", ")}`, "", "```text", text, "```", "");
  return lines.join("\n");
}

const text = written();
if (process.argv[2] === "check") {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error("THIRD-PARTY-NOTICES.md is not what the lock files say: run `make notices`");
    process.exit(1);
  }
} else {
  writeFileSync(file, text);
}
