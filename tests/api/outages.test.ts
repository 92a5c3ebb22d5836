import { createOutageWatch } from '../../server/watchdog/outage-watch';
import { unavailable } from '../../api/http/problem';
import { createOutageReader } from '../../database/readers/outage-reader';
import { startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';

const HOUR = 3_600_000;

describe('an outage of an agency', () => {
  let test: ApiUnderTest;
  let centre: string;
  let isEngineAway = false;
  beforeEach(async () => {
    isEngineAway = false;
    test = await startApi();
    const wake = test.deps.outageEngine.wake;
    test.deps.outageEngine.wake = async (id) => {
      if (isEngineAway) throw unavailable('The engine does not answer.');
      await wake(id);
    };
    centre = await test.key('command_centre');
  });
  afterEach(() => test.stop());

  const send = (path: string, body: object = {}, key?: string) => {
    const call = test.api.post(`/api/v1/agencies/${path}`).set('Authorization', `Bearer ${centre}`);
    return (key === undefined ? call : call.set('Idempotency-Key', key)).send(body);
  };
  const declare = (body: object = { hours: 48, reason: 'Banjir di gudang.' }, key?: string) =>
    send('pupr/outages', body, key);
  const list = () => test.api.get('/api/v1/agencies/pupr/outages').set('Authorization', `Bearer ${centre}`);
  const seen = async ({ trackingCode }: Filed, bearer = centre) =>
    (await test.get(trackingCode, bearer)).body;
  const promise = async (filed: Filed) => Date.parse((await seen(filed)).resolveBy);

  it('gives every open case of the agency its hours once, and shows its progress', async () => {
    const [one, other] = [await test.fileAssigned(), await test.fileAssigned()];
    const foreign = await test.fileAssigned({ category: 'kebersihan' });
    const before = await Promise.all([one, other, foreign].map(promise));
    const declared = await declare();
    expect(declared.status).toBe(201);
    expect(declared.body).toMatchObject({
      agency: 'pupr',
      hours: 48,
      state: 'shifting',
      running: true,
      cases: { total: 2, waiting: 2, shifted: 0 },
    });
    expect(Date.parse(declared.body.until) - Date.parse(declared.body.createdAt)).toBe(48 * HOUR);
    await test.workOutages();
    const after = await Promise.all([one, other, foreign].map(promise));
    expect(after.map((at, index) => at - (before[index] ?? 0))).toEqual([48 * HOUR, 48 * HOUR, 0]);
    expect((await list()).body.items).toMatchObject([
      { id: declared.body.id, state: 'shifted', cases: { total: 2, waiting: 0, shifted: 2 } },
    ]);
  });

  it('does what its preview says, and the preview changes nothing', async () => {
    const fresh = await test.fileAssigned();
    const soon = await test.fileAssigned({ category: 'drainase' });
    await test.act(soon.trackingCode, 'acknowledge', await test.key('officer', 'pupr'));
    const { body: preview } = await send('pupr/outages/preview', { hours: 30 });
    expect(preview).toMatchObject({ agency: 'pupr', hours: 30, open: 2, moved: 2 });
    expect((await seen(fresh)).timeline.map(({ type }: { type: string }) => type)).not.toContain('shifted');
    await declare({ hours: 30, reason: 'Libur.' });
    await test.workOutages();
    for (const item of preview.items) {
      const { body } = await test.get(item.trackingCode, centre);
      expect(body.resolveBy).toBe(item.newResolveBy);
      const event = body.timeline.at(-1);
      expect(event).toMatchObject({
        type: 'shifted',
        data: { hours: 30, promisedBy: item.resolveBy, resolveBy: item.newResolveBy, reason: 'Libur.' },
      });
    }
    const ofFresh = preview.items.find((item: Filed) => item.trackingCode === fresh.trackingCode);
    // With a target of 72 h: the acknowledgement is due during the outage, two more deadlines after it.
    expect(ofFresh.deadlines.map(({ saved }: { saved: boolean }) => saved)).toEqual([true, false, false]);
  });

  it('lists in its preview only cases whose deadlines move, and counts the others', async () => {
    const late = await test.fileAssigned();
    test.hoursPass(73);
    await test.settle(late.id);
    // In this test the row does not follow the engine's clock; the preview uses the real one.
    const { body } = await send('pupr/outages/preview', { hours: 10 });
    expect(body).toMatchObject({ open: 1, moved: 0, saved: 0, items: [] });
  });

  it('is shown to the reporter with its reason, and to the public with its hours alone', async () => {
    const filed = await test.fileAssigned();
    await declare();
    await test.workOutages();
    const lastEvent = async (bearer?: string) =>
      (await test.get(filed.trackingCode, bearer)).body.timeline.at(-1);
    expect(await lastEvent(filed.reporterToken)).toMatchObject({
      type: 'shifted',
      data: { hours: 48, reason: 'Banjir di gudang.' },
    });
    expect(await lastEvent()).toMatchObject({ type: 'shifted', data: { hours: 48 } });
    expect((await lastEvent()).data).not.toHaveProperty('shift');
    expect((await lastEvent()).data).not.toHaveProperty('reason');
  });

  it('is refused while another is running, and accepted once that is called off', async () => {
    const { body } = await declare();
    const second = await declare({ hours: 2, reason: 'Lagi.' });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ refusal: 'running' });
    expect((await send('dlh/outages', { hours: 2, reason: 'Lain.' })).status).toBe(201);
    await send(`pupr/outages/${body.id}/undo`);
    await test.workOutages();
    expect((await declare({ hours: 2, reason: 'Lagi.' })).status).toBe(201);
  });

  it('is accepted once when several declare it at the same moment', async () => {
    await test.fileAssigned();
    const responses = await Promise.all([declare(), declare(), declare()]);
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('is declared once, however often the same request is sent', async () => {
    const filed = await test.fileAssigned();
    const before = await promise(filed);
    const key = 'outage-key-0123456789';
    const [first, again] = [await declare(undefined, key), await declare(undefined, key)];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.id).toBe(first.body.id);
    expect((await declare({ hours: 4, reason: 'Lain.' }, key)).body.type).toContain('idempotency_conflict');
    await test.workOutages();
    expect((await promise(filed)) - before).toBe(48 * HOUR);
  });

  it('takes back only unused hours when it is called off', async () => {
    const filed = await test.fileAssigned();
    const before = await promise(filed);
    const { body } = await declare();
    await test.workOutages();
    test.hoursPass(20);
    const undone = await send(`pupr/outages/${body.id}/undo`);
    expect(undone.body).toMatchObject({ state: 'undoing', running: true });
    await test.workOutages();
    const movedMs = (await promise(filed)) - before;
    expect(movedMs).toBeGreaterThanOrEqual(20 * HOUR);
    expect(movedMs).toBeLessThan(20 * HOUR + 60_000);
    expect((await list()).body.items[0]).toMatchObject({
      state: 'undone',
      running: false,
      cases: { givenBack: 1, shifted: 0 },
    });
    expect((await send(`pupr/outages/${body.id}/undo`)).body).toMatchObject({ state: 'undone' });
    await test.workOutages();
    expect((await promise(filed)) - before).toBe(movedMs);
  });

  it('cannot be called off once its hours are over', async () => {
    const { body } = await declare();
    await test.workOutages();
    await test.db.sequelize.query(
      `UPDATE agency_outages SET created_at = created_at - interval '49 hours' WHERE id = '${body.id}'`,
    );
    const response = await send(`pupr/outages/${body.id}/undo`);
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({ refusal: 'over' });
    expect((await list()).body.items).toMatchObject([{ state: 'shifted', running: false }]);
    expect((await declare()).status).toBe(201);
  });

  it('is neither declared nor called off while the engine is away', async () => {
    const filed = await test.fileAssigned();
    isEngineAway = true;
    const response = await declare();
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBeDefined();
    expect((await list()).body.items).toEqual([]);
    expect(await test.db.models.AuditEntry.count({ where: { action: 'outage_declared' } })).toBe(0);
    isEngineAway = false;
    const { body } = await declare();
    await test.workOutages();
    const before = await promise(filed);
    isEngineAway = true;
    expect((await send(`pupr/outages/${body.id}/undo`)).status).toBe(503);
    expect((await list()).body.items).toMatchObject([{ state: 'shifted', undoneAt: null, running: true }]);
    expect(await promise(filed)).toBe(before);
  });

  it('is brought to the engine again until that has finished with it', async () => {
    await test.fileAssigned();
    const { body } = await declare();
    const resumed: string[] = [];
    const watch = createOutageWatch({
      outages: createOutageReader({ db: test.db }),
      engine: { ensureRunning: async (id) => void resumed.push(id) },
    });
    expect(await watch()).toBe(0);
    const grow = () =>
      test.db.sequelize.query(`UPDATE agency_outages SET created_at = created_at - interval '1 hour'`);
    await grow();
    expect(await watch()).toBe(1);
    expect(resumed).toEqual([body.id]);
    await test.workOutages();
    expect(await watch()).toBe(0);
  });

  it('is in the audit log, with who declared it and who called it off', async () => {
    const { body } = await declare();
    await send(`pupr/outages/${body.id}/undo`);
    const entries = await test.db.models.AuditEntry.findAll({
      where: { subject: 'agency:pupr' },
      order: ['id'],
    });
    expect(entries.map(({ action, actor, data }) => ({ action, actor, data }))).toEqual([
      {
        action: 'outage_declared',
        actor: expect.stringMatching(/^key:/),
        data: { outage: body.id, hours: 48 },
      },
      { action: 'outage_undone', actor: expect.stringMatching(/^key:/), data: { outage: body.id } },
    ]);
  });
});

