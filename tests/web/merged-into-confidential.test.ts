import type { Filed } from '../support/api-under-test';
import { startPages, type PagesUnderTest } from './pages-under-test';

/** Such a merge is refused now, but cases from before may have one. */
describe('a complaint that was merged into a confidential one', () => {
  let test: PagesUnderTest;
  let survivor: Filed;
  let merged: Filed;
  beforeAll(async () => {
    test = await startPages();
    const officer = await test.key('officer', 'pupr');
    survivor = await test.fileAssigned();
    merged = await test.fileAssigned();
    await test.act(merged.trackingCode, 'merge', officer, { into: survivor.trackingCode });
    await test.db.models.Complaint.update({ confidential: true }, { where: { id: survivor.id } });
  });
  afterAll(() => test.stop());

  const survivorLink = (path: string, purpose: 'reporter' | 'stop' | 'confirm') =>
    test.mine({ ...merged, trackingCode: survivor.trackingCode }, path, purpose);

  it('tells its reporter that it was merged, but not with what', async () => {
    const { status, text } = await test.page(test.mine(merged));
    expect(status).toBe(200);
    expect(text).toContain('Aduan ini digabung dengan aduan yang masuk lebih dulu.');
    expect(text).not.toContain(survivor.trackingCode);
  });

  it('leaves old links to the survivor valid only for stopping its mails', async () => {
    expect((await test.page(survivorLink('my', 'reporter'))).status).toBe(404);
    expect((await test.post(survivorLink('my', 'reporter').replace('?', '/reopen?'))).status).toBe(404);
    expect((await test.page(survivorLink('stop', 'stop'))).status).toBe(200);
    expect((await test.post(survivorLink('stop', 'stop'))).status).toBe(303);
  });

  it('does not lead from confirming an address to the survivor’s page', async () => {
    const confirmed = await test.post(survivorLink('confirm', 'confirm'));
    expect(confirmed.headers.location).toMatch(/^\/confirm\//);
    expect((await test.page(confirmed.headers.location ?? '')).text).not.toContain('/my/');
  });

  it('shows no sign of the merge on either public page, not even by a number of its events', async () => {
    for (const { trackingCode } of [merged, survivor]) {
      const { text } = await test.page(`/track/${trackingCode}`);
      for (const other of [merged, survivor])
        if (other.trackingCode !== trackingCode) expect(text).not.toContain(other.trackingCode);
      expect(/data-sequence="(\d+)"/.exec(text)?.[1]).toBe('2');
    }
  });
});
