// What lies on the clipboard, read as a person would: by pasting it somewhere else. The dashboard itself may not read it.

/** The clipboard's text, pasted into a page of its own. */
export async function pasted(context) {
  const page = await context.newPage();
  await page.setContent('<!doctype html><title>paste</title><textarea autofocus aria-label="paste"></textarea>');
  const area = page.getByRole('textbox', { name: 'paste' });
  await area.focus();
  await page.keyboard.press('ControlOrMeta+V');
  const text = await area.inputValue();
  await page.close();
  return text;
}
