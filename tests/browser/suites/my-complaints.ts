import type { Scenery } from '../scenery';
import { openPhone } from '../visitor';

/** The list of a phone's complaints: kept from the own page, asked for anew, known without a network, forgotten. */
export function describeMyComplaints(scenery: Scenery): void {
  describe('the complaints of a phone', () => {
    it('are kept by a button, show how they are and since when that is known, and are forgotten one by one', async () => {
      const { browser, url, client } = scenery();
      const { trackingCode: code, reporterToken } = await client.file();
      await client.until(async () => (await client.get(code)).status === 'assigned');
      const reader = await openPhone(browser, { url });
      const { page } = reader;
      const item = page.locator('[data-mine-list] li');
      try {
        await reader.open(`/my/${code}?t=${encodeURIComponent(reporterToken)}`);
        await page.click('[data-keep]');
        await page.locator('[data-keep]:disabled').waitFor();

        await reader.open('/my');
        await item.locator('[data-slot="age"]').waitFor();
        expect(await item.innerText()).toContain(code);
        expect(await item.innerText()).toMatch(/Belum diterima|Diteruskan|Dinas PUPR/);
        expect(await item.locator('[data-slot="by"]').innerText()).toMatch(/Janji selesai dalam \d\d jam/);

        await client.act(code, 'resolve', await client.keyOf('officer', 'pupr'), { note: 'Sudah.' });
        await page.route('**/api/v1/complaints/**', (route) => route.abort());
        await page.reload();
        await item.locator('[data-slot="age"]').waitFor();
        expect(await item.locator('[data-slot="by"]').innerText()).toContain('Janji selesai');
        expect(await item.locator('[data-slot="age"]').innerText()).toMatch(/Keadaan 1 menit yang lalu/);
        reader.issues();

        await page.unroute('**/api/v1/complaints/**');
        await page.reload();
        await page.getByText('Selesai. Dinas').waitFor();

        await page.route('**/api/v1/complaints/**', (route) => route.fulfill({ status: 404, json: {} }));
        await page.reload();
        await page.getByText('Tautan ini tidak berlaku lagi').waitFor();
        expect(await item.innerText()).toContain(code);
        reader.issues();
        await page.unroute('**/api/v1/complaints/**');

        await item.locator('[data-do="forget"]').click();
        await page.locator('[data-nothing]').waitFor();
        await page.reload();
        await page.locator('[data-nothing]').waitFor();
        expect(reader.issues()).toEqual([]);
      } finally {
        await reader.close();
      }
    });
  });
}
