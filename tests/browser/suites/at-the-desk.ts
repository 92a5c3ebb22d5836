import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { createStaffStore, type StaffMember } from '../../../database/stores/staff-store';
import { openTownSession } from '../../support/town/staff';
import { linkIn } from '../pages';
import { mailFor, type Scenery } from '../scenery';
import { press, sendForm } from '../send-form';
import { openPhone, openVisitor, type Visitor } from '../visitor';

const MAILBOX = 'aduan@dishub.kota-jambi.example';
const PARKING = { category: 'parkir', location: { district: 'jelutung', address: 'Depan pasar' } };

/** Those who work on complaints: an officer's day, and what reaches a supervisor. */
export function describeAtTheDesk(scenery: Scenery): void {
  describe('staff at the desk', () => {
    let visitors: Visitor[];
    beforeEach(() => {
      visitors = [];
    });
    afterEach(() => Promise.all(visitors.map((visitor) => visitor.close())));

    const open = async (session?: string): Promise<Page> => {
      const { browser, url } = scenery();
      const visitor = await openVisitor(browser, { url, session });
      visitors.push(visitor);
      return visitor.page;
    };
    const sitDown = async (member: StaffMember) => open(await openTownSession(scenery().client.db, member));
    const expectNoIssues = () => expect(visitors.flatMap((visitor) => visitor.issues())).toEqual([]);

    it('sign in with a mailed link, and sign out', async () => {
      const { email, name } = await hire(scenery, 'Sari Utami');
      const page = await open();
      await page.goto('/desk?q=trotoar');
      await page.fill('#email', email);
      await press(page, page.locator('main form button'));
      await page.goto(linkIn(await mailFor(scenery, email), '/sign-in/link'));
      expect(await page.innerText('h1')).toBe(`Masuk sebagai ${name}?`);
      await press(page, page.locator('main form button'));
      expect(page.url()).toMatch(/\/desk\?q=trotoar$/);

      await press(page, page.getByRole('button', { name: 'Keluar' }));
      await page.goto('/desk');
      expect(new URL(page.url()).pathname).toBe('/sign-in');
      expectNoIssues();
    });

    it('acknowledge several complaints with a few keys, and download the list as CSV', async () => {
      const { client, staff } = scenery();
      const description = 'Mobil parkir menghalangi jalan ke rumah gadang.';
      const codes = await fileBoth(scenery, description);
      const page = await sitDown(staff.officer);
      await page.goto('/desk?q=gadang');
      await pressKeys(page, 'j', 'x', 'j', 'x');
      expect(await page.innerText('#picked-count')).toBe('2 dipilih');
      await press(page, page.getByRole('button', { name: 'Terima 2 aduan' }));
      expect(await page.innerText('.notice-good')).toBe('2 tercatat: diterima.');
      for (const code of codes) expect((await client.get(code)).status).toBe('acknowledged');

      const [download] = await Promise.all([page.waitForEvent('download'), page.click('.csv a')]);
      const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
      expect(lines).toHaveLength(3);
      expect(codes.every((code) => lines.some((line) => line.includes(code)))).toBe(true);

      await pressKeys(page, 'j', 'j', 'k');
      const first = await page.getAttribute('.cases tbody tr:first-child .what a', 'href');
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      expect(new URL(page.url()).pathname).toBe(first);
      expectNoIssues();
    });

    it('take a case, ask its reporter, see the answer while the page is open, and resolve it', async () => {
      const { client, staff } = scenery();
      const { trackingCode, reporterToken } = await client.file({ ...PARKING, description: 'Truk parkir.' });
      await client.until(async () => (await client.get(trackingCode)).status === 'assigned');
      const page = await sitDown(staff.officer);
      await page.goto(`/desk/complaints/${trackingCode}`);
      await sendForm(page, 'acknowledge');
      await sendForm(page, 'assign', { officer: staff.officer.id });
      await sendForm(page, 'ask', { question: 'Truknya warna apa?' });
      await sendForm(page, 'notes', { text: 'Sopirnya pernah ditegur.' });

      const phone = await openPhone(scenery().browser, { url: scenery().url });
      visitors.push(phone);
      await phone.open(`/my/${trackingCode}?t=${reporterToken}`);
      expect(await phone.page.innerText('.ask blockquote')).toBe('Truknya warna apa?');
      expect(await phone.page.innerText('main')).not.toContain('pernah ditegur');
      const loadedAt = await page.evaluate<number>('performance.timeOrigin');
      await sendForm(phone.page, 'answer', { text: 'Kuning, bak terbuka.' });
      await page.getByText('Kuning, bak terbuka.').waitFor();
      expect(await page.evaluate<number>('performance.timeOrigin')).toBe(loadedAt);

      await sendForm(page, 'resolve', { note: 'Truk sudah dipindahkan.' });
      await phone.page.getByText('Truk sudah dipindahkan.').waitFor();
      expectNoIssues();
    });

    it('are told when their access has ended, and lose nothing that they typed', async () => {
      const { client, staff } = scenery();
      const member = await hire(scenery, 'Joko Susanto');
      const { trackingCode } = await client.file(PARKING);
      await client.until(async () => (await client.get(trackingCode)).status === 'assigned');
      const [page, admin] = [await sitDown(member), await sitDown(staff.administrator)];
      await page.goto(`/desk/complaints/${trackingCode}`);

      await admin.goto('/admin/staff?q=joko');
      await press(admin, admin.getByRole('link', { name: member.name }));
      await press(admin, admin.locator('form[action$="/deactivate"] button'));
      await sendForm(page, 'notes', { text: 'Panjang sekali catatannya.' });
      expect(await page.innerText('h1')).toBe('Sesi Anda sudah berakhir');
      expect(await page.inputValue('#kept')).toContain('Panjang sekali catatannya.');
      await page.goto('/desk');
      expect(new URL(page.url()).pathname).toBe('/sign-in');
    });

    it('are led from a link that no longer works to sign in to the case itself', async () => {
      const { client } = scenery();
      const { trackingCode: code } = await client.file(PARKING);
      const mail = await client.until(async () => (await client.mails(MAILBOX, code))[0]);
      const key = await client.keyOf('officer', 'dishub');
      await client.act(code, 'reassign', key, { agency: 'pupr', reason: 'Bukan urusan kami.' });
      const page = await open();
      await page.goto(linkIn(mail, '/act/'));
      expect(await page.innerText('main')).toContain('Tautan ini tidak berlaku lagi.');
      await press(page, page.getByRole('link', { name: 'Masuk untuk melanjutkan' }));
      expect(page.url()).toContain(encodeURIComponent(`/desk/complaints/${code}`));
    });

    it('see as supervisors what escalated and why, extend it and nudge the agency', async () => {
      const { client, staff } = scenery();
      const { trackingCode: code } = await client.file(PARKING);
      await client.until(async () => (await client.get(code)).status === 'assigned');
      await client.fastForward(code, 25);
      const page = await sitDown(staff.supervisor);
      await page.goto('/desk/escalated');
      const escalation = page.locator('.escalation', { hasText: code });
      expect(await escalation.innerText()).toContain('Belum diterima dalam 24 jam');

      await press(page, escalation.getByRole('link', { name: 'Perpanjang' }));
      await sendForm(page, 'extend', { hours: '12', reason: 'Alat berat baru tiba besok.' });
      expect(await page.innerText('.notice-good')).toBe('Tercatat: waktu diperpanjang.');
      await page.goto('/desk/escalated');
      await press(page, escalation.getByRole('link', { name: 'Ingatkan' }));
      await sendForm(page, 'nudge', { note: 'Mohon hari ini.' });
      await client.until(async () =>
        (await client.mails(MAILBOX, code)).some(({ subject }) => subject.includes('Diingatkan')),
      );
      expectNoIssues();
    });
  });
}

/** An officer whom no other test knows. */
function hire(scenery: Scenery, name: string): Promise<StaffMember> {
  const email = `${name.toLowerCase().replace(' ', '.')}@dishub.kota-jambi.example`;
  const member = { name, email, role: 'officer', agency: 'dishub', language: 'id' } as const;
  return createStaffStore({ db: scenery().client.db }).add(member, { by: 'town' });
}

async function fileBoth(scenery: Scenery, description: string): Promise<string[]> {
  const { client } = scenery();
  const filed = await Promise.all([1, 2].map(() => client.file({ ...PARKING, description })));
  const codes = filed.map(({ trackingCode }) => trackingCode);
  await client.until(async () => {
    const now = await Promise.all(codes.map((code) => client.get(code)));
    return now.every(({ status }) => status === 'assigned');
  });
  return codes;
}

async function pressKeys(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
