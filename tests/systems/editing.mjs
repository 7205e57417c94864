// What a person does in an editor.

/** Copies a report, as Word would put it on the clipboard, and pastes it over all by the keyboard. */
export async function paste(page, html, elsewhere, area) {
  await page.evaluate((text) => {
    window.document.addEventListener(
      "copy",
      (event) => {
        event.clipboardData.setData("text/html", text);
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true, once: true },
    );
  }, html);
  await elsewhere.focus();
  await page.keyboard.press("Control+C");
  await area.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
}
