import { inForm } from '../support/long-form';
import { startStack, type Stack } from '../support/stack';
import { createStackClient, type ComplaintJson, type StackClient } from '../support/stack-client';

const HOUR = 3_600_000;
/** Category, agency and target; tests/workflows has each of them. */
const PROMISES: [string, string, number][] = [
  ['drainase', 'pupr', 48],
  ['kebersihan', 'dlh', 24],
  ['jalan', 'pupr', 72],
];

describe('the journey of a complaint through the whole system', () => {
  let stack: Stack;
  let client: StackClient;
  let officer: string;

  beforeAll(async () => {
    stack = await startStack();
    client = await createStackClient(stack);
    officer = await client.keyOf('officer', 'pupr');
  });

  afterAll(async () => {
    await client.close();
    await stack.stop();
  });

  const typesOf = ({ timeline }: ComplaintJson) => timeline.map(({ type }) => type);
  const hoursOf = ({ timeline, receivedAt }: ComplaintJson, type: string) =>
    timeline
      .filter((event) => event.type === type)
      .map(({ dueAt }) => (Date.parse(dueAt ?? '') - Date.parse(receivedAt)) / HOUR);
  const subjects = async (to: string, code: string) =>
    (await client.mails(to, code)).map(({ subject }) => subject);

  it.each(inForm({ short: PROMISES.slice(0, 1), long: PROMISES }))(
    '%s of %s escalates at 24, 48 and 72 h and notifies the reporter once that %i h were missed',
    async (category, agency, target) => {
      const email = `warga-${category}@pelapor.example`;
      const { trackingCode } = await client.file({ category, reporter: { email } });
      for (const [index, hours] of [24.1, 24, 24].entries()) {
        const complaint = await client.fastForward(trackingCode, hours);
        expect(complaint.escalationLevel).toBe(index + 1);
      }
      const complaint = await client.get(trackingCode);
      expect(complaint).toMatchObject({ agency, status: 'assigned', overdue: true, targetHours: target });
      expect(hoursOf(complaint, 'escalated')).toEqual([24, 48, 72]);
      expect(hoursOf(complaint, 'target_missed')).toEqual([target]);

      await client.until(async () => (await subjects('jcoc@kota-jambi.example', trackingCode)).length === 1);
      const late = await client.until(async () => {
        const mails = await client.mails(email, trackingCode);
        return mails.length === 2 && mails;
      });
      expect(late.filter(({ subject }) => /terlambat/i.test(subject))).toHaveLength(1);
    },
  );

  it('is acknowledged and resolved in time, confirmed, and never escalated', async () => {
    const email = 'tepat@pelapor.example';
    const { trackingCode, reporterToken } = await client.file({ reporter: { email } });
    await client.act(trackingCode, 'acknowledge', officer);
    await client.fastForward(trackingCode, 30);
    await client.act(trackingCode, 'start', officer);
    await client.act(trackingCode, 'resolve', officer, { note: 'Lubang sudah ditambal.' });
    const closed = await client.act(trackingCode, 'confirm', reporterToken);
    expect(closed).toMatchObject({ status: 'closed', outcome: 'resolved', escalationLevel: 0 });
    expect(typesOf(closed)).toEqual([
      'received',
      'assigned',
      'acknowledged',
      'started',
      'resolved',
      'confirmed',
      'closed',
    ]);
    const mails = await client.until(async () => {
      const all = await client.mails(email, trackingCode);
      return all.length >= 5 && all;
    });
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
    // Received, acknowledged, started, resolved, closed.
    expect(mails).toHaveLength(5);
  });

  it('is reassigned, keeps its clock, and the new agency answers for it', async () => {
    const { trackingCode, resolveBy } = await client.file();
    await client.act(trackingCode, 'reassign', officer, {
      agency: 'dlh',
      reason: 'Ini sampah, bukan jalan.',
    });
    const complaint = await client.fastForward(trackingCode, 25);
    expect(complaint).toMatchObject({ agency: 'dlh', escalationLevel: 1, resolveBy });
    const refused = await client.send('POST', `/api/v1/complaints/${trackingCode}/acknowledge`, {
      body: {},
      token: officer,
    });
    expect(refused.status).toBe(404);
  });

  it('is reopened by its reporter, escalates at once and again, and is closed by silence', async () => {
    const { trackingCode, reporterToken } = await client.file({
      reporter: { email: 'buka@pelapor.example' },
    });
    await client.act(trackingCode, 'resolve', officer, { note: 'Selesai.' });
    const reopened = await client.act(trackingCode, 'reopen', reporterToken, {
      reason: 'not_repaired',
      text: 'Lubangnya masih ada.',
    });
    expect(reopened).toMatchObject({ status: 'assigned', cycle: 2, escalationLevel: 1, targetHours: 24 });
    const late = await client.fastForward(trackingCode, 24.5);
    expect(late.escalationLevel).toBe(2);
    await client.act(trackingCode, 'resolve', officer, { note: 'Sekarang benar-benar selesai.' });
    await client.untilTold(trackingCode);
    const closed = await client.fastForward(trackingCode, 72.5);
    expect(closed).toMatchObject({ status: 'closed', outcome: 'resolved', escalationLevel: 2 });
  });

  it('is filed while the engine is stopped, answered 201, and its deadlines count from receipt', async () => {
    await stack.stopTemporal();
    const filed = await client.file({ reporter: { email: 'luring@pelapor.example' } });
    expect((await client.get(filed.trackingCode)).status).toBe('submitted');
    const act = await client.send('POST', `/api/v1/complaints/${filed.trackingCode}/acknowledge`, {
      body: {},
      token: officer,
      headers: { 'idempotency-key': 'during-the-outage' },
    });
    expect([409, 503]).toContain(act.status);
    await stack.startTemporal();
    const assigned = await client.until(async () => {
      const complaint = await client.get(filed.trackingCode);
      return complaint.status === 'assigned' && complaint;
    });
    expect(assigned.resolveBy).toBe(new Date(Date.parse(filed.receivedAt) + 72 * HOUR).toISOString());
    const late = await client.fastForward(filed.trackingCode, 24.1);
    expect(hoursOf(late, 'escalated')).toEqual([24]);
  });
});
