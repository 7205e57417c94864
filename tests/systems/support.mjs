// What the tests within other systems share: where things are, and the package's verdict.
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check, init } from "../../pkg/node.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A file of the repository. */
export const pathOf = (name) => join(root, name);

/** Where `scripts/setup.sh` keeps what it installed. */
export const cache = process.env.GOUJI_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gouji");

/** The command line that `make test-systems` built. */
export const command = pathOf("target/release/gouji");

export const sample = (name) => readFileSync(pathOf(`www/samples/${name}.html`), "utf8");
/** The part of a sample that an editor holds. */
export const body = (name) => /<body[^>]*>([\s\S]*)<\/body>/i.exec(sample(name))[1];

await init();
/** The errors of a report, as the npm package finds them; with last year's, if it is given. */
export const errors = (body, previous) =>
  check(body, previous === undefined ? {} : { previous }).findings.filter(({ severity }) => severity === "error");
