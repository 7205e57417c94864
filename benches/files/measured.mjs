// Each format of files from its bytes to findings and from a report to its bytes,
// beside the library that reads or writes that format alone. Runs in Node and in a page.

/** Median time of `work` in µs. */
async function median(work, runs = 15) {
  for (let warm = 0; warm < 3; warm++) await work();
  const times = [];
  for (let run = 0; run < runs; run++) {
    const from = performance.now();
    await work();
    times.push((performance.now() - from) * 1000);
  }
  return times.sort((one, other) => one - other)[runs >> 1];
}

/** Takes a PDF apart down to what its pages draw. */
async function drawn({ getDocument }, bytes) {
  const options = {
    disableFontFace: false,
    ownerDocument: { fonts: new Set() },
    useWasm: false,
    verbosity: 0,
    isImageDecoderSupported: false,
  };
  const task = getDocument({ data: bytes.slice(), useWorkerFetch: false, ...options });
  const document = await task.promise;
  for (let page = 1; page <= document.numPages; page++) await (await document.getPage(page)).getOperatorList();
  await task.destroy();
}

/** The rows of a workbook as a table of Word. */
function word({ Document, Packer, Paragraph, Table, TableCell, TableRow }, rows) {
  const cell = (value) => new TableCell({ children: [new Paragraph(String(value ?? ""))] });
  const table = new Table({ rows: rows.map((row) => new TableRow({ children: row.map(cell) })) });
  return Packer.toArrayBuffer(new Document({ sections: [{ children: [table] }] }));
}

/** Times by format: `{ name: { whole, alone, library } }` in µs. */
export async function measured({ check, read, write, libraries, pdfjs, report, pdf }) {
  const { mammoth, readExcel, writeExcel } = libraries;
  const [docx, xlsx] = [await write(report, "docx"), await write(report, "xlsx")];
  const sheets = await readExcel(new Blob([xlsx]));
  const rows = sheets.flatMap(({ data }) => data);
  const word_input = globalThis.Buffer ? { buffer: Buffer.from(docx) } : { arrayBuffer: docx.buffer };
  const findings = (bytes) => async () => check(await read(bytes));
  const compared = async (library, whole, alone) => ({
    library,
    alone: await median(alone),
    whole: await median(whole),
  });
  return {
    "docx to findings": await compared("mammoth", findings(docx), () => mammoth.convertToHtml(word_input)),
    "xlsx to findings": await compared("read-excel-file", findings(xlsx), () => readExcel(new Blob([xlsx]))),
    "pdf to findings": await compared("pdf.js", findings(pdf), () => drawn(pdfjs, pdf)),
    "report to docx": await compared(
      "docx",
      () => write(report, "docx"),
      () => word(libraries, rows),
    ),
    "report to xlsx": await compared(
      "write-excel-file",
      () => write(report, "xlsx"),
      () => writeExcel(rows).toBlob(),
    ),
  };
}
