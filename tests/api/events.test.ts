import { cloudEventSchema, eventListSchema } from '../../api/events/event-schemas';
import { createFeedCursors } from '../../api/events/feed-cursor';
import { createFeedReader } from '../../database/readers/feed-reader';
import { createReporterStore } from '../../database/stores/reporter-store';
import { selectRows } from '../../database/select-rows';
import { FILING, LINK_SECRETS, PUBLIC_URL } from '../support/api-under-test';
import { idsOf, startEvents, type EventsUnderTest } from './events-under-test';

const CANARY = {
  description: 'Kenari deskripsi: lubang di depan rumah.',
  address: 'Kenari alamat 17',
  name: 'Kenari Nama',
  email: 'kenari.surel@warga.example',
  phone: '+6281100004711',
  note: 'Kenari catatan di antara kami.',
};

const CURSORS = createFeedCursors({ secrets: LINK_SECRETS });

describe('the feed of the city’s events', () => {
  let test: EventsUnderTest;
  let officer: string;
  let centre: string;
  beforeAll(async () => {
    test = await startEvents();
    officer = await test.key('officer', 'pupr');
    centre = await test.key('command_centre');
  });
  beforeEach(() => selectRows(test.db, { sql: 'TRUNCATE complaints CASCADE' }));
  afterAll(() => test.stop());

  it('lists what happened as thin CloudEvents, in order, with a link to the next page', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'acknowledge', officer);
    await test.publish();
    const { status, body, headers } = await test.ask(centre);
    expect(status).toBe(200);
    expect(eventListSchema.parse(body)).toEqual(body);
    expect(idsOf(body.items)).toEqual([1, 2, 3].map((sequence) => `${filed.id}/${sequence}`));
    const last = body.items[2];
    expect(cloudEventSchema.strict().parse(last)).toEqual({
      specversion: '1.0',
      id: `${filed.id}/3`,
      source: `${PUBLIC_URL}/api/v1`,
      type: 'sikesal.complaint.acknowledged.v1',
      subject: filed.trackingCode,
      time: last.time,
      datacontenttype: 'application/json',
      data: {
        trackingCode: filed.trackingCode,
        status: 'acknowledged',
        category: 'jalan',
        agency: 'pupr',
        district: 'jelutung',
        escalationLevel: 0,
        resolveBy: filed.resolveBy,
        links: { self: `${PUBLIC_URL}/api/v1/complaints/${filed.trackingCode}` },
      },
    });
    expect(Date.now() - Date.parse(last.time)).toBeLessThan(60_000);
    expect(headers.link).toBe(`<${PUBLIC_URL}/api/v1/events?limit=100&cursor=${body.next}>; rel="next"`);
    expect(headers['cache-control']).toBe('private, no-cache');
  });

  it('gives a cursor even when there is nothing, and goes on from it', async () => {
    const empty = await test.ask(centre);
    expect(empty.body.items).toEqual([]);
    const first = await test.fileAssigned();
    await test.publish();
    const some = await test.ask(centre, { cursor: empty.body.next, limit: '1' });
    expect(idsOf(some.body.items)).toEqual([`${first.id}/1`]);
    const rest = await test.ask(centre, { cursor: some.body.next });
    expect(idsOf(rest.body.items)).toEqual([`${first.id}/2`]);
    const end = await test.ask(centre, { cursor: rest.body.next });
    expect(end.body).toEqual({ items: [], next: rest.body.next });
  });

  it('does not reveal how many events there are that a reader may not see', async () => {
    const road = await test.fileAssigned();
    await test.publish();
    const readers = [
      await test.key('application'),
      await test.key('officer', 'pupr'),
      await test.key('supervisor', 'dishub'),
    ];
    const ends = () => Promise.all(readers.map((key) => test.ask(key, { cursor: 'latest' })));
    const before = await ends();
    await test.fileAssigned({ category: 'kebersihan', confidential: true });
    await test.publish();
    expect((await ends()).map(({ body }) => body)).toEqual(before.map(({ body }) => body));
    for (const [at, key] of readers.entries()) {
      const cursor = before[at]?.body.next;
      expect((await test.ask(key, { cursor })).body).toEqual({ items: [], next: cursor });
    }
    await test.act(road.trackingCode, 'acknowledge', officer);
    await test.publish();
    const response = await test.ask(readers[0], { cursor: before[0]?.body.next, type: 'closed' });
    expect(response.body).toEqual({ items: [], next: CURSORS.encode(5) });
    expect(await test.ask(readers[0], { cursor: response.body.next })).toMatchObject({ body: { items: [] } });
  });

  it('gives cursors that cannot be read, forged or changed', async () => {
    await test.fileAssigned();
    await test.publish();
    const { next } = (await test.ask(centre)).body;
    const [one = '', two = ''] = [1, 2].map((position) => CURSORS.encode(position));
    expect(one.slice(0, 8)).not.toBe(two.slice(0, 8));
    for (const cursor of [
      Buffer.from('feed.1').toString('base64url'),
      Buffer.alloc(16).toString('base64url'),
      createFeedCursors({ secrets: [{ secret: 'another' }] }).encode(1),
      (next.startsWith('A') ? 'B' : 'A') + next.slice(1),
    ])
      expect([cursor, (await test.ask(centre, { cursor })).status]).toEqual([cursor, 422]);
    const rotated = createFeedCursors({ secrets: [{ secret: 'newer' }, ...LINK_SECRETS] });
    expect(rotated.decode(next)).toBe(CURSORS.decode(next));
  });

  it('starts at its end with the cursor “latest”', async () => {
    await test.fileAssigned();
    await test.publish();
    const now = await test.ask(centre, { cursor: 'latest' });
    expect(now.body.items).toEqual([]);
    const next = await test.file();
    await test.publish();
    const { body } = await test.ask(centre, { cursor: now.body.next });
    expect(idsOf(body.items)).toEqual([`${next.id}/1`]);
  });

  it('has no deadline for a resolved complaint', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Selesai.' });
    await test.publish();
    const { body } = await test.ask(centre);
    expect(body.items[2].data).toMatchObject({ status: 'resolved' });
    expect(body.items[2].data).not.toHaveProperty('resolveBy');
  });

  it('can be filtered by types, agencies, categories and districts', async () => {
    const road = await test.fileAssigned();
    const waste = await test.fileAssigned({ category: 'kebersihan' });
    await test.act(road.trackingCode, 'acknowledge', officer);
    await test.publish();
    const idsFor = async (query: Record<string, string>) => idsOf(await test.readAll(centre, query));
    expect(await idsFor({ type: 'received,acknowledged' })).toEqual([
      ...[`${road.id}/1`, `${waste.id}/1`, `${road.id}/3`],
    ]);
    expect(await idsFor({ agency: 'dlh' })).toEqual([`${waste.id}/1`, `${waste.id}/2`]);
    expect(await idsFor({ category: 'jalan', type: 'assigned' })).toEqual([`${road.id}/2`]);
    expect(await idsFor({ district: 'jelutung' })).toHaveLength(5);
    expect(await idsFor({ district: 'kota-baru' })).toEqual([]);
    const { headers } = await test.ask(centre, { type: 'received,closed', agency: 'pupr,dlh' });
    const again = new URL(/<(.*)>/.exec(headers.link ?? '')?.[1] ?? '').searchParams;
    expect([again.get('type'), again.get('agency')]).toEqual(['received,closed', 'pupr,dlh']);
  });

  it.each([
    ['nonsense', { cursor: 'nonsense' }, 'cursor'],
    ['no text', { cursor: '____' }, 'cursor'],
    ['a list’s cursor', { cursor: Buffer.from('1700000000000.x').toString('base64url') }, 'cursor'],
    ['a negative place', { cursor: Buffer.from('feed.-1').toString('base64url') }, 'cursor'],
    [
      'a place that no number reaches',
      { cursor: Buffer.from(`feed.${'9'.repeat(30)}`).toString('base64url') },
      'cursor',
    ],
    ['a place that the feed has not reached', { cursor: CURSORS.encode(1) }, 'cursor'],
    ['nothing', { cursor: '' }, 'cursor'],
    ['too many', { limit: '501' }, 'limit'],
    ['a type that there is not', { type: 'exploded' }, 'type'],
    ['what nobody knows', { since: '2026-01-01' }, 'since'],
  ])('refuses %s and names the parameter', async (_name, query, parameter) => {
    const { status, body } = await test.ask(centre, query as unknown as Record<string, string>);
    expect([status, body.errors[0].parameter]).toEqual([422, parameter]);
  });

  it('requires a credential of staff or of an application', async () => {
    const filed = await test.file();
    for (const bearer of [undefined, filed.reporterToken]) {
      const { status, body, headers } = await test.ask(bearer);
      expect([status, body.type]).toEqual([401, `${PUBLIC_URL}/problems/unauthorized`]);
      expect(headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('requires its scope of an application’s key', async () => {
    const { key } = await test.deps.apiKeys.create(
      { role: 'application', agency: null, label: 'Peta', scopes: ['complaints:file'] },
      { by: 'test' },
    );
    const { status, body } = await test.ask(key);
    expect([status, body.scope]).toEqual([403, 'events:read']);
  });

  describe('of a confidential complaint', () => {
    it('reaches its agency, the command centre and the application that filed it, and nobody else', async () => {
      const [own, foreign] = [await test.key('application'), await test.key('application')];
      const filed = await test.fileAssigned({ confidential: true }, own);
      await test.publish();
      const readers = {
        officer,
        centre,
        administrator: await test.key('administrator'),
        own,
        foreign,
        'foreign officer': await test.key('officer', 'dlh'),
      };
      const counts: Record<string, number> = {};
      for (const [who, bearer] of Object.entries(readers)) {
        const events = await test.readAll(bearer);
        expect(events.every(({ subject }) => subject === filed.trackingCode)).toBe(true);
        counts[who] = events.length;
      }
      expect(counts).toEqual({
        ...{ officer: 2, centre: 2, administrator: 2, own: 2 },
        ...{ foreign: 0, 'foreign officer': 0 },
      });
    });

    it('no longer reaches the agency that it was taken from', async () => {
      const filed = await test.fileAssigned({ confidential: true });
      await test.act(filed.trackingCode, 'reassign', officer, { agency: 'dlh', reason: 'Sampah.' });
      await test.publish();
      expect(await test.readAll(officer)).toEqual([]);
    });
  });

  it('shows an agency its own complaints, and which one was taken from it', async () => {
    const [kept, given] = [await test.fileAssigned(), await test.fileAssigned()];
    await test.fileAssigned({ category: 'kebersihan' });
    await test.act(given.trackingCode, 'reassign', officer, { agency: 'dlh', reason: 'Sampah.' });
    await test.publish();
    expect(idsOf(await test.readAll(officer))).toEqual([`${kept.id}/1`, `${kept.id}/2`, `${given.id}/3`]);
    const foreign = idsOf(await test.readAll(await test.key('officer', 'dlh')));
    expect(foreign.filter((id) => id.startsWith(given.id))).toHaveLength(3);
  });

  it('shows an application nothing that is internal to staff', async () => {
    const supervisor = await test.key('supervisor', 'pupr');
    const own = await test.key('application');
    const filed = await test.fileAssigned({}, own);
    const notes = { text: CANARY.note };
    await test.act(filed.trackingCode, 'notes', officer, notes);
    await test.act(filed.trackingCode, 'notes', officer, { ...notes, public: true });
    await test.act(filed.trackingCode, 'nudge', supervisor);
    await test.act(filed.trackingCode, 'assign', supervisor, { officer: null });
    await test.publish();
    expect((await test.readAll(officer)).length).toBeGreaterThan(4);
    for (const bearer of [own, await test.key('application')])
      expect(idsOf(await test.readAll(bearer))).toEqual(
        [1, 2, 4].map((sequence) => `${filed.id}/${sequence}`),
      );
  });

  it('has no personal data, before and after a reporter is erased', async () => {
    const filed = await test.fileAssigned({
      description: CANARY.description,
      location: { ...FILING.location, address: CANARY.address },
      reporter: { name: CANARY.name, email: CANARY.email, phone: CANARY.phone },
    });
    await test.act(filed.trackingCode, 'notes', officer, { text: CANARY.note });
    await test.act(filed.trackingCode, 'resolve', officer, { note: CANARY.note });
    await test.act(filed.trackingCode, 'reopen', filed.reporterToken, {
      reason: 'partly',
      text: CANARY.note,
    });
    await test.publish();
    const before = await test.readAll(centre);
    expect(before).toHaveLength(6);
    await createReporterStore({ db: test.db }).erase({ complaintId: filed.id, actor: 'retention' });
    await test.publish();
    expect(await test.readAll(centre)).toEqual(before);
    for (const secret of [...Object.values(CANARY), '103.6131', 'enari'])
      expect(JSON.stringify(before)).not.toContain(secret);
  });

  describe('with a long history', () => {
    const LONG = 2_345;
    beforeEach(async () => {
      const { id } = await test.file();
      await selectRows(test.db, {
        sql: `INSERT INTO timeline_events (complaint_id, sequence, type, at, actor_kind, data)
          SELECT $1, n, 'noted', now(), 'officer', '{"kind":"note","public":true}' FROM generate_series(2, $2::int) n`,
        bind: [id, LONG],
      });
      await test.publish();
    });

    it('is read in pages, each event once and in order', async () => {
      const events = await test.readAll(centre, { limit: '500' });
      const sequences = events.map(({ id }) => Number(id.split('/')[1]));
      expect(sequences).toEqual(Array.from({ length: LONG }, (_, index) => index + 1));
    });

    it('searches only so far in one request, and goes on from there in the next', async () => {
      const late = await test.fileAssigned({ category: 'kebersihan' });
      await test.publish();
      // As if a year of the city's events lay in between.
      await selectRows(test.db, {
        sql: 'UPDATE timeline_events SET position = position + 50000 WHERE complaint_id = $1',
        bind: [late.id],
      });
      const first = await test.ask(centre, { agency: 'dlh' });
      expect(first.body.items).toEqual([]);
      expect(first.body.next).toBe(CURSORS.encode(10_000));
      expect(idsOf(await test.readAll(centre, { agency: 'dlh' }))).toEqual([`${late.id}/1`, `${late.id}/2`]);
    });

    it('gives the newest events first', async () => {
      const feed = createFeedReader({ db: test.db });
      const newest = await feed.latest({ limit: 3, filter: { scope: 'all' } });
      expect(newest.map(({ position }) => position)).toEqual([LONG, LONG - 1, LONG - 2]);
      const older = await feed.latest({ before: LONG - 2, limit: 1, filter: { scope: 'all' } });
      expect(older.map(({ position }) => position)).toEqual([LONG - 3]);
    });
  });
});
