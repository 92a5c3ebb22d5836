import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { Op } from 'sequelize';
import { CITY_SCHEDULES } from '../../worker/city-schedules';
import { complaintWorkflowId } from '../../workflows/messages';
import { startStack, type Stack } from '../support/stack';
import { CITY_HALL, createStackClient, type Filed, type StackClient } from '../support/stack-client';

const run = promisify(execFile);

describe('a bad day', () => {
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

  /** The ids of the messages about a complaint that the mailbox holds. */
  async function mailsOf(code: string, to: string): Promise<string[]> {
    return (await client.mails(to, code)).map(({ messageId }) => messageId);
  }

  /** Ids of the engine's schedules. */
  async function schedules(): Promise<string[]> {
    const connection = await Connection.connect({ address: stack.temporalAddress });
    const ids: string[] = [];
    for await (const { scheduleId } of new Client({ connection }).schedule.list()) ids.push(scheduleId);
    await connection.close();
    return ids;
  }

  /** What a dead worker had claimed is free once its lease is over; a test does not wait the two minutes. */
  async function letLeasesRunOut(): Promise<void> {
    await client.db.sequelize.query(
      'UPDATE notifications SET leased_until = now() WHERE leased_until > now()',
    );
  }

  it('kills the worker in the middle of a case: nothing is lost or doubled', async () => {
    const email = 'tahan@pelapor.example';
    const { trackingCode } = await client.file({ reporter: { email } });
    await client.until(async () => (await client.get(trackingCode)).status === 'assigned');
    await stack.killWorker();

    const key = { 'idempotency-key': 'again-and-again' };
    const act = () =>
      client.send('POST', `/api/v1/complaints/${trackingCode}/acknowledge`, {
        body: {},
        token: officer,
        headers: key,
      });
    const unheard = await act();
    expect(unheard.status).toBe(503);
    expect(Number(unheard.headers.get('retry-after'))).toBeGreaterThan(0);

    await stack.startWorker();
    await client.until(async () => (await act()).status === 200);
    const complaint = await client.get(trackingCode);
    expect(complaint.timeline.map(({ type }) => type)).toEqual(['received', 'assigned', 'acknowledged']);
    await letLeasesRunOut();
    // One that was being sent when the worker died may arrive twice, under one id.
    const mails = async () => new Set(await mailsOf(trackingCode, email)).size;
    await client.until(async () => (await mails()) >= 2);
    expect(await mails()).toBe(2);
  });

  it('kills the api in the middle of filings: each is stored once, and goes its way', async () => {
    let cutOff = 0;
    /** Acts like a citizen's app: repeats with the same key until it gets a tracking code. */
    const file = async (key: string): Promise<string> => {
      const body = {
        category: 'jalan',
        description: `Jalan berlubang, laporan ${key}.`,
        location: CITY_HALL,
      };
      for (;;) {
        const response = await client
          .send('POST', '/api/v1/complaints', { body, headers: { 'idempotency-key': key } })
          .catch(() => null);
        if (response?.status === 201) return (response.body as Filed).trackingCode;
        if (response === null) cutOff += 1;
        await delay(50);
      }
    };
    const filings = Array.from({ length: 60 }, (_, index) =>
      delay(index * 5).then(() => file(`filing-${index}`)),
    );
    await Promise.race(filings);
    await stack.killApi();
    await stack.startApi();
    const codes = await Promise.all(filings);

    // Without a request that was cut off, the test would have shown nothing.
    expect(cutOff).toBeGreaterThan(0);
    const stored = await client.db.models.Complaint.findAll({
      where: { description: { [Op.like]: 'Jalan berlubang, laporan filing-%' } },
    });
    expect(stored.map(({ trackingCode }) => trackingCode).sort()).toEqual([...codes].sort());
    for (const code of codes) await client.until(async () => (await client.get(code)).status === 'assigned');
  });

  it('kills the worker in the middle of a mail: it is sent once', async () => {
    const email = 'surat@pelapor.example';
    // The server has received the whole mail and has not answered yet when the worker dies.
    const reached = new Promise<void>((resolve) => {
      stack.setMailFaults(({ to }) => {
        if (!to.includes(email)) return undefined;
        resolve();
        return { kind: 'hang' };
      });
    });
    const { trackingCode } = await client.file({ reporter: { email } });
    await reached;
    await stack.killWorker();
    stack.setMailFaults(() => undefined);
    await stack.startWorker();
    // The lease of the dead worker has to run out first; the test does not wait minutes for it.
    await client.db.sequelize.query(
      'UPDATE notifications SET leased_until = now() WHERE leased_until > now()',
    );
    await client.until(async () => (await mailsOf(trackingCode, email)).length > 0);
    await client.until(async () => (await client.get(trackingCode)).status === 'assigned');
    expect(await mailsOf(trackingCode, email)).toHaveLength(1);
  });

  it('terminates a case with the temporal CLI: it comes back by itself, with deadlines, level and history', async () => {
    const { trackingCode, id } = await client.file();
    const before = await client.fastForward(trackingCode, 25);
    expect(before.escalationLevel).toBe(1);
    await run(stack.temporalBinary, [
      ...['workflow', 'terminate', '--address', stack.temporalAddress],
      ...['--workflow-id', complaintWorkflowId(id), '--reason', 'an operator slipped'],
    ]);
    const acknowledged = await client.act(trackingCode, 'acknowledge', officer);
    expect(acknowledged).toMatchObject({
      status: 'acknowledged',
      escalationLevel: 1,
      resolveBy: before.resolveBy,
    });
    expect(acknowledged.timeline.map(({ type }) => type)).toEqual([
      'received',
      'assigned',
      'warned',
      'escalated',
      'acknowledged',
    ]);
  });

  it('deletes the whole store of the engine: open cases and schedules are back within two minutes, by themselves', async () => {
    const { trackingCode } = await client.file();
    const before = await client.fastForward(trackingCode, 23.9);
    const quiet = await client.file();
    await client.until(async () => (await client.get(quiet.trackingCode)).status === 'assigned');

    await stack.stopTemporal();
    await stack.deleteTemporalStore();
    await stack.startTemporal();

    const watched = await client.until(async () => {
      const { body } = await client.send('GET', '/readyz');
      const { cases } = body as { cases: { watched: number; orphans: number } | null };
      return cases && cases.orphans > 0 && cases;
      // The cases are looked through once a minute, or at once if a health probe came while the engine was away.
    }, 120_000);
    expect(watched.orphans).toBeGreaterThanOrEqual(2);
    await client.until(async () => (await schedules()).length === CITY_SCHEDULES.length, 120_000);
    const after = await client.fastForward(trackingCode, 1);
    expect(after).toMatchObject({ escalationLevel: 1, resolveBy: before.resolveBy });
    expect(after.timeline.slice(0, 2)).toEqual(before.timeline.slice(0, 2));
    const confirmed = await client.act(quiet.trackingCode, 'acknowledge', officer);
    expect(confirmed.timeline.map(({ type }) => type)).toEqual(['received', 'assigned', 'acknowledged']);
  });
});
