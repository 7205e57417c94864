// A report as Word pastes it: the official tables, each cell wrapped a dozen
// times, to about 70 KB. The same for every place that is measured.

const CELL = 'style="border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt;height:20.0pt"';
const wrapped = (text) =>
  `<p class="MsoNormal" align="center" style="text-align:center"><span lang="EN-US" style="font-size:12.0pt;font-family:宋体">${text}<o:p></o:p></span></p>`;
const cell = ({ text, rows = 1, columns = 1 }) =>
  `<td${rows > 1 ? ` rowspan="${rows}"` : ""}${columns > 1 ? ` colspan="${columns}"` : ""} ${CELL}>${wrapped(text)}</td>`;

/** The report of an edition, all figures 0 but for one wrong total. */
export function wordReport(edition) {
  const table = (form) => {
    const figure = ({ cell: id, columns }) => cell({ text: id === "litigation_direct/total" ? "1" : "0", columns });
    const body = form.body.map((row) =>
      row.head ? row.head.map(cell) : [...row.labels.map(cell), ...row.figures.map(figure)],
    );
    const rows = [...form.head.map((row) => row.map(cell)), ...body];
    return `<table class="MsoTableGrid" border="1" cellspacing="0">${rows.map((cells) => `<tr>${cells.join("")}</tr>`).join("\n")}</table>`;
  };
  const sections = edition.sections.map(({ ordinal, heading }, index) => {
    const tables = edition.tables.filter((form) => form.section === index + 1).map(table);
    const text = `青禾县某局在本部分说明有关情况，今后将继续改进第${ordinal}项工作。`;
    return `<p class="MsoNormal"><b>${ordinal}、${heading}</b></p>${wrapped(text)}${tables.join("")}`;
  });
  return `<html><body><h1>青禾县某局2023年政府信息公开工作年度报告</h1>${sections.join("\n")}</body></html>`;
}
