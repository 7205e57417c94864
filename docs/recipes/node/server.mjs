// 给任何语言写的后台用：POST { "body": 正文, "waivers": 表单里那一项 }，
// 204 可以发布；422 不能发布，正文是原因；其余状态是没有核对，也不能发布。
import { createServer } from "node:http";
import { refusal } from "./refusal.mjs";

const LARGEST = 16 * 1024 * 1024;

async function read(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST) throw new Error("正文太大");
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

export const server = createServer(async (request, response) => {
  const answer = (status, text = "") =>
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
  try {
    const { body, waivers } = await read(request);
    const reasons = refusal(body, waivers);
    answer(reasons === null ? 204 : 422, reasons ?? "");
  } catch (error) {
    answer(400, `年度报告未能核对：${error.message}`);
  }
});

// 只接受本机的请求。
server.listen(Number(process.env.PORT ?? 8700), "127.0.0.1");
