import type { Page } from 'playwright-core';

/** Says that the place is under the mark. From afar the first press only goes closer, and the second confirms it. */
export async function confirmPlace(page: Page): Promise<void> {
  const dialog = page.locator('#place-dialog');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Di sini', exact: true }).click();
  await dialog.getByRole('button', { name: 'Ya, tepat di sini' }).click();
  await dialog.waitFor({ state: 'hidden' });
}