describe('a request for an outage', () => {
  let test: ApiUnderTest;
  let centre: string;
  beforeAll(async () => {
    test = await startApi();
    centre = await test.key('command_centre');
  });
  afterAll(() => test.stop());

  const send = (path: string, body: object = {}) =>
    test.api.post(`/api/v1/agencies/${path}`).set('Authorization', `Bearer ${centre}`).send(body);

  it.each([
    [{ hours: 0, reason: 'Banjir.' }, '#/hours'],
    [{ hours: 337, reason: 'Banjir.' }, '#/hours'],
    [{ hours: 1.5, reason: 'Banjir.' }, '#/hours'],
    [{ hours: 24, reason: '   ' }, '#/reason'],
    [{ hours: 24 }, '#/reason'],
  ])('is refused with %j', async (body, pointer) => {
    const response = await send('pupr/outages', body);
    expect(response.status).toBe(422);
    expect(response.body.errors[0].pointer).toBe(pointer);
    expect(await createOutageReader({ db: test.db }).list({ agency: 'pupr', limit: 1 })).toEqual([]);
  });

  it('is answered with 404 for the outage of another agency and for an unknown agency', async () => {
    const { body } = await send('pupr/outages', { hours: 24, reason: 'Banjir.' });
    expect((await send(`dlh/outages/${body.id}/undo`)).status).toBe(404);
    expect((await send('nobody/outages', { hours: 1, reason: 'Banjir.' })).status).toBe(404);
    expect((await send('pupr/outages/nonsense/undo')).status).toBe(404);
    expect(await createOutageReader({ db: test.db }).find(body.id)).toMatchObject({ undoneAt: null });
  });
});

