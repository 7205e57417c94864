// Engines behind the part of Playwright's interface that the tests use: Chromium, now and
// of the years before, by Playwright itself; Firefox (WebDriver BiDi) and WebKitGTK (WebDriver)
// by small drivers. GOUJI_ENGINE names the one that a test file runs in.
import { launch as chromium } from "./chromium.mjs";
import { launchFirefox } from "./engines/firefox.mjs";
import { launchOlder, older } from "./engines/older.mjs";
import { launchWebKit } from "./engines/webkit.mjs";

/** The engine of this run: `chromium`, one of `older`, `firefox` or `webkit`. */
export const engine = process.env.GOUJI_ENGINE ?? "chromium";
const launchers = { chromium, firefox: launchFirefox, webkit: launchWebKit };
for (const name of Object.keys(older)) launchers[name] = () => launchOlder(name);
if (!(engine in launchers)) throw new Error(`no engine is called ${engine}`);

/** What neither of the small drivers offers. */
const BOTH_LACK = [
  "downloads",
  "file choosers",
  "crashes",
  "workers",
  "windows",
  "media",
  "clipboard permission",
  "offline",
];
const LACKS = {
  chromium: [],
  // They take no folder from one.
  ...Object.fromEntries(Object.keys(older).map((name) => [name, ["file choosers"]])),
  firefox: [...BOTH_LACK, "colour schemes", "events with a clipboard"],
  webkit: [...BOTH_LACK, "requests", "narrow windows"],
};

/** Whether the driver of this engine offers it. */
export const can = (ability) => !LACKS[engine].includes(ability);

/** For a test's `skip`: the reason where the driver lacks one of these, else `false`. */
export const without = (...abilities) => {
  const lacking = abilities.filter((ability) => !can(ability));
  return lacking.length > 0 && `the driver of ${engine} has no ${lacking.join(", ")}`;
};

/**
 * For a test's `skip` whose matter is the page's own and no engine's: the other engines run it
 * where GOUJI_ENGINES=whole asks for that.
 */
export const ownMatter =
  engine !== "chromium" && process.env.GOUJI_ENGINES !== "whole" && "the same in every engine: GOUJI_ENGINES=whole";

/** What a policy has to say so that the page may run WebAssembly: the narrower word is Chromium's since 97. */
export const allowsModules = older[engine]?.version < 97 ? "'unsafe-eval'" : "'wasm-unsafe-eval'";

let shared = null;
let users = 0;

/** A browser; `close()` it in the end. One process has one, however many files ask for it. */
export async function launch() {
  users++;
  shared ??= launchers[engine]();
  const browser = await shared;
  return {
    newContext: (options) => browser.newContext(options),
    close: async () => {
      if (--users > 0) return;
      shared = null;
      await browser.close();
    },
  };
}
