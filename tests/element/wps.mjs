// A report as WPS Writer puts it on the clipboard: fonts twice over, sizes with four
// decimals, office paragraphs in every cell, no header cells, conditional comments.
import { sample } from "./stage.mjs";

const FONT = "font-family:仿宋_GB2312;mso-ascii-font-family:'Times New Roman';mso-hansi-font-family:'Times New Roman'";

const run = (text, size) =>
  `<span style="mso-spacerun:'yes';${FONT};font-size:${size};mso-font-kerning:1.0000pt;" ><font face="仿宋_GB2312" >${text}</font></span>`;
const end = (size) =>
  `<span style="mso-spacerun:'yes';${FONT};font-size:${size};mso-font-kerning:1.0000pt;" ><o:p></o:p></span>`;
const paragraph = (text, more, size) => `<p class=MsoNormal  style="${more}" >${run(text, size)}${end(size)}</p>`;
const plain = (html) => html.replace(/<[^>]*>/g, "").trim();

function cell(attributes, content) {
  const inner = paragraph(plain(content), "mso-pagination:widow-orphan;text-align:center;", "10.5000pt");
  return `<td width=58 valign=center ${attributes} style="width:43.7500pt;padding:0.0000pt 1.4000pt 0.0000pt 1.4000pt ;border:1.0000pt solid windowtext;mso-border-alt:0.5000pt solid windowtext;" >${inner}</td>`;
}

function table(html) {
  const rows = html.replace(/<(?:td|th)([^>]*)>([\s\S]*?)<\/(?:td|th)>/g, (_, attributes, content) =>
    cell(attributes, content),
  );
  return rows
    .replace(
      /<table[^>]*>/,
      '<table class=MsoTableGrid  border=1  cellspacing=0  style="border-collapse:collapse;border:none;mso-padding-alt:0.0000pt 5.4000pt 0.0000pt 5.4000pt ;" >',
    )
    .replace(/<tr>/g, '<tr style="height:17.0000pt;" >')
    .replace(/<\/?(?:thead|tbody|tfoot)>/g, "");
}

/** This sample's report as a page of the clipboard. */
export function asWps(name) {
  const [, content] = /<body[^>]*>([\s\S]*)<\/body>/.exec(sample(name));
  const written = content
    .replace(/<table[\s\S]*?<\/table>/g, table)
    .replace(/<(p|h1|h2)>([\s\S]*?)<\/\1>/g, (_, tag, text) =>
      paragraph(
        plain(text),
        "text-indent:32.0000pt;mso-char-indent-count:2.0000;",
        tag === "p" ? "16.0000pt" : "22.0000pt",
      ),
    );
  return `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8" ><meta name=ProgId content=Word.Document ><meta name=Generator content="Microsoft Word 14" ><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style>@font-face{font-family:"仿宋_GB2312";} p.MsoNormal{mso-style-name:正文;margin:0pt;text-align:justify;font-size:10.5000pt;mso-font-kerning:1.0000pt;}</style></head><body style="tab-interval:21pt;" ><!--StartFragment-->${written}<!--EndFragment--></body></html>`;
}
