// Debian's Chromium, without asking the network for anything.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../www/package.json", import.meta.url));

/** A browser; `close()` it in the end. */
export function launch() {
  const { chromium } = require("playwright-core");
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
