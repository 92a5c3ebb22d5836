import type { Filed } from '../support/api-under-test';
import { startPages, type PagesUnderTest } from './pages-under-test';

/** Before merges of confidential complaints were refused, some were merged. */
describe('of a complaint that was merged into a confidential one', () => {
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

  const theirs = (path: string, purpose: 'reporter' | 'stop' | 'confirm') =>
    test.mine({ ...merged, trackingCode: survivor.trackingCode }, path, purpose);

  it('the reporter’s own page says that it was merged, and not with what', async () => {
    const { status, text } = await test.page(test.mine(merged));
    expect(status).toBe(200);
    expect(text).toContain('Aduan ini digabung dengan aduan yang masuk lebih dulu.');
    expect(text).not.toContain(survivor.trackingCode);
  });

  it('an old link to the other opens nothing, but mails can still be stopped by it', async () => {
    expect((await test.page(theirs('my', 'reporter'))).status).toBe(404);
    expect((await test.post(theirs('my', 'reporter').replace('?', '/reopen?'))).status).toBe(404);
    expect((await test.page(theirs('stop', 'stop'))).status).toBe(200);
    expect((await test.post(theirs('stop', 'stop'))).status).toBe(303);
  });

  it('the public page and its news tell of no merge', async () => {
    for (const { trackingCode } of [merged, survivor]) {
      const { text } = await test.page(`/track/${trackingCode}`);
      for (const other of [merged, survivor])
        if (other.trackingCode !== trackingCode) expect(text).not.toContain(other.trackingCode);
      expect(/data-sequence="(\d+)"/.exec(text)?.[1]).toBe('2');
    }
  });
});
