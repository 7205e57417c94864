import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  // Relative addresses: the page works from any folder of a server.
  base: "./",
  resolve: {
    alias: [
      { find: /^gouji$/, replacement: process.env.GOUJI_PACKAGE ?? here("../../pkg/index.js") },
      { find: /^gouji\/read$/, replacement: here("../../pkg/read.js") },
      { find: /^gouji\/write$/, replacement: here("../../pkg/write.js") },
    ],
  },
  worker: { format: "es" },
  build: {
    // The oldest browsers of government desktops.
    target: "chrome86",
    outDir: here("../../dist/page"),
    emptyOutDir: true,
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
});
