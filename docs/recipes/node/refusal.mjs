import { check, init } from "gouji";

await init();

/** 正文可以发布时返回 null，否则返回不能发布的原因，一行一条。waivers 是表单里 name 那一项。 */
export function refusal(body, waivers = "") {
  // 只取已忽略的问题：表单来自浏览器，级别由网站定。
  const settings = { waivers: waivers === "" ? [] : JSON.parse(waivers).waivers };
  const result = check(body, { settings });
  if (result.status === "unreadable") return result.reason.message;
  const errors = result.findings.filter(({ severity }) => severity === "error");
  return errors.length === 0 ? null : errors.map(({ message }) => message).join("\n");
}
