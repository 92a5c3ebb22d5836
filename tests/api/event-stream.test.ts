import { setTimeout as delay } from 'node:timers/promises';
import { FEED_STREAM_SETTINGS } from '../../api/events/feed-stream-settings';
import { createFeedCursors } from '../../api/events/feed-cursor';
import { selectRows } from '../../database/select-rows';
import { LINK_SECRETS, type Filed } from '../support/api-under-test';
import { watch, type Watching } from '../web/live/watch';
import { startEvents, eventsIn, type EventsUnderTest } from './events-under-test';

const SETTINGS = { ...FEED_STREAM_SETTINGS, heartbeatMs: 100, lookEveryMs: 200, eventsAtOnce: 10 };

const idsIn = (text: string) => eventsIn(text).map(({ data }) => data.id);
const untilReceived = (watching: Watching, count: number) =>
  watching.until((text) => eventsIn(text).length >= count);

const CURSORS = createFeedCursors({ secrets: LINK_SECRETS });

describe('the feed as a stream', () => {
  let test: EventsUnderTest;
  let officer: string;
  let centre: string;
  const open: Watching[] = [];
  beforeAll(async () => {
    test = await startEvents({ feedStreams: SETTINGS });
    test.publisher.start();
    officer = await test.key('officer', 'pupr');
    centre = await test.key('command_centre');
  });
  afterEach(() => {
    for (const watching of open.splice(0)) watching.leave();
  });
  afterAll(() => test.stop());

  async function follow(...input: Parameters<EventsUnderTest['follow']>): Promise<Watching> {
    const watching = await test.follow(...input);
    open.push(watching);
    return watching;
  }

  /** The cursor at the current end of the feed: what follows it is the test's own. */
  async function here(): Promise<string> {
    await test.publish();
    return (await test.ask(centre, { cursor: 'latest' })).body.next as string;
  }

  it('sends what is filed within a second, each event once', async () => {
    const watching = await follow(centre, { query: `?cursor=${await here()}` });
    expect([watching.status, watching.headers['content-type']]).toEqual([200, 'text/event-stream']);
    expect(watching.headers['cache-control']).toBe('no-store');
    const filed: Filed[] = [];
    const tookMs: number[] = [];
    for (let count = 1; count <= 3; count += 1) {
      filed.push(await test.file());
      const filedAt = Date.now();
      await untilReceived(watching, count);
      tookMs.push(Date.now() - filedAt);
    }
    // Other work on this machine may delay one of them.
    expect(tookMs.sort((a, b) => a - b)[1]).toBeLessThan(1_000);
    await watching.until((all) => all.endsWith('\n:\n\n'));
    expect(idsIn(watching.text())).toEqual(filed.map(({ id }) => `${id}/1`));
    expect(eventsIn(watching.text())[0]).toMatchObject({
      type: 'sikesal.complaint.received.v1',
      data: { specversion: '1.0', id: `${filed[0]?.id}/1`, subject: filed[0]?.trackingCode },
    });
  });

  it('goes on after the Last-Event-ID, whatever cursor is in the URL', async () => {
    const start = await here();
    const filed = await test.fileAssigned();
    const first = await follow(centre, { query: `?cursor=${start}` });
    const heard = eventsIn(await untilReceived(first, 1))[0];
    first.leave();
    await test.act(filed.trackingCode, 'acknowledge', officer);
    const again = await follow(centre, { query: `?cursor=${start}`, lastEventId: heard?.id });
    await untilReceived(again, 2);
    expect(idsIn(again.text())).toEqual([`${filed.id}/2`, `${filed.id}/3`]);
  });

  it('starts with the first event when no cursor is given', async () => {
    const filed = await test.file();
    await test.publish();
    const watching = await follow(centre);
    await watching.until((text) => idsIn(text).includes(`${filed.id}/1`));
    expect(idsIn(watching.text())).toEqual((await test.readAll(centre)).map(({ id }) => id));
  });

  it.each([
    ['a number that the feed has not given', 'nonsense'],
    ['a place that it has not reached', CURSORS.encode(10_000_000)],
  ])('refuses %s as Last-Event-ID', async (_name, lastEventId) => {
    const { status, body } = await test
      .ask(centre)
      .set({ Accept: 'text/event-stream', 'Last-Event-ID': lastEventId });
    expect([status, body.errors[0].header]).toEqual([422, 'Last-Event-ID']);
  });

  it('sends no more than polling does', async () => {
    const application = await test.key('application');
    const query = `?cursor=${await here()}&type=received`;
    const [foreign, own] = [await follow(application, { query }), await follow(officer, { query })];
    const hidden = await test.fileAssigned({ confidential: true });
    const shown = await test.fileAssigned();
    await untilReceived(foreign, 1);
    await untilReceived(own, 2);
    expect(idsIn(foreign.text())).toEqual([`${shown.id}/1`]);
    expect(idsIn(own.text())).toEqual([`${hidden.id}/1`, `${shown.id}/1`]);
    expect(foreign.text()).not.toContain(hidden.trackingCode);
  });

  it('ends within seconds when its key is revoked, and sends nothing after that', async () => {
    const { id, key } = await test.deps.apiKeys.create(
      { role: 'command_centre', agency: null, label: 'Layar' },
      { by: 'test' },
    );
    const watching = await follow(key, { query: `?cursor=${await here()}` });
    await test.deps.apiKeys.revoke(id, { by: 'test' });
    const filed = await test.file();
    await Promise.race([watching.ended, delay(5_000).then(() => Promise.reject(new Error('still open')))]);
    expect(watching.text()).not.toContain(filed.trackingCode);
  });

  it('ends when its reader moves to another agency', async () => {
    const { staff, sessions } = test.deps;
    const member = await staff.add(
      { name: 'Budi', email: 'budi@pupr.example', role: 'officer', agency: 'pupr', language: 'id' },
      { by: 'test' },
    );
    const session = await sessions.open({ staffId: member.id, device: null });
    const port = Number(new URL(test.api.get('/').url).port);
    const watching = await watch({
      port,
      path: '/api/v1/events?cursor=latest',
      cookie: `__Host-sikesal-session=${session?.token}`,
      headers: { Accept: 'text/event-stream' },
    });
    open.push(watching);
    expect(watching.status).toBe(200);
    await staff.change(member.id, { agency: 'dlh' }, { by: 'test' });
    await watching.ended;
  });

  it('also sends events that it was not notified of', async () => {
    const watching = await follow(centre, { query: `?cursor=${await here()}` });
    const filed = await test.file();
    await test.publish();
    // Neither the publisher nor the stream is notified of this one.
    await selectRows(test.db, {
      sql: `INSERT INTO timeline_events (complaint_id, sequence, type, at, actor_kind, data)
        VALUES ($1, 2, 'started', now(), 'officer', '{}')`,
      bind: [filed.id],
    });
    await watching.until((text) => idsIn(text).includes(`${filed.id}/2`));
  });

  it('goes on after the connection to the database was lost', async () => {
    const watching = await follow(centre, { query: `?cursor=${await here()}` });
    await selectRows(test.db, {
      sql: `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'sikesal-listen' AND datname = current_database()`,
    });
    const filed = await test.file();
    await watching.until((text) => idsIn(text).includes(`${filed.id}/1`));
  });

  it('catches up with a long history in order, and then goes on', async () => {
    const { id } = await test.file();
    const start = await here();
    await selectRows(test.db, {
      sql: `INSERT INTO timeline_events (complaint_id, sequence, type, at, actor_kind, data)
        SELECT $1, n, 'started', now(), 'officer', '{}' FROM generate_series(2, 301) n`,
      bind: [id],
    });
    await test.publish();
    const watching = await follow(centre, { query: `?cursor=${start}` });
    await untilReceived(watching, 300);
    const filed = await test.file();
    await untilReceived(watching, 301);
    const received = idsIn(watching.text());
    expect(received).toEqual([
      ...Array.from({ length: 300 }, (_, index) => `${id}/${index + 2}`),
      `${filed.id}/1`,
    ]);
  });

  it('answers a HEAD request', async () => {
    const { status, headers } = await test.api
      .head('/api/v1/events')
      .set({ Accept: 'text/event-stream', Authorization: `Bearer ${centre}` });
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream']);
  });

  it('has a limited number of slots per network, and gives freed ones to others', async () => {
    const all: Watching[] = [];
    for (let slot = 0; slot < SETTINGS.slotsPerNetwork; slot += 1)
      all.push(await follow(centre, { query: '?cursor=latest' }));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    const refused = await follow(centre, { query: '?cursor=latest' });
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    all[0]?.leave();
    let next = refused;
    while (next.status !== 200) next = await follow(centre, { query: '?cursor=latest' });
  });
});

describe('the feed as a stream while the process stops', () => {
  it('ends', async () => {
    const test = await startEvents();
    const watching = await test.follow(await test.key('command_centre'));
    await test.stop();
    await watching.ended;
  });
});
