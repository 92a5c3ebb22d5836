import type { Page } from 'playwright-core';
import { startPushService, type Phone as Subscribed, type PushService } from '../../support/push-service';
import { accessibilityIssues } from '../accessibility';
import { fillWhat, fillWhere, numberOn, press } from '../document-walk';
import { buyPhone, untilKept, type Phone } from '../phone';
import { notificationsOn, openPushLine, subscribeAt, tapNotification } from '../push-manager';
import type { Scenery } from '../scenery';
import { untilSo } from '../until-so';

/** A phone that is told of news, from the tap to the notification. */
export function describeAppPush(scenery: Scenery): void {
  describe('a phone that is told of news', () => {
    let phone: Phone;
    let service: PushService;
    let subscribed: Subscribed;
    beforeEach(async () => {
      [phone, service] = await Promise.all([buyPhone(scenery().url), startPushService()]);
      subscribed = service.phone();
    });
    afterEach(async () => {
      await phone.throwAway();
      await service.stop();
    });

    /** Opens the browser of somebody who says yes. */
    async function open(): Promise<Page> {
      const page = await phone.open();
      await page.context().grantPermissions(['notifications']);
      await subscribeAt(page.context(), subscribed);
      return page;
    }

    const phonesOf = async (code: string) => {
      const [rows] = await scenery().client.db.sequelize.query(
        `SELECT s.endpoint FROM push_of_complaints p JOIN push_subscriptions s ON s.id = p.subscription_id
          JOIN complaints c ON c.id = p.complaint_id WHERE c.tracking_code = :code`,
        { replacements: { code } },
      );
      return (rows as { endpoint: string }[]).map(({ endpoint }) => endpoint);
    };
    const untilEnded = (code: string) =>
      scenery().client.until(async () => (await phonesOf(code)).length === 0);

    it('shows the news of a complaint whose page asked, and leads to it', async () => {
      const { client } = scenery();
      const { trackingCode: code, reporterToken } = await client.file({ reporter: {} });
      const page = await open();
      await page.goto('/');
      await untilKept(page);
      const deliver = await openPushLine(page);
      const own = `/my/${code}?t=${reporterToken}`;
      await page.goto(own);
      expect(await accessibilityIssues(page)).toEqual([]);
      await page.getByRole('button', { name: 'Kabari saya lewat ponsel ini' }).click();
      await page.getByText(`Kabar aduan ${code} masuk ke ponsel ini.`).waitFor();
      expect(await phonesOf(code)).toEqual([subscribed.endpoint]);

      await client.act(code, 'acknowledge', await client.keyOf('officer', 'pupr'));
      const push = await client.until(async () => subscribed.pushes()[0]);
      // A busy browser may lose one that comes while its worker starts; push services deliver again.
      const shown = await client.until(async () => {
        await deliver(JSON.stringify(subscribed.read(push)));
        return (await notificationsOn(page))[0];
      });
      expect(shown).toEqual({
        ...{ title: `Ada kabar aduan ${code}`, body: 'Ketuk untuk membacanya.' },
        ...{ tag: code, lang: 'id' },
      });
      // The next one takes its place.
      await deliver(JSON.stringify(subscribed.read(push)));
      await page.waitForTimeout(500);
      expect(await notificationsOn(page)).toHaveLength(1);

      const [worker] = page.context().serviceWorkers();
      if (!worker) throw new Error('there is no service worker');
      expect(await tapNotification(worker)).toBe(`/my#${code}`);
      expect(await notificationsOn(page)).toEqual([]);
      await page.goto(`/my#${code}`);
      expect(await numberOn(page)).toBe(code);
      expect(await page.locator('[data-slot="link"]').getAttribute('href')).toBe(own);
      await page.getByRole('button', { name: 'Jangan kabari lagi' }).click();
      await untilEnded(code);
    });

    it('is told of all its complaints, also of those that wait, once it is connected', async () => {
      const page = await open();
      await page.goto('/file');
      await untilKept(page);
      await phone.intoFlightMode();
      await fillWhat(page, { words: 'Lampu jalan di depan balai warga padam.' });
      await fillWhere(page);
      await press(page, 'you');
      await press(page, 'check');
      await page.getByText('Menunggu jaringan.').waitFor();
      await page.getByRole('button', { name: 'Kabari saya lewat ponsel ini' }).click();
      await page.getByText('Kabar semua aduan dari ponsel ini masuk ke sini').waitFor();
      expect(await accessibilityIssues(page)).toEqual([]);
      await phone.backOnline();
      const code = await numberOn(page);
      await page.getByText('Kabarnya masuk ke ponsel ini.', { exact: true }).waitFor();
      expect(await phonesOf(code)).toEqual([subscribed.endpoint]);

      await page.getByRole('button', { name: 'Berhenti mengabari' }).click();
      await untilEnded(code);
      await page.getByRole('button', { name: 'Kabari saya lewat ponsel ini' }).waitFor();
    });

    it('is told nothing once it is emptied, with a network or without', async () => {
      const { client } = scenery();
      const page = await open();
      for (const isOnline of [true, false]) {
        const { trackingCode: code, reporterToken } = await client.file({ reporter: {} });
        await page.goto('/');
        await untilKept(page);
        await page.goto(`/my/${code}?t=${reporterToken}`);
        await page.getByRole('button', { name: 'Kabari saya lewat ponsel ini' }).click();
        await page.getByText(`Kabar aduan ${code} masuk ke ponsel ini.`).waitFor();
        await page.goto('/my');
        await numberOn(page);
        if (!isOnline) phone.intoDeadSpot();
        await page.locator('[data-empty]').click();
        await page.getByText('Belum ada aduan dari ponsel ini.').waitFor();
        expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]);
        await phone.backOnline();
        if (isOnline) await untilEnded(code);
      }
    });

    it('keeps nothing and says why if its person says no', async () => {
      const { trackingCode: code, reporterToken } = await scenery().client.file({ reporter: {} });
      const page = await phone.open();
      await page.goto('/');
      await untilKept(page);
      await page.goto(`/my/${code}?t=${reporterToken}`);
      await page.addInitScript(`Notification.requestPermission = async () => 'denied';
        Object.defineProperty(Notification, 'permission', { get: () => 'denied' })`);
      await page.reload();
      await page.getByText('Peramban ini tidak mengizinkan pemberitahuan').waitFor();
      expect(await page.locator('[data-push-on]').isVisible()).toBe(false);
      expect(await page.evaluate('self.sikesal.store.mine()')).toEqual([]);
      expect(await phonesOf(code)).toEqual([]);

      await page.locator('button[data-keep]').click();
      await untilSo(page, 'self.sikesal.store.mine().then(({ length }) => length === 1)');
      await page.goto('/my');
      await page.getByText('Peramban ini tidak mengizinkan pemberitahuan').waitFor();
      expect(await page.locator('[data-mine-list] [data-do="push"]').isVisible()).toBe(false);
    });

    it('is offered nothing where there are no pushes, and on an iPhone is told how to get them', async () => {
      const { trackingCode: code, reporterToken } = await scenery().client.file({ reporter: {} });
      const page = await phone.open();
      await page.addInitScript('delete window.PushManager');
      const offer = page.locator('[data-push-offer]');
      await page.goto(`/my/${code}?t=${reporterToken}`);
      await untilSo(page, 'self.sikesal !== undefined');
      expect(await offer.isVisible()).toBe(false);
      await page.addInitScript(`Object.defineProperty(navigator, 'userAgent', { get: () => 'iPhone' })`);
      await page.reload();
      await offer.getByText('Tambah ke Layar Utama').waitFor();
      expect(await page.locator('[data-push-on]').isVisible()).toBe(false);
    });

    it('shows a notification for whatever the push service delivers', async () => {
      const page = await open();
      await page.goto('/');
      await untilKept(page);
      const deliver = await openPushLine(page);
      const { client } = scenery();
      const shown = await client.until(async () => {
        await deliver('not ours');
        return (await notificationsOn(page))[0];
      });
      expect(shown).toMatchObject({ title: 'SiKesal' });
    });
  });
}
