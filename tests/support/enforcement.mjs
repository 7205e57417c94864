// Yearly statistics of enforcement, as a page holds them: one row of penalties by kind.

export const KINDS = [
  "警告、通报批评",
  "罚款",
  "没收违法所得、没收非法财物",
  "暂扣许可证、执照，降低资质等级",
  "吊销许可证、执照",
  "限制开展生产经营活动",
  "责令停产停业、责令关闭、限制从业",
  "行政拘留",
  "其他行政处罚",
  "合计（宗）",
  "罚没金额（万元）",
];

const row = (tag, texts) => `<tr>${texts.map((text) => `<${tag}>${text}</${tag}>`).join("")}</tr>`;

/** A page with so many fines, nothing else, and this sum of them. */
export const statistics = (fines, total = fines) =>
  `<!DOCTYPE html><meta charset="utf-8"><h1>青禾县住房和城乡建设局2023年度行政执法统计年报</h1><table>${row("th", KINDS)}${row("td", [0, fines, 0, 0, 0, 0, 0, 0, 0, total, 3.5])}</table>`;
