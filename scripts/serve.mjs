// Serves a folder on 127.0.0.1: `node scripts/serve.mjs FOLDER PORT`. The tests use it too.
import { createServer, STATUS_CODES } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const send = createRequire(new URL("../www/package.json", import.meta.url))("send");

/** Serves `folder`; port 0 takes a free one. */
export async function serve(folder, { port = 0, headers = {} } = {}) {
  const server = createServer((request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
    // Not decoded: what is no path is refused by what serves.
    send(request, request.url.split("?")[0], { root: folder, dotfiles: "ignore", cacheControl: false })
      .on("headers", (answer) => {
        for (const [name, value] of Object.entries(headers)) answer.setHeader(name, value);
      })
      .on("error", (error) => refuse(response, error.status ?? 500))
      .pipe(response);
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

function refuse(response, status) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(STATUS_CODES[status]);
}

async function main([folder, port]) {
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65535) {
    throw new Error(`PORT=${port} is no port: a number from 1 to 65535 was expected`);
  }
  try {
    const { url } = await serve(folder, { port: number });
    console.log(`gouji is at ${url} (stop with Ctrl+C)`);
  } catch (error) {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Error(`port ${port} is in use: choose another one with PORT=8081 make demo`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`error: ${error.message}`);
    process.exitCode = 1;
  });
}
