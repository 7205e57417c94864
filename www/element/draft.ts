/** Telling the button that only saves from the one that publishes, where the page does not say. */

const DRAFT = /draft|autosave|preview|cancel|草稿|暂存|临时保存|预览|取消/i;
const PUBLISH = /publish|发布/i;
/** A draft that is being published is none any more. */
const PUBLISHES_DRAFT = /publish[-_ ]*(the |this )?draft|发布[这该此本份]*草稿/i;

/** What a button says and what it is called, the plainest first. */
const SIGNS = [["aria-label", "title", "alt", "value"], ["name", "id", "formaction"], ["class"]];

/** Whether a button only saves, previews or cancels. The first sign that tells decides. */
export function isDraft(button: Element): boolean {
  const [said = "", ...called] = SIGNS.map((names) => names.map((name) => button.getAttribute(name) ?? "").join(" "));
  for (const words of [`${button.textContent} ${said}`, ...called]) {
    if (PUBLISHES_DRAFT.test(words)) return false;
    if (DRAFT.test(words)) return true;
    if (PUBLISH.test(words)) return false;
  }
  return button.hasAttribute("formnovalidate");
}
