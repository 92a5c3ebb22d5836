import type { Page } from 'playwright-core';
import { confirmPlace } from '../confirm-place';
import { drawScene, type Scene } from '../../support/draw-scene';
import { fillWhat, numberOn, press as pressStep } from '../document-walk';
import { walkFiling } from '../filing-walk';
import { linkIn } from '../pages';
import type { Scenery } from '../scenery';
import { press, sendForm } from '../send-form';
import { openPhone, type Visitor } from '../visitor';

const MINUTE_MS = 60_000;
const PHOTO_WIDTH = 1200;
const MAILBOX = 'aduan@dishub.kota-jambi.example';
const SPOT = { latitude: -1.611, longitude: 103.618 };
const WORDS = 'Lampu jalan di depan pos ronda padam sejak kemarin malam.';

/** From the photo of a dark lamp to five stars; everybody has only a phone and their mails. */
export function describeWholeStory(scenery: Scenery): void {
  describe('a complaint', () => {
    it('is filed on the spot, resolved, objected to, resolved again and rated, live all the while', async () => {
      const people = await openPeople(scenery, { hasScript: true, email: 'tari@warga.example' });
      const { page } = people.citizen;
      await page.goto('/file');
      await fillWhat(page, { words: WORDS, photo: await shoot() });
      await page.click('#use-location');
      await nudgeMap(page);
      await confirmPlace(page);
      expect(Number(await page.inputValue('#latitude'))).toBeGreaterThan(SPOT.latitude);
      await page.fill('#landmark', 'Depan pos ronda');
      await pressStep(page, 'where');
      await tellStory(scenery, people, await sendDocument(page, people.email));
    });

    it('goes the same way without scripts, with a district and a landmark', async () => {
      const people = await openPeople(scenery, { hasScript: false, email: 'wawan@warga.example' });
      await walkFiling(people.citizen.page, 'you', {
        ...{ description: WORDS, category: 'lampu-jalan', photos: [await shoot()] },
        ...{ district: 'pasar-jambi', landmark: 'Depan pos ronda' },
      });
      await tellStory(scenery, people, await send(people.citizen.page, people.email));
    });
  });
}

interface People {
  citizen: Visitor;
  officer: Visitor;
  hasScript: boolean;
  email: string;
}

async function openPeople(
  scenery: Scenery,
  { hasScript, email }: Pick<People, 'hasScript' | 'email'>,
): Promise<People> {
  const { browser, url } = scenery();
  const [citizen, officer] = await Promise.all([
    openPhone(browser, { url, hasScript, at: SPOT }),
    openPhone(browser, { url, hasScript }),
  ]);
  return { citizen, officer, hasScript, email };
}

/** From the number on. */
async function tellStory(scenery: Scenery, people: People, code: string): Promise<void> {
  const { citizen, officer, email, hasScript } = people;
  try {
    const mail = (to: string, subject: string) => mailAbout(scenery, { to, code, subject });
    const sees = (words: string) => comesUp(scenery, people, words);

    await confirmAddress(citizen.page, linkIn(await mail(email, 'kami terima'), '/confirm/'));
    await openOwnPage(citizen.page, linkIn(await mail(email, 'kami terima'), '/my/'));
    if (hasScript) await expect(isOnTheSpot(citizen.page)).resolves.toBe(true);
    const openedAt = await loadedAt(citizen.page);

    await officer.open(linkIn(await mail(MAILBOX, 'Baru'), '/act/'));
    await sendForm(officer.page, 'acknowledge');
    await sees('Dinas Perhubungan menerima');

    await sendForm(officer.page, 'resolve', {
      note: 'Bohlam sudah diganti.',
      photos: [await draw('street-light-lit')],
    });
    await sees('Apakah masalahnya sudah beres?');
    expect(await citizen.page.locator('.ask .pair img').count()).toBe(2);
    // With scripts, the page has not been loaded again since the officer began.
    if (hasScript) expect(await loadedAt(citizen.page)).toBe(openedAt);

    await sendForm(citizen.page, 'reopen', {
      ...{ reason: 'partly', text: 'Masih berkedip-kedip.' },
      photos: [await draw('street-light-out')],
    });
    await officer.open(linkIn(await mail(MAILBOX, 'Dibuka kembali'), '/act/'));
    expect(await officer.page.innerText('main')).toContain('Masih berkedip-kedip.');
    await sendForm(officer.page, 'resolve', { note: 'Kabelnya juga sudah diganti.' });
    await sees('Kabelnya juga sudah diganti.');

    await sendForm(citizen.page, 'confirm');
    await citizen.page.check('.stars-row input[value="5"]');
    await sendForm(citizen.page, 'rating');
    expect(await citizen.page.innerText('.notice-good')).toBe('Terima kasih atas nilai Anda.');
    await mail(email, 'Ditutup');
    expect([...citizen.issues(), ...officer.issues()]).toEqual([]);
  } finally {
    await Promise.all([citizen.close(), officer.close()]);
  }
}

/** @returns the tracking code that the last page shows */
async function send(page: Page, email: string): Promise<string> {
  await page.fill('#email', email);
  await press(page, page.locator('.onward button'));
  expect(await page.innerText('.review')).toContain('1 foto');
  await press(page, page.locator('.onward button'));
  expect(page.url()).toMatch(/\/file\/sent$/);
  return page.innerText('.big .code');
}

/** The same in the one document. */
async function sendDocument(page: Page, email: string): Promise<string> {
  await page.fill('#email', email);
  await pressStep(page, 'you');
  const review = page.locator('[data-step="check"] .review');
  await review.waitFor();
  expect(await review.innerText()).toContain('1 foto');
  await pressStep(page, 'check');
  return numberOn(page);
}

async function confirmAddress(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await press(page, page.locator('main form button'));
  expect(await page.innerText('.notice-good')).toContain('sudah dikonfirmasi');
}

async function openOwnPage(page: Page, link: string): Promise<void> {
  await page.goto(link);
  expect(await page.innerText('blockquote.said')).toBe(WORDS);
}

function isOnTheSpot(page: Page): Promise<boolean> {
  return page.getByText('Difoto di tempat').isVisible();
}

/** Moves the map under the mark with the keyboard. */
async function nudgeMap(page: Page): Promise<void> {
  await page.locator('#place-dialog #map:focus').waitFor();
  await page.keyboard.press('ArrowUp');
}

/** Waits for words to appear: by themselves on an open page, or after loading it again without scripts. */
async function comesUp(
  scenery: Scenery,
  { citizen: { page }, hasScript }: People,
  words: string,
): Promise<void> {
  const found = page.getByText(words).first();
  if (hasScript) return found.waitFor();
  await scenery().client.until(async () => {
    await page.reload();
    return found.isVisible();
  });
}

async function mailAbout(
  scenery: Scenery,
  { to, code, subject }: { to: string; code: string; subject: string },
) {
  const { client } = scenery();
  return client.until(async () =>
    (await client.mails(to, code)).find((mail) => mail.subject.includes(subject)),
  );
}

/** When the page was asked for, by its own clock. */
function loadedAt(page: Page): Promise<number> {
  return page.evaluate<number>('performance.timeOrigin');
}

function shoot(): Promise<Buffer> {
  const taken = { at: Date.now() - 10 * MINUTE_MS, ...SPOT };
  return drawScene({ scene: 'street-light-out', taken, width: PHOTO_WIDTH });
}

function draw(scene: Scene): Promise<Buffer> {
  return drawScene({ scene, width: PHOTO_WIDTH });
}
