import type { Page } from 'playwright-core';
import { asFiles } from './send-form';

/** Goes on from a step of the one document that is the form. */
export async function press(page: Page, step: 'what' | 'where' | 'you' | 'check'): Promise<void> {
  await page.locator(`[data-step="${step}"] button[type="submit"]:not(.vh)`).click();
}

/** Fills in the first step about a lamp, with a photo from the camera, and goes on. */
export async function fillWhat(
  page: Page,
  { words, photo }: { words: string; photo?: Buffer },
): Promise<void> {
  await page.locator('#description').fill(words);
  if (photo) {
    await page.setInputFiles('#photos-input-camera', asFiles([photo]));
    await page.locator('[data-photo-list] li[data-photo]').waitFor();
  }
  await page.locator('label[for="category-lampu-jalan"]').click();
  await press(page, 'what');
}

/** Says where it is in words, and goes on. */
export async function fillWhere(page: Page): Promise<void> {
  await page.locator('#district').selectOption('pasar-jambi');
  await page.locator('#landmark').fill('Seberang pos ronda');
  await press(page, 'where');
  await page.locator('[data-step="you"]').waitFor();
}

/** The number of the newest complaint that arrived, once it has. */
export async function numberOn(page: Page, options: { timeout?: number } = {}): Promise<string> {
  const code = page.locator('[data-mine-list] .code').first();
  await code.waitFor(options);
  return code.innerText();
}
