// Calls by XML-RPC, as programs make them.

const xml = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const plain = (text) =>
  text.replace(/&(lt|gt|quot|amp|#0?39);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name] ?? "'");

/** A value as XML-RPC writes it. */
function value(given) {
  if (typeof given === "boolean") return `<value><boolean>${Number(given)}</boolean></value>`;
  if (typeof given === "string") return `<value><string>${xml(given)}</string></value>`;
  const members = Object.entries(given).map(([name, of]) => `<member><name>${name}</name>${value(of)}</member>`);
  return `<value><struct>${members.join("")}</struct></value>`;
}

/** Calls by XML-RPC; the answer's first text, or the fault. */
export async function call(address, method, ...given) {
  const params = given.map((one) => `<param>${value(one)}</param>`).join("");
  const body = `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${params}</params></methodCall>`;
  const answer = await fetch(`${address}/xmlrpc.php`, {
    method: "POST",
    headers: { "content-type": "text/xml" },
    body,
  });
  const text = await answer.text();
  const said = plain(/<string>([\s\S]*?)<\/string>/.exec(text)?.[1] ?? "");
  return /<fault>/.test(text) ? { fault: said, code: Number(/<int>(\d+)<\/int>/.exec(text)[1]) } : { said, text };
}
