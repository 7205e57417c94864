// The demo's server answers every request and dies of none.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";

let folder;
let site;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "gouji-serve-"));
  for (const name of ["index.html", "a.js", "a.wasm"]) writeFileSync(join(folder, name), "内容");
  site = await serve(folder);
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** Status and type of the answer; the path goes out as it is. */
const ask = (path, { method = "GET", headers = {} } = {}) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site.url);
    request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume().on("end", () => resolve([answer.statusCode, answer.headers["content-type"]]));
    })
      .on("error", reject)
      .end();
  });

test("the page's files have the types that browsers ask for", async () => {
  assert.deepEqual(await ask("/"), [200, "text/html; charset=utf-8"]);
  assert.deepEqual(await ask("/a.js?v=%"), [200, "text/javascript; charset=utf-8"]);
  assert.deepEqual(await ask("/a.wasm"), [200, "application/wasm"]);
});

test("what is no request for a file of the folder is refused, and the server goes on", async () => {
  for (const path of ["/%", "/%E0%A4%A", "/%00", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/nothing"]) {
    const [status] = await ask(path);
    assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
  }
  assert.equal((await ask("/a.js", { headers: { range: "bytes=5-2" } }))[0], 416);
  assert.equal((await ask("/", { method: "POST" }))[0], 405);
  assert.equal((await ask("/"))[0], 200);
});
