import type { Filed } from '../support/api-under-test';
import { keyIn, startPages, type PagesUnderTest } from './pages-under-test';

describe('the reporter’s own page, of an answered complaint', () => {
  let test: PagesUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  async function answered(): Promise<Filed> {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    return filed;
  }
  const seenForm = (html: string) => ({
    action: /<form method="post" action="(\/my\/[^"]+\/seen[^"]*)"/
      .exec(html)?.[1]
      ?.replaceAll('&#x3D;', '='),
    answeredAt: /data-seen="([^"]+)"/.exec(html)?.[1] ?? '',
  });

  it('opened or fetched ahead says nothing, however often', async () => {
    const filed = await answered();
    for (let time = 0; time < 3; time += 1) {
      await test.page(test.mine(filed));
      await test.api.head(test.mine(filed));
      await test.page(test.mine(filed).replace('?', '/seen?'));
    }
    expect((await test.types(filed)).at(-1)).toBe('resolved');
  });

  it('says once that it was read, by the script or by the button, and then no more', async () => {
    const filed = await answered();
    const { action = '', answeredAt } = seenForm((await test.page(test.mine(filed))).text);
    const byScript = await test.post(action, { answeredAt, by: 'script' });
    expect(byScript.status).toBe(200);
    const byButton = await test.post(action, { answeredAt });
    expect(byButton.status).toBe(303);
    expect(byButton.headers.location).toContain('done=seen');
    expect((await test.types(filed)).slice(-2)).toEqual(['resolved', 'reporter_told']);
    const { text } = await test.page(test.mine(filed));
    expect(text).not.toContain('data-seen');
  });

  it('does not count for a later answer that the page did not show', async () => {
    const filed = await answered();
    const { action = '', answeredAt } = seenForm((await test.page(test.mine(filed))).text);
    await test.act(filed.trackingCode, 'reopen', filed.reporterToken, { reason: 'partly', text: 'Belum.' });
    expect((await test.post(action, { answeredAt, by: 'script' })).status).toBe(200);
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Sekarang sudah.' });
    expect((await test.post(action, { answeredAt, by: 'script' })).status).toBe(200);
    expect((await test.types(filed)).at(-1)).toBe('resolved');
  });

  it('counts as read when one of its forms is sent, also one that is refused', async () => {
    const filed = await answered();
    const { text } = await test.page(test.mine(filed));
    const refused = await test.post(test.mine(filed).replace('?', '/reopen?'), {
      key: keyIn(text),
      reason: 'partly',
    });
    expect(refused.status).toBe(422);
    expect((await test.types(filed)).at(-1)).toBe('reporter_told');
  });

  it('is not the page of a stranger, of a supporter or of an old link', async () => {
    const filed = await answered();
    for (const link of [
      `/my/${filed.trackingCode}/seen`,
      test.mine(filed, 'my', 'confirm').replace('?', '/seen?'),
      `/my/${filed.trackingCode}/seen?t=${filed.reporterToken.slice(0, -2)}xx`,
    ])
      expect((await test.post(link, { answeredAt: new Date().toISOString() })).status).toBeGreaterThanOrEqual(
        400,
      );
    expect((await test.types(filed)).at(-1)).toBe('resolved');
  });

  it('tells staff that the time to object has not begun; the public sees no instant of closing, told or not', async () => {
    const [told, untold] = [await answered(), await answered()];
    await test.act(told.trackingCode, 'tell', told.reporterToken, {
      answeredAt: (await test.get(told.trackingCode, told.reporterToken)).body.resolvedAt,
    });
    expect((await test.page(test.staff(untold))).text).toContain('72 jam setelah pelapor dikabari');
    expect((await test.page(test.staff(told))).text).not.toContain('setelah pelapor dikabari');
    const shape = ({ text }: { text: string }, { trackingCode }: Filed) =>
      text.replaceAll(trackingCode, 'SK').replace(/\d{1,2}[.:]\d{2}|\d+ (detik|menit|second|minute)s?/g, '');
    const [one, other] = [
      await test.page(`/track/${told.trackingCode}`),
      await test.page(`/track/${untold.trackingCode}`),
    ];
    expect(shape(one, told).match(/data-sequence="\d+"/g)).toEqual(
      shape(other, untold).match(/data-sequence="\d+"/g),
    );
    const publicly = async ({ trackingCode }: Filed) =>
      (await test.get(trackingCode)).body.timeline.map(({ type }: { type: string }) => type);
    expect(await publicly(told)).toEqual(await publicly(untold));
  });
});
