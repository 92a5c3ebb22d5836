import { uuidv7 } from 'uuidv7';
import { createMoveOutageCases } from '../../activities/move-outage-cases';
import { createOutageReader } from '../../database/readers/outage-reader';
import { createOutageStore } from '../../database/stores/outage-store';
import { createOutageWork } from '../../database/stores/outage-work';
import { createOutageClient } from '../../engine/outage-client';
import { createOutageWatch } from '../../server/watchdog/outage-watch';
import { agencyOutageWorkflowId } from '../../workflows/messages';
import { eventually } from '../support/courier-bench';
import { openWatchedCity, type WatchedCity } from '../support/watched-city';

describe('an outage of an agency that the engine lost half-way', () => {
  let city: WatchedCity;
  beforeAll(async () => {
    city = await openWatchedCity();
  });
  afterAll(() => city.stop());

  it('is resumed, and shifts every case once', async () => {
    const { db, client, cases } = city;
    const ids = [await city.file(), await city.file(), await city.file()];
    for (const complaintId of ids) await cases.advance({ complaintId, messages: [], at: Date.now() });
    const engine = createOutageClient({ client, deadlineMs: 10_000 });
    const outageId = uuidv7();
    await createOutageStore({ db }).declare({
      ...{ id: outageId, agency: 'pupr', hours: 48, reason: 'Banjir', by: 'staff:jcoc' },
      wake: () => engine.wake(outageId),
    });
    const moved: string[] = [];
    const advance: typeof cases.advance = (input) => {
      if (moved.length === 1) throw new Error('the engine is gone');
      moved.push(input.complaintId);
      return cases.advance(input);
    };
    const moveSome = createMoveOutageCases({
      ...{ outages: createOutageWork({ db }), cases: { advance }, wake: () => undefined },
    });
    await moveSome({ outageId, at: Date.now() }, () => undefined);
    const handle = client.workflow.getHandle(agencyOutageWorkflowId(outageId));
    await handle.terminate();

    const outages = createOutageReader({ db });
    expect(await outages.find(outageId)).toMatchObject({ state: 'shifting', cases: { shifted: 1 } });
    expect(await createOutageWatch({ outages, engine })()).toBe(0);
    const watch = createOutageWatch({ outages, engine, graceMs: 0 });
    expect(await watch()).toBe(1);
    const { historyLength } = await handle.describe();
    // Further looks make the history no longer.
    await watch();
    expect(await handle.describe()).toMatchObject({ status: { name: 'RUNNING' }, historyLength });
    await city.startWorker();
    const isShifted = async () => (await outages.find(outageId))?.state === 'shifted';
    await eventually(isShifted, { what: 'the end of the work' });
    for (const id of ids) {
      const shifts = (await city.complaints.timeline(id)).filter(({ type }) => type === 'shifted');
      expect(shifts).toHaveLength(1);
    }
    expect(await watch()).toBe(0);
  });
});
