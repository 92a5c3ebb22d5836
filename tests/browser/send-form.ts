import type { Locator, Page } from 'playwright-core';

/** What goes into the fields of a form, by their names; the photos are JPEGs. */
export type Typed = Record<string, string | true | Buffer[]>;

/** Opens the form of an act where it is folded away, fills it in and sends it. Works with and without scripts. */
export async function sendForm(page: Page, act: string, typed: Typed = {}): Promise<void> {
  const form = page.locator(`form#${act}`);
  const folded = page.locator('details:not([open])', { has: form });
  if ((await folded.count()) > 0) await folded.locator('summary').first().click();
  for (const [name, value] of Object.entries(typed)) await fill(form.locator(`#${act}-${name}`), value);
  await press(page, form.locator('button[type="submit"]').last());
}

/** Presses what leads to another page, and waits for that. */
export async function press(page: Page, target: Locator): Promise<void> {
  await Promise.all([page.waitForNavigation(), target.click()]);
}

async function fill(field: Locator, value: Typed[string]): Promise<void> {
  if (value === true) return field.check();
  if (typeof value !== 'string') return field.setInputFiles(asFiles(value));
  const isChoice = await field.evaluate((element) => element.nodeName === 'SELECT');
  if (isChoice) await field.selectOption(value);
  else await field.fill(value);
}

/** As a phone's gallery hands them over. */
export function asFiles(photos: Buffer[]): { name: string; mimeType: string; buffer: Buffer }[] {
  return photos.map((buffer, index) => ({ name: `${index}.jpg`, mimeType: 'image/jpeg', buffer }));
}
