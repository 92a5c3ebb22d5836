import type { CaseEngine } from '../../api/acts/execute-act';
import { PUBLIC_URL, startApi, type ApiUnderTest } from '../support/api-under-test';

describe('an act', () => {
  let test: ApiUnderTest;
  let officer: string;
  let supervisor: string;
  let stranger: string;
  let commandCentre: string;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
    supervisor = await test.key('supervisor', 'pupr');
    stranger = await test.key('officer', 'dlh');
    commandCentre = await test.key('command_centre');
  });
  afterAll(() => test.stop());

  it('returns the complaint as it is afterwards', async () => {
    const { trackingCode } = await test.fileAssigned();
    const response = await test.act(trackingCode, 'acknowledge', officer);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ trackingCode, status: 'acknowledged', acknowledgeBy: null });
    expect(response.body.timeline.map(({ type }: { type: string }) => type)).toEqual([
      'received',
      'assigned',
      'acknowledged',
    ]);
    expect(response.body.timeline[2].actor).toEqual({ kind: 'officer', agency: 'pupr' });
  });

  it('may have an empty body if it takes no text', async () => {
    const { trackingCode } = await test.fileAssigned();
    const response = await test.api
      .post(`/api/v1/complaints/${trackingCode}/start`)
      .set('Authorization', `Bearer ${officer}`);
    expect(response.body.status).toBe('in_progress');
  });

  it('accepts a tracking code as people type it', async () => {
    const { trackingCode } = await test.fileAssigned();
    const typed = trackingCode.toLowerCase().replaceAll('-', '');
    expect((await test.act(typed, 'acknowledge', officer)).status).toBe(200);
  });

  it('keeps its text with the event, under the name in the request', async () => {
    const { trackingCode, reporterToken } = await test.fileAssigned();
    await test.act(trackingCode, 'notes', officer, { text: 'Alat berat dipesan.', public: true });
    await test.act(trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    const reopened = await test.act(trackingCode, 'reopen', reporterToken, {
      reason: 'partly',
      text: 'Lubang kedua masih ada.',
    });
    expect(reopened.status).toBe(200);
    expect(reopened.body).toMatchObject({ status: 'assigned', cycle: 2, escalationLevel: 1 });
    expect(reopened.body.timeline).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'noted',
          data: { kind: 'note', public: true, text: 'Alat berat dipesan.' },
        }),
        expect.objectContaining({ type: 'resolved', data: { note: 'Sudah ditambal.' } }),
        expect.objectContaining({
          type: 'reopened',
          data: { reason: 'partly', cycle: 2, text: 'Lubang kedua masih ada.' },
        }),
      ]),
    );
  });

  it('is refused with 409, the status and the refusal when it does not count now', async () => {
    const { trackingCode } = await test.fileAssigned();
    await test.act(trackingCode, 'acknowledge', officer);
    const response = await test.act(trackingCode, 'acknowledge', officer);
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({
      type: `${PUBLIC_URL}/problems/refused`,
      complaintStatus: 'acknowledged',
      refusal: 'illegal_transition',
    });
  });

  it('shows nobody its text when it is refused', async () => {
    const { trackingCode, reporterToken } = await test.fileAssigned();
    const response = await test.act(trackingCode, 'reopen', reporterToken, {
      reason: 'partly',
      text: 'Terlalu dini.',
    });
    expect(response.status).toBe(409);
    expect((await test.get(trackingCode, commandCentre)).text).not.toContain('Terlalu dini');
  });

  it('gets the same 404 for another agency’s complaint as for one that does not exist', async () => {
    const { trackingCode } = await test.fileAssigned();
    const foreign = await test.act(trackingCode, 'acknowledge', stranger);
    const unknown = await test.act('SK-0000-0000', 'acknowledge', stranger);
    expect(foreign.status).toBe(404);
    expect(foreign.text).toBe(unknown.text);
  });

  it('is validated only after access to the complaint is checked', async () => {
    const { trackingCode } = await test.fileAssigned();
    expect((await test.act(trackingCode, 'resolve', stranger, { nonsense: true })).status).toBe(404);
    expect((await test.act(trackingCode, 'resolve', officer, { nonsense: true })).status).toBe(422);
  });

  it.each<[string, object, string, string]>([
    ['resolve', {}, '#/note', 'required'],
    ['resolve', { note: '  ' }, '#/note', 'minimum'],
    ['reject', { reason: 'no_mood' }, '#/reason', 'enum'],
    ['reassign', { agency: 'nasa', reason: 'x' }, '#/agency', 'enum'],
    ['reassign', { agency: 'dlh' }, '#/reason', 'required'],
    ['reassign', { agency: 'dlh', reason: 'x', category: 'naga' }, '#/category', 'enum'],
    ['extend', { hours: 73, reason: 'x' }, '#/hours', 'maximum'],
    ['extend', { hours: 1.5, reason: 'x' }, '#/hours', 'type'],
    ['extend', { hours: '24', reason: 'x' }, '#/hours', 'type'],
    ['merge', { into: 'SK-0000-0000' }, '#/into', 'unknown_complaint'],
    ['merge', { into: 'nonsense' }, '#/into', 'unknown_complaint'],
    ['acknowledge', { note: 'x' }, '#/note', 'unknown'],
  ])('%s with %j is refused at %s', async (act, body, pointer, rule) => {
    const { trackingCode } = await test.fileAssigned();
    const response = await test.act(trackingCode, act, supervisor, body);
    expect(response.status).toBe(422);
    expect(response.body.errors).toContainEqual(expect.objectContaining({ pointer, rule }));
    expect((await test.get(trackingCode, supervisor)).body.timeline).toHaveLength(2);
  });

  it('merges into an earlier complaint of the same category, and into no other', async () => {
    const earlier = await test.fileAssigned();
    const other = await test.fileAssigned({ category: 'drainase' });
    const later = await test.fileAssigned();
    const merge = (code: string, into: string) => test.act(code, 'merge', officer, { into });
    expect((await merge(earlier.trackingCode, later.trackingCode)).body.refusal).toBe('not_mergeable');
    expect((await merge(later.trackingCode, other.trackingCode)).body.refusal).toBe('not_mergeable');
    const merged = await merge(later.trackingCode, earlier.trackingCode);
    expect(merged.body).toMatchObject({ status: 'duplicate', mergedInto: earlier.trackingCode });
    expect(merged.body.timeline.at(-1).data).toEqual({ into: earlier.trackingCode });
  });

  it('of hiding counts once with an Idempotency-Key, and is refused with another body', async () => {
    const { trackingCode } = await test.fileAssigned();
    const send = (body: object) =>
      test.act(trackingCode, 'visibility', officer, body).set('Idempotency-Key', 'hide it');
    expect((await send({ hidden: true })).body.hidden).toBe(true);
    await test.act(trackingCode, 'visibility', officer, { hidden: false });
    const again = await send({ hidden: true });
    expect([again.status, again.body.hidden]).toEqual([200, false]);
    const other = await send({ hidden: false });
    expect(other.status).toBe(422);
    expect(other.body.type).toMatch(/\/problems\/idempotency_conflict$/);
  });

  it('is answered with 503 and Retry-After when the engine is away', async () => {
    const api = await startApi({
      deps: { engine: { act: async () => ({ kind: 'unavailable' }), wake: () => undefined } },
    });
    try {
      const { trackingCode } = await api.fileAssigned();
      const response = await api.act(trackingCode, 'acknowledge', await api.key('officer', 'pupr'));
      expect(response.status).toBe(503);
      expect(response.headers['retry-after']).toMatch(/^\d+$/);
    } finally {
      await api.stop();
    }
  });

  it('is refused from the row even while the engine is away, and reaches the engine only if it may count', async () => {
    const asked: string[] = [];
    const engine: CaseEngine = {
      act: async ({ act }) => (asked.push(act.act), { kind: 'unavailable' }),
      wake: () => undefined,
    };
    const api = await startApi({ deps: { engine } });
    try {
      const { trackingCode } = await api.fileAssigned();
      const key = await api.key('officer', 'pupr');
      const supervisor = await api.key('supervisor', 'pupr');
      expect((await api.act(trackingCode, 'acknowledge', key)).status).toBe(503);
      const later = { hours: 500, reason: 'x' };
      expect((await api.act(trackingCode, 'extend', supervisor, later)).status).toBe(422);
      await api.direct.act({
        complaintId: (await api.deps.complaints.byCode(trackingCode))?.id ?? '',
        act: { act: 'resolve' },
        actor: { kind: 'system' },
        requestId: 'another officer',
      });
      const refused = await api.act(trackingCode, 'acknowledge', key);
      expect([refused.status, refused.body.refusal]).toEqual([409, 'illegal_transition']);
      expect(asked).toEqual(['acknowledge']);
    } finally {
      await api.stop();
    }
  });

  it('repeated after it counted is answered while the engine is away, and wakes the case', async () => {
    const woken: string[] = [];
    const { trackingCode, id } = await test.fileAssigned();
    const send = () =>
      test.act(trackingCode, 'acknowledge', officer).set('Idempotency-Key', 'counted before');
    expect((await send()).status).toBe(200);
    const { engine } = test.deps;
    const { act, wake } = engine;
    engine.act = async () => ({ kind: 'unavailable' });
    engine.wake = (complaint) => void woken.push(complaint.id);
    try {
      expect((await send()).status).toBe(200);
    } finally {
      Object.assign(engine, { act, wake });
    }
    expect(woken).toEqual([id]);
  });

  describe('with an Idempotency-Key', () => {
    const send = (code: string, act: string, { key, body = {} }: { key: string; body?: object }) =>
      test.act(code, act, officer, body).set('Idempotency-Key', key);

    it('counts once, however often it is sent', async () => {
      const { trackingCode } = await test.fileAssigned();
      const note = { key: 'one', body: { text: 'Sekali saja.' } };
      const statuses = [];
      for (let sent = 0; sent < 3; sent += 1) {
        statuses.push((await send(trackingCode, 'notes', note)).status);
      }
      expect(statuses).toEqual([200, 200, 200]);
      const { body } = await test.get(trackingCode, officer);
      expect(body.timeline.filter(({ type }: { type: string }) => type === 'noted')).toHaveLength(1);
    });

    it('is refused with another body', async () => {
      const { trackingCode } = await test.fileAssigned();
      await send(trackingCode, 'notes', { key: 'two', body: { text: 'Satu.' } });
      const response = await send(trackingCode, 'notes', { key: 'two', body: { text: 'Dua.' } });
      expect(response.status).toBe(422);
      expect(response.body.type).toBe(`${PUBLIC_URL}/problems/idempotency_conflict`);
    });

    it('is answered again after a reassignment, although the complaint is no longer theirs', async () => {
      const { trackingCode } = await test.fileAssigned();
      const handOver = { key: 'away', body: { agency: 'dlh', reason: 'Sampah.' } };
      expect((await send(trackingCode, 'reassign', handOver)).status).toBe(200);
      expect((await send(trackingCode, 'reassign', handOver)).status).toBe(200);
      expect((await send(trackingCode, 'reassign', { ...handOver, key: 'again' })).status).toBe(404);
    });

    it('is another act for another person', async () => {
      const { trackingCode } = await test.fileAssigned();
      await send(trackingCode, 'notes', { key: 'same', body: { text: 'Petugas.' } });
      const response = await test
        .act(trackingCode, 'notes', supervisor, { text: 'Atasan.' })
        .set('Idempotency-Key', 'same');
      expect(response.status).toBe(200);
      expect(response.text).toContain('Atasan.');
    });
  });
});
