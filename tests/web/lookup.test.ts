import { startPages, type PagesUnderTest } from './pages-under-test';
import type { Filed } from '../support/api-under-test';

describe('looking up a complaint', () => {
  let test: PagesUnderTest;
  let filed: Filed;
  beforeAll(async () => {
    test = await startPages();
    filed = await test.fileAssigned();
  });
  afterAll(() => test.stop());

  const ways: [string, (code: string) => string][] = [
    ['as it is', (code) => code],
    ['as our mails print it', (code) => `[${code}]`],
    ['with en dashes', (code) => code.replaceAll('-', '–')],
    ['with a hash', (code) => `#${code}`],
    ['without SK', (code) => code.slice(3)],
    ['without dashes, in small letters', (code) => code.slice(3).replace('-', '').toLowerCase()],
    ['in small letters, with spaces', (code) => code.toLowerCase().replaceAll('-', ' ')],
    ['with spaces', (code) => ` ${code.replaceAll('-', ' ')} `],
    ['letter by letter', (code) => [...code].join(' ')],
    ['with points', (code) => code.replaceAll('-', '.')],
    ['with underscores', (code) => code.replaceAll('-', '_')],
    ['in wide letters', (code) => code.replace('SK-', 'ＳＫ－')],
    ['with marks that show nothing', (code) => `${code.slice(0, 5)}\u200B${code.slice(5)}\u2060`],
    ['as the pasted link', (code) => `https://sikesal.test/track/${code}?lang=en`],
    ['as the reporter’s own link', (code) => `https://sikesal.test/my/${code}?t=abc.def`],
    ['in the subject of a mail', (code) => `Fwd: [${code}] Aduan Anda diterima`],
  ];

  it.each(ways)('finds it by its tracking code %s', async (_what, typed) => {
    const { trackingCode } = filed;
    const response = await test.page(`/track?code=${encodeURIComponent(typed(trackingCode))}`);
    expect([response.status, response.headers.location]).toEqual([303, `/track/${trackingCode}`]);
    const listed = await test.page(`/complaints?q=${encodeURIComponent(typed(trackingCode))}`);
    expect(listed.text).toContain(`/track/${trackingCode}`);
  });

  it('shows it at an address with the code as people type it', async () => {
    expect((await test.page(`/track/${filed.trackingCode.slice(3).toLowerCase()}`)).status).toBe(200);
  });
});
