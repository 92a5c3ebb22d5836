import { drawn } from '../../../photos/sample-photos';
import type { Filed } from '../../../support/api-under-test';
import type { Person } from '../desk-under-test';
import { startCase, type CaseUnderTest } from './case-under-test';

describe('a photo on the desk', () => {
  let test: CaseUnderTest;
  let officer: Person;
  let filed: Filed;
  let photo: string;
  beforeAll(async () => {
    test = await startCase();
    officer = await test.signIn();
    filed = await test.fileWithPhotos([await drawn(320, 240).jpeg().toBuffer()]);
    await test.fill(filed, officer, { act: 'acknowledge' });
    const { text } = await test.open(filed, officer);
    photo = /href="(\/desk\/complaints\/[^"]+\/photos\/[^"]+)"/.exec(text)?.[1] ?? '';
  });
  afterAll(() => test.stop());

  const audit = async () => {
    const [rows] = await test.db.sequelize.query(
      "SELECT actor, action, data FROM audit_entries WHERE action IN ('hidden', 'shown', 'blurred') ORDER BY id",
    );
    return rows as { actor: string; action: string; data: object }[];
  };
  const picture = async (cookie = '') =>
    test.api.get(photo.replace(/.*\/photos\//, '/api/v1/photos/') + '/full').set('Cookie', cookie);

  it('is hidden and shown again, with an audit entry each time', async () => {
    expect((await picture()).status).toBe(200);
    const hidden = await test.send(`${photo}/visibility`, officer, { hidden: 'yes' });
    expect([hidden.status, hidden.headers.location]).toEqual([303, `${photo}?done=hidden`]);
    expect((await picture()).status).toBe(404);
    expect((await picture(officer.cookie)).status).toBe(200);
    expect((await test.open(filed, officer)).text).toContain('Disembunyikan');
    expect((await test.see(`${photo}?done=hidden`, officer)).text).toContain('Tampilkan lagi');
    await test.send(`${photo}/visibility`, officer, { hidden: 'no' });
    expect((await picture()).status).toBe(200);
    const by = { actor: `staff:${officer.member.id}` };
    expect(await audit()).toMatchObject([
      { ...by, action: 'hidden' },
      { ...by, action: 'shown' },
    ]);
  });

  it('is blurred where squares were ticked, after a warning that this cannot be undone', async () => {
    const page = (await test.see(photo, officer)).text;
    expect(page).toContain('Ini tidak dapat dibatalkan.');
    expect(page.match(/<input id="cell-/g)).toHaveLength(8 * 6);
    expect(page).toContain('aria-label="Baris 2, kolom 3"');
    const before = (await picture()).body as Buffer;
    const { status, headers } = await test.send(`${photo}/blur`, officer, {
      'cell:1:2': 'yes',
      'cell:1:3': 'yes',
    });
    expect([status, headers.location]).toEqual([303, `${photo}?done=blurred`]);
    expect(((await picture()).body as Buffer).equals(before)).toBe(false);
    expect((await audit()).at(-1)).toMatchObject({
      action: 'blurred',
      data: { areas: [{ x: 0.25, y: 1 / 6, width: 0.25, height: 1 / 6 }] },
    });
  });

  it('stays as it is when nothing or too many scattered squares are ticked, and keeps the ticks', async () => {
    const before = (await picture()).body as Buffer;
    expect((await test.send(`${photo}/blur`, officer)).text).toContain('Tandai dulu bagiannya.');
    const scattered = Object.fromEntries(
      Array.from({ length: 24 }, (_, at) => [
        `cell:${Math.floor(at / 4)}:${(at % 4) * 2 + (Math.floor(at / 4) % 2)}`,
        'yes',
      ]),
    );
    const { status, text } = await test.send(`${photo}/blur`, officer, scattered);
    expect(status).toBe(422);
    expect(text).toContain('Terlalu banyak bagian yang terpisah.');
    expect(text.match(/ checked>/g)).toHaveLength(24);
    expect(((await picture()).body as Buffer).equals(before)).toBe(true);
  });

  it('is not found by people who may not hide photos, nor under another case', async () => {
    const stranger = await test.signIn({ agency: 'dishub' });
    const administrator = await test.signIn({ role: 'administrator', agency: null });
    const other = await test.fileAssigned();
    for (const person of [stranger, administrator]) {
      expect((await test.see(photo, person)).status).toBe(404);
      expect((await test.send(`${photo}/blur`, person, { 'cell:0:0': 'yes' })).status).toBe(404);
      expect((await test.send(`${photo}/visibility`, person, { hidden: 'yes' })).status).toBe(404);
      expect((await test.send(`${test.urlOf(filed)}/visibility`, person, { hidden: 'yes' })).status).toBe(
        404,
      );
    }
    const elsewhere = photo.replace(filed.trackingCode, other.trackingCode);
    expect((await test.see(elsewhere, officer)).status).toBe(404);
    expect((await test.send(`${elsewhere}/blur`, officer, { 'cell:0:0': 'yes' })).status).toBe(404);
    expect((await picture()).status).toBe(200);
  });

  it('disappears together with the text when the whole complaint is hidden', async () => {
    const url = `${test.urlOf(filed)}/visibility`;
    const { headers } = await test.send(url, officer, { hidden: 'yes' });
    expect((await test.see(headers.location ?? '', officer)).text).toContain(
      'Isi dan foto disembunyikan dari umum.',
    );
    expect((await test.page(`/track/${filed.trackingCode}`)).text).not.toContain('berlubang');
    await test.send(url, officer, { hidden: 'no' });
    expect((await test.page(`/track/${filed.trackingCode}`)).text).toContain('berlubang');
  });
});
