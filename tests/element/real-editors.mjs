// The real editors on their example pages: how each is filled, asked, locked and taken away.
import { settled } from "./stage.mjs";

const tinymce = {
  ready: () => window.tinymce?.get("text")?.initialized,
  put: (html) => window.tinymce.get("text").setContent(html),
  html: () => window.tinymce.get("text").getContent(),
  lock: (isLocked) => {
    const editor = window.tinymce.get("text");
    const mode = isLocked ? "readonly" : "design";
    if (editor.mode) editor.mode.set(mode);
    else editor.setMode(mode);
  },
  destroy: () => window.tinymce.get("text").remove(),
};

export const editors = {
  tinymce,
  "tinymce-4": tinymce,
  "tinymce-6": tinymce,
  "tinymce-7": tinymce,
  ckeditor: {
    ready: () => window.editor?.state === "ready",
    put: (html) => window.editor.setData(html),
    html: () => window.editor.getData(),
    lock: (isLocked) =>
      isLocked ? window.editor.enableReadOnlyMode("test") : window.editor.disableReadOnlyMode("test"),
    destroy: () => window.editor.destroy(),
  },
  wangeditor: {
    ready: () => window.editor?.getEditableContainer(),
    put: (html) => window.editor.setHtml(html),
    html: () => window.editor.getHtml(),
    lock: (isLocked) => (isLocked ? window.editor.disable() : window.editor.enable()),
    destroy: () => window.editor.destroy(),
  },
  ueditor: {
    ready: () => window.editor?.isReady,
    put: (html) => window.editor.setContent(html),
    html: () => window.editor.getContent(),
    lock: (isLocked) => (isLocked ? window.editor.setDisabled() : window.editor.setEnabled()),
    destroy: () => window.editor.destroy(),
  },
};

/** Opens the editor's example page with this report in it. */
export async function filled(site, name, report) {
  const page = await site.visit(`/example/${name}.html`);
  await page.waitForFunction(editors[name].ready);
  await page.evaluate(editors[name].put, report);
  await settled(page, ["findings"]);
  return page;
}

/** The correction of the samples' slip. */
export const correction = { cell: "applications/3.2/natural_person", to: 3 };

/** The figure that the newest result has there. */
export const figure = () =>
  window.document.querySelector("gouji-checker").result?.tables.applications?.rows["3.2"][0] ?? null;

/** Whether the correction stands there: wangEditor draws its own model a moment later. */
export const isCorrected = () =>
  window.document.querySelector("gouji-checker").result?.tables.applications?.rows["3.2"][0] === 3;

/** Whether corrections are offered: `"true"` or `"false"`. */
export const offered = () =>
  window.document.querySelector("gouji-checker").shadowRoot.querySelector(".panel").dataset.editable;
