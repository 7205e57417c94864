import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import page from "./vite.config.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The icon in the page itself, before Vite would make a file of it. */
const icon: Plugin = {
  name: "icon",
  transformIndexHtml: {
    order: "pre",
    handler: (html) =>
      html.replace("./icon.svg", `data:image/svg+xml,${encodeURIComponent(readFileSync(here("icon.svg"), "utf8"))}`),
  },
};

/** Whose work is within: the terms of each part ask that they go along. */
const notices: Plugin = {
  name: "notices",
  transformIndexHtml: (html) => {
    const text = readFileSync(here("../../THIRD-PARTY-NOTICES.md"), "utf8").replaceAll("--", "- -");
    return html.replace("</body>", () => `</body>\n<!--\n${text}\n-->`);
  },
};

/** The script in ASCII: engines hold a text with any other letter as two bytes each, and this one has 16 million. */
const ascii: Plugin = {
  name: "ascii",
  enforce: "post",
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "asset" || !file.fileName.endsWith(".html")) continue;
        file.source = String(file.source).replace(/<script[^>]*>.*?<\/script>/gs, (script) =>
          script.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`),
        );
      }
    },
  },
};

/** The page as one file that runs from a disk: nothing beside it could be loaded there. */
export default mergeConfig(
  page,
  defineConfig({
    plugins: [icon, notices, viteSingleFile(), ascii],
    resolve: {
      alias: [
        { find: "gouji/write", replacement: here("../../pkg/write-inline.js") },
        { find: /^gouji$/, replacement: here("../../pkg/inline.js") },
        { find: /^gouji\/read$/, replacement: here("../../pkg/read-inline.js") },
        // Beside a file on a disk no worker can be loaded: it stands in the page too.
        { find: "./start", replacement: here("batch/start-inline.ts") },
      ],
    },
    // From a disk a worker within the page has to be a classic script.
    worker: { format: "iife" },
    build: { outDir: here("../../dist/offline"), assetsInlineLimit: () => true },
  }),
);