describe('a take-over', () => {
  let test: ApiUnderTest;
  let centre: string;
  let officer: string;
  beforeAll(async () => {
    test = await startApi();
    centre = await test.key('command_centre');
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  it('keeps the agency from working on the case, and shows its reason to staff alone', async () => {
    const filed = await test.fileAssigned();
    const taken = await test.act(filed.trackingCode, 'take-over', centre, { reason: 'Terlalu lama.' });
    expect(taken.status).toBe(200);
    expect(taken.body).toMatchObject({ takenOver: true, status: 'assigned', agency: 'pupr' });
    const refused = await test.act(filed.trackingCode, 'resolve', officer, { note: 'Selesai.' });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ refusal: 'taken_over' });
    expect((await test.act(filed.trackingCode, 'notes', officer, { text: 'Kami lihat.' })).status).toBe(200);
    const toStaff = await test.get(filed.trackingCode, officer);
    expect(JSON.stringify(toStaff.body.timeline)).toContain('Terlalu lama.');
    for (const bearer of [undefined, filed.reporterToken]) {
      const { body, text } = await test.get(filed.trackingCode, bearer);
      expect(body.timeline.at(-1)).toMatchObject({ type: 'taken_over', actor: { kind: 'command_centre' } });
      expect(text).not.toContain('Terlalu lama.');
    }
  });

  it('of a confidential complaint is not shown to the public', async () => {
    const filed = await test.fileAssigned({ confidential: true });
    await test.act(filed.trackingCode, 'take-over', centre, { reason: 'Peka.' });
    const { body } = await test.get(filed.trackingCode);
    expect(body).not.toHaveProperty('takenOver');
    expect(JSON.stringify(body.timeline)).not.toContain('taken_over');
  });

  it('needs a reason', async () => {
    const filed = await test.fileAssigned();
    expect((await test.act(filed.trackingCode, 'take-over', centre, {})).status).toBe(422);
    expect((await test.act(filed.trackingCode, 'take_over', centre, { reason: 'a' })).status).toBe(404);
  });
});
