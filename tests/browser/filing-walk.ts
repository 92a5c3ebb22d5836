import type { Page } from 'playwright-core';
import { confirmPlace } from './confirm-place';

/** Steps of the form, in their order; `sent` is what comes after the last. */
const STEPS = ['what', 'where', 'you', 'check', 'sent'] as const;
type Step = (typeof STEPS)[number];

export interface FilingWalk {
  description?: string;
  category?: string;
  photos?: Buffer[];
  district?: string;
  landmark?: string;
  /** Stands here and presses "my location" instead of choosing a district; needs scripts. */
  here?: { latitude: number; longitude: number };
  email?: string;
}

const USUAL = {
  description: 'Pohon miring di tepi lapangan dan hampir menimpa pagar.',
  category: 'infrastruktur',
  district: 'telanaipura',
  landmark: 'Tepi lapangan voli',
};

/** Fills in the form as a citizen does, until the step `to` is on the screen. Works with and without scripts. */
export async function walkFiling(page: Page, to: Step, overrides: FilingWalk = {}): Promise<void> {
  const walk = { ...USUAL, ...overrides };
  await forgetEarlierWalks(page);
  await page.goto('/file/what');
  for (const step of STEPS.slice(0, STEPS.indexOf(to))) await passStep(page, step, walk);
}

/** Otherwise an unfinished draft of an earlier walk in this browser would be continued. */
async function forgetEarlierWalks(page: Page): Promise<void> {
  await page.context().clearCookies({ name: /draft/ });
  if (page.url() !== 'about:blank') await page.evaluate('localStorage.clear()');
}

/** Fills in a step, if there is something to fill in, and goes on to the next. */
async function passStep(page: Page, step: Step, walk: FilingWalk & typeof USUAL): Promise<void> {
  if (step === 'what') await fillWhat(page, walk);
  if (step === 'where') await fillWhere(page, walk);
  if (step === 'you' && walk.email) await page.fill('#email', walk.email);
  await pressOnward(page);
}

/** The page's one main button. */
export async function pressOnward(page: Page): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click('.onward .btn-main, .onward button')]);
}

async function fillWhat(
  page: Page,
  { description, category, photos = [] }: FilingWalk & typeof USUAL,
): Promise<void> {
  await page.fill('#description', description);
  await page.locator('#description').blur();
  if (photos.length > 0) {
    const files = photos.map((buffer, index) => ({ name: `${index}.jpg`, mimeType: 'image/jpeg', buffer }));
    await page.setInputFiles('#photos-input', files);
  }
  await page.check(`#category-${category}`);
}

async function fillWhere(page: Page, { here, district, landmark }: FilingWalk & typeof USUAL): Promise<void> {
  if (here) {
    await page.context().setGeolocation(here);
    await page.click('#use-location');
    await confirmPlace(page);
  } else {
    await page.selectOption('#district', district);
  }
  await page.fill('#landmark', landmark);
}
