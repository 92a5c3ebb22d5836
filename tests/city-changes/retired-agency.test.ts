import type { Filed } from '../support/api-under-test';
import { retired } from './changed-pack';
import { followCityOf } from './follow-city-of';
import { startTwoCities, type TwoCities } from './two-cities';
import { leadsTo, seenIn, walker, walkToCheck } from '../web/filing/walker';
import { formsIn, keyIn } from '../web/pages-under-test';

const LAMP = { category: 'lampu-jalan', description: 'Lampu jalan di depan musala padam tiga malam.' };

describe('an agency that hands its open cases over', () => {
  let cities: TwoCities;
  beforeAll(async () => {
    const changed = await retired({
      ...{ kind: 'agencies', code: 'dishub', successor: 'pupr', openCases: 'hand_over' },
    });
    cities = await startTwoCities(changed);
  });
  afterAll(() => cities.stop());

  const view = async ({ trackingCode }: Filed) =>
    (await cities.after.get(trackingCode, await cities.after.key('command_centre'))).body;
  const recipientsOf = async ({ id: complaintId }: Filed, kind: string) => {
    const rows = await cities.after.db.models.Notification.findAll({ where: { complaintId } });
    return rows.filter((row) => row.kind === kind).map(({ recipient }) => recipient);
  };

  it('gives each to its successor as an ordinary hand-over, with the promise kept', async () => {
    const { before, after } = cities;
    const filed = await before.fileAssigned(LAMP);
    await before.act(filed.trackingCode, 'acknowledge', await before.key('officer', 'dishub'));
    await followCityOf(after);
    const body = await view(filed);
    expect(body).toMatchObject({ agency: 'pupr', status: 'assigned', resolveBy: filed.resolveBy });
    expect(body.timeline.at(-1)).toMatchObject({
      ...{ type: 'reassigned', actor: { kind: 'system' }, data: { from: 'dishub', to: 'pupr' } },
    });
    expect(await recipientsOf(filed, 'reassigned_agency')).toEqual(['agency:pupr']);
    expect(await recipientsOf(filed, 'reassigned_reporter')).toEqual([`reporter:${filed.id}`]);
    await followCityOf(after);
    expect((await view(filed)).timeline).toHaveLength(body.timeline.length);
  });

  it('uses up none of the hand-overs that agencies have', async () => {
    const { before, after } = cities;
    const filed = await before.fileAssigned(LAMP);
    await followCityOf(after);
    const give = async (from: string, to: string) =>
      (
        await after.act(filed.trackingCode, 'reassign', await after.key('officer', from), {
          ...{ agency: to, reason: 'Bukan kewenangan kami.' },
        })
      ).body.agency as string;
    expect([await give('pupr', 'dlh'), await give('dlh', 'organisasi')]).toEqual(['dlh', 'organisasi']);
  });

  it('leaves a case alone that the command centre has taken over', async () => {
    const { before, after } = cities;
    const filed = await before.fileAssigned(LAMP);
    const centre = await before.key('command_centre');
    await before.act(filed.trackingCode, 'take-over', centre, { reason: 'Kami tangani sendiri.' });
    await followCityOf(after);
    expect(await view(filed)).toMatchObject({ agency: 'dishub', takenOver: true });
    const back = { agency: 'dishub', reason: 'Dikembalikan.' };
    const refused = await after.act(filed.trackingCode, 'reassign', centre, back);
    expect([refused.status, refused.body.detail]).toEqual([
      ...[422, expect.stringContaining('its successor is "pupr"')],
    ]);
  });

  it('has a reopened case go to its successor at once, whose staff are notified', async () => {
    const { before, after } = cities;
    const filed = await before.fileAssigned(LAMP);
    const officer = await before.key('officer', 'dishub');
    await before.act(filed.trackingCode, 'resolve', officer, { note: 'Lampu sudah diganti.' });
    const objection = { reason: 'not_repaired', text: 'Masih padam.' };
    const reopened = await after.act(filed.trackingCode, 'reopen', filed.reporterToken, objection);
    expect(reopened.status).toBe(200);
    expect(await view(filed)).toMatchObject({ agency: 'pupr', escalationLevel: 1 });
    expect(await recipientsOf(filed, 'reopened')).toEqual(expect.arrayContaining(['supervisor:pupr']));
    expect((await recipientsOf(filed, 'reopened')).filter((each) => each.endsWith(':dishub'))).toEqual([]);
  });

  it('lets an officer of its successor acknowledge a case, after the hand-over at the latest', async () => {
    const { before, after } = cities;
    const filed = await before.fileAssigned(LAMP);
    const acted = await after.act(filed.trackingCode, 'acknowledge', await after.key('officer', 'pupr'));
    // The case may still be the old agency's, so that the officer cannot find it before the hand-over.
    expect([200, 404]).toContain(acted.status);
    await followCityOf(after);
    const again = await after.act(filed.trackingCode, 'acknowledge', await after.key('officer', 'pupr'));
    expect([200, 409]).toContain(again.status);
    expect(await view(filed)).toMatchObject({ agency: 'pupr', status: 'acknowledged' });
  });
});

describe('an agency that finishes what it has', () => {
  let cities: TwoCities;
  beforeAll(async () => {
    const changed = await retired({
      ...{ kind: 'agencies', code: 'dishub', successor: 'pupr', openCases: 'finish' },
    });
    cities = await startTwoCities(changed);
  });
  afterAll(() => cities.stop());

  it('keeps its cases, their mails and escalations, and gets nothing new', async () => {
    const { before, after } = cities;
    const filed = await before.fileAssigned(LAMP);
    await followCityOf(after);
    after.hoursPass(25);
    await after.settle(filed.id);
    const rows = await after.db.models.Notification.findAll({ where: { complaintId: filed.id } });
    expect(rows.map(({ kind, recipient }) => `${kind} ${recipient}`)).toContain(
      'escalated supervisor:dishub',
    );
    const officer = await after.key('officer', 'dishub');
    expect((await after.act(filed.trackingCode, 'resolve', officer, { note: 'Diganti.' })).status).toBe(200);
    const fresh = await after.fileAssigned(LAMP);
    const centre = await after.key('command_centre');
    expect((await after.get(fresh.trackingCode, centre)).body.agency).toBe('pupr');
  });

  it('is replaced in a promise that somebody saw before', async () => {
    const { before, after } = cities;
    const early = walker(before);
    const seen = await walkToCheck(early);
    const late = walker(after, { Cookie: [...early.cookies].map((pair) => pair.join('=')).join('; ') });
    const again = await late.post('/file/check', { seen });
    expect([again.status, again.text.includes('Dinas PUPR')]).toEqual([409, true]);
    expect(again.text).toContain('Waktu yang kami janjikan baru berubah.');
    expect(leadsTo(await late.post('/file/check', { seen: seenIn(again.text) }))).toBe('/file/sent');
  });

  it('acts through the links in its mails', async () => {
    const { before, after } = cities;
    const filed = await before.fileAssigned(LAMP);
    const link = after.staff(filed, 'agency:dishub');
    const page = await after.page(link);
    expect([page.status, formsIn(page.text)]).toEqual([200, expect.arrayContaining(['acknowledge'])]);
    const sent = await after.post(link, { act: 'acknowledge', key: keyIn(page.text) });
    expect(sent.status).toBe(303);
    expect(await after.types(filed)).toContain('acknowledged');
  });
});
