import { randomUUID } from 'node:crypto';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { createToldReader } from '../../database/readers/told-reader';
import { createActOnCase } from '../../engine/act-on-case';
import { createToldRelay } from '../../server/told-relay';
import { eventually } from '../support/courier-bench';
import { openWatchedCity, type WatchedCity } from '../support/watched-city';

const OFFICER: Actor = { kind: 'officer', agency: 'pupr' };
/** How long an act waits for the engine before it counts as unavailable. */
const DEADLINE_MS = 1_000;

describe('the relay of what became of an answer', () => {
  let city: WatchedCity;
  const relays: ReturnType<typeof createToldRelay>[] = [];
  beforeAll(async () => {
    city = await openWatchedCity();
    await city.startWorker();
  });
  afterEach(async () => {
    for (const relay of relays.splice(0)) await relay.stop();
    await city.empty();
  });
  afterAll(() => city.stop());

  const engineOf = () => {
    const { client, complaints, cases, caseClient } = city;
    const preview = cases.preview;
    const onUnavailable = () => undefined;
    return createActOnCase({
      ...{ client, complaints, preview, deadlineMs: DEADLINE_MS, onUnavailable },
      cases: caseClient,
    });
  };

  function startRelay(): ReturnType<typeof createToldRelay> {
    const relay = createToldRelay({
      told: createToldReader({ db: city.db }),
      ...{ complaints: city.complaints, cases: city.cases, logger: city.logger, pollMs: 30 },
      engine: { act: engineOf(), wake: () => undefined },
      live: { subscribe: () => () => undefined },
    });
    relays.push(relay);
    relay.start();
    return relay;
  }

  const act = (complaintId: string, wanted: Act, actor: Actor = OFFICER) =>
    engineOf()({ complaintId, act: wanted, actor, requestId: randomUUID() });

  async function answered(): Promise<string> {
    const id = await city.start(await city.file(city.city.policy));
    await eventually(async () => (await city.statusOf(id)) === 'assigned');
    expect(await act(id, { act: 'resolve' })).toMatchObject({ kind: 'done' });
    return id;
  }

  const settle = (id: string, state: string) =>
    city.sql('UPDATE notifications SET state = $2 WHERE complaint_id = $1 RETURNING id', id, state);
  const rowOf = (id: string) => city.complaints.byId(id);
  const tellings = async (id: string) =>
    (await city.complaints.timeline(id)).filter(({ type }) => type.startsWith('reporter_'));
  const isTold = (id: string) => async () => (await rowOf(id))?.toldAt !== null;

  it('tells a case of a mail that a process sent before it died', async () => {
    const id = await answered();
    await settle(id, 'sent');
    startRelay();
    await eventually(isTold(id));
    expect(await tellings(id)).toMatchObject([
      { type: 'reporter_told', actor: { kind: 'system' }, data: { by: 'mail', answer: 3 } },
    ]);
    expect((await rowOf(id))?.nextDueBy).toBe(((await rowOf(id))?.toldAt ?? 0) + 72 * 3_600_000);
  });

  it('says nothing while the mail is still being tried', async () => {
    const id = await answered();
    startRelay();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await tellings(id)).toEqual([]);
    expect((await rowOf(id))?.nextDueBy).toBeNull();
  });

  it.each(['failed', 'suppressed'])('says that nobody can be told when the mail is %s', async (state) => {
    const id = await answered();
    await settle(id, state);
    startRelay();
    await eventually(async () => (await rowOf(id))?.unreachedAt !== null);
    // A replay that gets through later still tells.
    await settle(id, 'sent');
    await eventually(isTold(id));
    expect((await tellings(id)).map(({ type }) => type)).toEqual(['reporter_unreached', 'reporter_told']);
  });

  it('adds one event, however many relays there are and however often they look', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, answered));
    for (const id of ids) await settle(id, 'sent');
    for (let relay = 0; relay < 3; relay += 1) startRelay();
    for (const id of ids) await eventually(isTold(id));
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const id of ids) expect(await tellings(id)).toHaveLength(1);
  });

  it('keeps trying while the engine is away', async () => {
    const id = await answered();
    await city.stopWorker();
    await settle(id, 'sent');
    startRelay();
    await eventually(() => city.log.some((line) => JSON.stringify(line).includes('still trying')));
    expect(await tellings(id)).toEqual([]);
    await city.startWorker();
    await eventually(isTold(id));
    expect(await tellings(id)).toHaveLength(1);
  });

  it('leaves cases alone that were objected to, closed, or filed under a policy that does not ask', async () => {
    const [objected, closed, old] = [await answered(), await answered(), await city.start(await city.file())];
    await act(objected, { act: 'reopen', reason: 'partly' }, { kind: 'reporter', complaintId: objected });
    await act(closed, { act: 'confirm' }, { kind: 'reporter', complaintId: closed });
    await eventually(async () => (await city.statusOf(old)) === 'assigned');
    await act(old, { act: 'resolve' });
    await city.sql(`UPDATE notifications SET state = 'sent' RETURNING id`);
    startRelay();
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const id of [objected, closed, old]) expect(await tellings(id)).toEqual([]);
  });
});
