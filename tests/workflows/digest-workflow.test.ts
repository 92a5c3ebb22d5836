import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { localDay } from '../../domain/local-day';
import { actionsOf } from '../support/temporal-actions';
import { startComplaintEngine, type ComplaintEngine } from '../support/complaint-engine';

describe('the morning digest on the engine', () => {
  let engine: ComplaintEngine;
  let failuresLeft = 0;

  beforeEach(async () => {
    failuresLeft = 0;
    engine = await startComplaintEngine({
      changeDeps: (deps) => ({
        ...deps,
        async writeDigests(input) {
          if (failuresLeft-- > 0) throw new Error('KENARI: no connection to postgres://user:secret@host');
          return deps.writeDigests(input);
        },
      }),
    });
  });
  afterEach(() => engine.stop());

  const digestRows = async () =>
    (await engine.db.models.Notification.findAll({ where: { kind: 'digest' }, order: ['recipient'] })).map(
      ({ recipient, occasion, complaintId }) => ({ recipient, occasion, complaintId }),
    );
  const day = async () => localDay(await engine.now(), 'Asia/Jakarta');

  it('writes to the supervisors of agencies with something to report, by the workflow’s clock', async () => {
    await engine.start(await engine.file({ category: 'drainase' }));
    await engine.start(await engine.file({ category: 'kebersihan' }));
    await engine.hoursPass(23);
    const morning = await engine.startDigest();
    await expect(morning.result()).resolves.toBe(2);
    const occasion = await day();
    expect(await digestRows()).toEqual([
      { recipient: 'supervisor:dlh', occasion, complaintId: null },
      { recipient: 'supervisor:pupr', occasion, complaintId: null },
    ]);
  });

  it('writes nothing when there is nothing to report, and nothing twice on one day', async () => {
    await expect((await engine.startDigest()).result()).resolves.toBe(0);
    await engine.start(await engine.file({ category: 'kebersihan' }));
    await engine.hoursPass(25);
    // The engine's clock may skip a night while somebody waits for a result: what counts is one row for each day.
    const days = new Set<string>();
    for (const hours of [0, 0, 24]) {
      if (hours > 0) await engine.hoursPass(hours);
      await (await engine.startDigest()).result();
      days.add(await day());
      const written = (await digestRows()).map(({ occasion }) => occasion);
      expect(written).toEqual([...new Set(written)]);
      expect(written.length).toBeGreaterThan(0);
    }
    expect(days.size).toBeGreaterThan(1);
    expect((await digestRows()).length).toBeGreaterThan(1);
  });

  it('waits for the database, and gives the engine nothing but instants and numbers', async () => {
    await engine.start(await engine.file({ category: 'kebersihan' }));
    await engine.hoursPass(25);
    failuresLeft = 3;
    const morning = await engine.startDigest();
    await expect(morning.result()).resolves.toBe(1);
    const history = await morning.fetchHistory();
    expect(actionsOf(history)).toBeLessThanOrEqual(3);
    const everything = JSON.stringify(historyToJSON(history));
    const payloads = [...everything.matchAll(/"data\W+([A-Za-z0-9+/=]+)/g)]
      .map(([, data = '']) => Buffer.from(data, 'base64').toString())
      .filter((text) => text !== '');
    expect(payloads).toEqual([expect.stringMatching(/^\{"at":\d+\}$/), '1', '1']);
    expect(everything).toContain('writeDigests');
    expect(everything).not.toMatch(/KENARI|supervisor|SK-|@dinas|Jelutung|kebersihan/);
  });
});
