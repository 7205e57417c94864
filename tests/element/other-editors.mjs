// Editors that the element was never told of, each on a page as a site would write it: one plain tag.
// `saved` is what the page would send, `undo` the editor's own.
import { bundled, DEFINE, document } from "./stage.mjs";

const TAG = '<gouji-checker for="#text" mode="gate"></gouji-checker>';
const PUBLISH = '<button id="publish">发布</button>';
const form = (content, head = "") =>
  document(`<form id="form">${TAG}${content}${PUBLISH}</form>`, DEFINE).replace("</head>", `${head}</head>`);
const script = (address) => `<script src="${address}"></script>`;
const style = (address) => `<link rel="stylesheet" href="${address}">`;
const after = (html, code) => html.replace("</main>", `</main><script>${code}</script>`);

/** A table of a report as Slate's own plain data, and back as the HTML that a site would save. */
const SLATE = `
  import React, { useMemo } from "react";
  import { createRoot } from "react-dom/client";
  import { createEditor } from "slate";
  import { Slate, Editable, withReact } from "slate-react";
  import { withHistory } from "slate-history";

  const TAGS = ["table", "tbody", "thead", "tr", "td", "th", "p", "h1", "h2", "h3", "div", "section"];
  function nodes(parent) {
    const found = [...parent.childNodes].flatMap((node) => {
      if (node.nodeType === 3) return node.data.trim() === "" ? [] : [{ text: node.data.trim() }];
      if (node.nodeType !== 1 || node.localName === "caption") return [];
      const inner = nodes(node);
      if (!TAGS.includes(node.localName)) return inner;
      const { rowSpan, colSpan } = node;
      return [{ type: node.localName, rowSpan, colSpan, children: inner.length > 0 ? inner : [{ text: "" }] }];
    });
    const isMixed = found.some((node) => node.type) && found.some((node) => !node.type);
    return isMixed ? found.map((node) => (node.type ? node : { type: "p", children: [node] })) : found;
  }
  const html = (node) => {
    if (node.text !== undefined) return node.text;
    const span = ["td", "th"].includes(node.type) ? \` rowspan="\${node.rowSpan}" colspan="\${node.colSpan}"\` : "";
    return \`<\${node.type}\${span}>\${node.children.map(html).join("")}</\${node.type}>\`;
  };
  window.start = (text, field) => {
    const value = nodes(new DOMParser().parseFromString(text, "text/html").body);
    function Page() {
      const editor = useMemo(() => withHistory(withReact(createEditor())), []);
      window.editor = editor;
      window.saved = () => editor.children.map(html).join("");
      const save = () => { if (field) field.value = window.saved(); };
      const renderElement = ({ attributes, children, element: { type, rowSpan, colSpan } }) =>
        React.createElement(type, { ...attributes, ...(["td", "th"].includes(type) ? { rowSpan, colSpan } : {}) }, children);
      return (
        <Slate editor={editor} initialValue={value} onChange={save}>
          <Editable id="area" renderElement={renderElement} />
        </Slate>
      );
    }
    createRoot(document.querySelector("#text")).render(<Page />);
  };`;

const TIPTAP = `
  import { Editor } from "@tiptap/core";
  import StarterKit from "@tiptap/starter-kit";
  import { TableKit } from "@tiptap/extension-table";
  window.start = (text) => {
    window.editor = new Editor({
      element: document.querySelector("#text"),
      extensions: [StarterKit, TableKit],
      content: text,
    });
    window.saved = () => window.editor.getHTML();
  };`;

/** The page of each editor with this report in it. */
export const others = {
  slate: {
    page: async (report) =>
      after(
        form(
          '<input type="hidden" name="body" id="field"><div id="text"></div>',
          script(await bundled("slate", SLATE)),
        ),
        `start(${JSON.stringify(report)}, document.querySelector("#field"));`,
      ),
    undo: () => window.editor.undo(),
  },
  tiptap: {
    page: async (report) =>
      after(
        form('<div id="text"></div>', script(await bundled("tiptap", TIPTAP))),
        `start(${JSON.stringify(report)});`,
      ),
    undo: () => window.editor.commands.undo(),
  },
  wangeditor: {
    page: async (report) => wang("@wangeditor/editor", report),
    undo: () => window.editor.undo(),
  },
  "wangeditor-next": {
    page: async (report) => wang("@wangeditor-next/editor", report),
    undo: () => window.editor.undo(),
  },
  kindeditor: {
    page: async (report) =>
      after(
        form(
          `<textarea id="text" name="body">${report}</textarea>`,
          script("/example/kindeditor/kindeditor-all-min.js") + script("/example/kindeditor/lang/zh-CN.js"),
        ),
        `window.editor = KindEditor.create("#text", {
          height: "400px", width: "900px", items: ["source"], langType: "zh-CN", filterMode: false, loadStyleMode: false,
        });
        window.saved = () => window.editor.html();`,
      ),
    undo: () => window.editor.edit.doc.execCommand("undo"),
  },
  trumbowyg: {
    page: async (report) =>
      after(
        form(
          '<textarea id="text" name="body"></textarea>',
          script("/example/jquery/dist/jquery.js") +
            script("/example/trumbowyg/dist/trumbowyg.js") +
            style("/example/trumbowyg/dist/ui/trumbowyg.css"),
        ),
        `$("#text").val(${JSON.stringify(report)}).trumbowyg({ svgPath: false });
        window.saved = () => $("#text").val();`,
      ),
    undo: () => window.document.execCommand("undo"),
  },
};

/** Its field is filled by the page, at every change. */
function wang(name, report) {
  return after(
    form(
      '<input type="hidden" name="body" id="field"><div id="text" style="height: 480px"></div>',
      script(`/example/${name}/dist/index.js`) + style(`/example/${name}/dist/css/style.css`),
    ),
    `window.editor = wangEditor.createEditor({
      selector: "#text",
      html: ${JSON.stringify(report)},
      config: { onChange: (editor) => { document.querySelector("#field").value = editor.getHtml(); } },
    });
    window.saved = () => window.editor.getHtml();`,
  );
}
