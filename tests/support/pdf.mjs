// PDF files: pages printed by Chromium, and files put together by hand.

/** Prints a page of HTML as a person would. */
export async function print(browser, html, options = {}) {
  const tab = await browser.newPage();
  await tab.setContent(html);
  const bytes = await tab.pdf({ format: "A4", ...options });
  await tab.close();
  return new Uint8Array(bytes);
}

/** A file of these objects, counted from 1, the first of them the catalogue. */
export function file(objects, trailer = "") {
  const parts = [Buffer.from("%PDF-1.7\n")];
  const places = [];
  let length = parts[0].length;
  const add = (bytes) => {
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [at, object] of objects.entries()) {
    places.push(length);
    add(Buffer.from(`${at + 1} 0 obj\n`));
    add(Buffer.from(object));
    add(Buffer.from("\nendobj\n"));
  }
  const start = length;
  add(Buffer.from(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n`));
  for (const place of places) add(Buffer.from(`${String(place).padStart(10, "0")} 00000 n \n`));
  const size = `/Size ${places.length + 1} /Root 1 0 R ${trailer}`;
  add(Buffer.from(`trailer\n<< ${size} >>\nstartxref\n${start}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(parts));
}

/** An object with a stream. */
export function stream(dictionary, data) {
  const bytes = Buffer.from(data);
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from("\nendstream"),
  ]);
}

/** A file of pages with these contents, in one of the fonts that every reader has. */
export function pages(contents) {
  const kids = contents.map((_, page) => `${4 + 2 * page} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type " +
      "/Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe) " +
      "/Ordering (GB1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 " +
      "/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>",
  ];
  for (const [page, content] of contents.entries()) {
    const font = "/Resources << /Font << /F 3 0 R >> >>";
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + 2 * page} 0 R ${font} >>`,
      stream("", content),
    );
  }
  return file(objects);
}

/** A page of one picture, as a scanner makes it. */
export function scan() {
  const page =
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>";
  const image = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
  return file([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    page,
    stream("", "595 0 0 842 0 0 cm /I Do"),
    stream(image, "0"),
  ]);
}

/** A file that asks for a password. */
export function locked() {
  const key = "00".repeat(32);
  const id = "/ID [<00000000000000000000000000000000> <00000000000000000000000000000000>]";
  return file(
    ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"],
    `${id} /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${key}> /U <${key}> >>`,
  );
}
