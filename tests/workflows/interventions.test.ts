import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { createMoveOutageCases } from '../../activities/move-outage-cases';
import { createOutageWork } from '../../database/stores/outage-work';
import type { AdvanceInput } from '../../database/cases/advance-input';
import type { Actor } from '../../domain/actor';
import { actSignal } from '../../engine/act-messages';
import { agencyOutageWorkflowId } from '../../workflows/messages';
import { startComplaintEngine, type ComplaintEngine } from '../support/complaint-engine';

const officer: Actor = { kind: 'officer', agency: 'pupr', ref: 'key-1' };
const commandCentre: Actor = { kind: 'command_centre', ref: 'jcoc' };
const reporterOf = (id: string): Actor => ({ kind: 'reporter', complaintId: id });
const HOUR = 3_600_000;
const refusal = (code: string) => ({ cause: { details: [expect.objectContaining({ code })] } });

describe('interventions on the engine', () => {
  let engine: ComplaintEngine;
  /** Stands between the outage and its cases, so that a test can fail or delay it. */
  let send: (input: AdvanceInput, pass: () => Promise<unknown>) => Promise<void>;
  let sent: string[];
  /** Called when nothing is left to do, before the outage's workflow learns of it. */
  let onceDone: (input: { outageId: string }) => Promise<void>;

  beforeEach(async () => {
    sent = [];
    send = async (_request, pass) => void (await pass());
    onceDone = async () => undefined;
    engine = await startComplaintEngine({
      changeDeps: (deps) => ({
        ...deps,
        async moveOutageCases(input, onProgress) {
          const move = createMoveOutageCases({
            outages: createOutageWork({ db: engine.db }),
            cases: { advance: sentOver },
            wake: (id) => void engine.caseClient.wakeRunning(id),
          });
          const isDone = await move(input, onProgress);
          if (isDone) await onceDone(input);
          return isDone;
        },
      }),
    });
  });

  async function sentOver(input: AdvanceInput) {
    sent.push(`${input.messages[0]?.name} ${input.complaintId}`);
    let advanced: Awaited<ReturnType<typeof engine.cases.advance>> | undefined;
    await send(input, async () => (advanced = await engine.cases.advance(input)));
    if (!advanced) throw new Error('the case was not asked');
    return advanced;
  }
  afterEach(() => engine.stop());

  const openCase = async (category = 'jalan') => engine.start(await engine.file({ category }));
  const promise = async (id: string) => (await engine.complaints.byId(id))?.resolveBy ?? 0;
  const shiftsOf = async (id: string) => (await engine.timeline(id)).filter(({ type }) => type === 'shifted');
  const declared = async (agency: string, hours: number) => {
    const id = await engine.declareOutage(agency, hours);
    await engine.untilOutage(id, 'shifted');
    return id;
  };

  it('let the command centre take a case over and hand it back, on the same clock', async () => {
    const id = await openCase();
    const before = await promise(id);
    await engine.act(id, { act: 'take_over' }, commandCentre);
    expect(await engine.complaints.byId(id)).toMatchObject({ takenOver: true, agency: 'pupr' });
    await expect(engine.act(id, { act: 'acknowledge' }, officer)).rejects.toMatchObject(
      refusal('taken_over'),
    );
    await engine.act(id, { act: 'reassign', agency: 'pupr' }, commandCentre);
    expect(await engine.complaints.byId(id)).toMatchObject({ takenOver: false, resolveBy: before });
    expect(await engine.notified(id)).toContain('taken_over → agency:pupr');
    await engine.act(id, { act: 'acknowledge' }, officer);
  });

  it('shift the deadlines of every open case of the agency once, and nobody else’s', async () => {
    const cases = [await openCase(), await openCase(), await openCase()];
    const other = await openCase('kebersihan');
    const resolved = await openCase();
    await engine.act(resolved, { act: 'resolve' }, officer);
    const before = await Promise.all([...cases, other, resolved].map(promise));
    const outage = await declared('pupr', 48);
    const after = await Promise.all([...cases, other, resolved].map(promise));
    expect(after.map((at, index) => at - (before[index] ?? 0))).toEqual([
      48 * HOUR,
      48 * HOUR,
      48 * HOUR,
      0,
      0,
    ]);
    for (const id of cases) {
      expect(await shiftsOf(id)).toMatchObject([
        {
          actor: { kind: 'command_centre', ref: 'jcoc' },
          text: 'KENARI banjir',
          data: { shift: outage, hours: 48 },
        },
      ]);
      expect((await engine.notified(id)).filter((each) => each.startsWith('shifted'))).toEqual([
        'shifted → reporter:ID',
      ]);
    }
    expect(await engine.outage(outage)).toMatchObject({
      state: 'shifted',
      cases: { total: 3, waiting: 0, shifted: 3, left: 0 },
    });
  });

  it('let the engine wake up at the new deadline, not at the old one', async () => {
    const id = await openCase();
    await declared('pupr', 48);
    await engine.hoursPass(71);
    expect((await engine.complaints.byId(id))?.escalationLevel).toBe(0);
    await engine.hoursPass(2);
    expect((await engine.complaints.byId(id))?.escalationLevel).toBe(1);
  });

  it('give back what was not used when the outage is called off, without another mail to the reporter', async () => {
    const id = await openCase();
    const before = await promise(id);
    const outage = await declared('pupr', 48);
    await engine.hoursPass(10);
    const [shifted] = await shiftsOf(id);
    await engine.undoOutage(outage);
    await engine.untilOutage(outage, 'undone');
    const [, undone] = await shiftsOf(id);
    expect(undone).toMatchObject({ data: { shift: outage, undone: true }, text: null });
    expect((await promise(id)) - before).toBe((undone?.at ?? 0) - (shifted?.at ?? 0));
    expect(await engine.outage(outage)).toMatchObject({
      state: 'undone',
      cases: { total: 1, givenBack: 1, shifted: 0 },
    });
    expect((await engine.notified(id)).filter((each) => each.startsWith('shifted'))).toHaveLength(1);
  });

  it('go on after a worker was killed between a case and its note, and shift no deadline twice', async () => {
    const cases = [await openCase(), await openCase(), await openCase()];
    const before = await Promise.all(cases.map(promise));
    let isKilled = false;
    send = async (_request, pass) => {
      await pass();
      if (isKilled) return;
      isKilled = true;
      throw new Error('killed after the case had moved');
    };
    const outage = await declared('pupr', 24);
    expect(sent.length).toBeGreaterThan(cases.length);
    const after = await Promise.all(cases.map(promise));
    expect(after.map((at, index) => at - (before[index] ?? 0))).toEqual(cases.map(() => 24 * HOUR));
    for (const id of cases) expect(await shiftsOf(id)).toHaveLength(1);
    expect(await engine.outage(outage)).toMatchObject({ cases: { total: 3, shifted: 3 } });
  });

  it('leave alone what was reassigned, answered or withdrawn before its turn came', async () => {
    const [handed, answered, withdrawn, kept] = [
      await openCase(),
      await openCase(),
      await openCase(),
      await openCase(),
    ];
    const before = await Promise.all([handed, answered, withdrawn].map(promise));
    let overtake: Promise<void> | undefined;
    send = async (_request, pass) => {
      const isFirst = overtake === undefined;
      overtake ??= (async () => {
        await engine.act(handed, { act: 'reassign', agency: 'dlh' }, officer);
        await engine.act(answered, { act: 'resolve' }, officer);
        await engine.act(withdrawn, { act: 'withdraw' }, reporterOf(withdrawn));
        await engine.untilEnded(withdrawn);
      })();
      await overtake;
      if (isFirst) throw new Error('its turn has not come');
      await pass();
    };
    const outage = await declared('pupr', 24);
    expect(await Promise.all([handed, answered, withdrawn].map(promise))).toEqual(before);
    expect(await shiftsOf(kept)).toHaveLength(1);
    expect(await engine.outage(outage)).toMatchObject({
      state: 'shifted',
      cases: { total: 4, shifted: 1, left: 3 },
    });
  });

  it('do not shift a case that only came to the agency afterwards', async () => {
    const late = await openCase('kebersihan');
    const before = await promise(late);
    await declared('pupr', 24);
    await engine.act(late, { act: 'reassign', agency: 'pupr' }, { kind: 'officer', agency: 'dlh' });
    expect(await promise(late)).toBe(before);
    expect(await shiftsOf(late)).toEqual([]);
  });

  it('pause between attempts while no case can be moved', async () => {
    await openCase();
    let failures = 3;
    send = async (_request, pass) => {
      if (failures-- > 0) throw new Error('no case can be moved');
      await pass();
    };
    const outage = await declared('pupr', 24);
    const { events } = await engine.client.workflow.getHandle(agencyOutageWorkflowId(outage)).fetchHistory();
    // Attempts that fail are retries of one activity; the second activity finds nothing left to do.
    expect(events?.filter((event) => event.activityTaskScheduledEventAttributes)).toHaveLength(2);
    expect(await engine.outage(outage)).toMatchObject({ cases: { total: 1, shifted: 1 } });
  });

  it('can be called off just after the last case was shifted', async () => {
    await openCase();
    onceDone = async ({ outageId }) => {
      onceDone = async () => undefined;
      await engine.undoOutage(outageId);
    };
    const outage = await engine.declareOutage('pupr', 100);
    await engine.untilOutage(outage, 'undone');
    expect(await engine.outage(outage)).toMatchObject({ cases: { waiting: 0, shifted: 0, givenBack: 1 } });
  });

  it('can be called off while cases are still being shifted: none stays shifted', async () => {
    const cases = [await openCase(), await openCase()];
    let isCalledOff = false;
    send = async ({ messages }, pass) => {
      await pass();
      if (isCalledOff || messages[0]?.name !== 'shift') return;
      isCalledOff = true;
      await engine.undoOutage((messages[0].payload as { shift: string }).shift);
    };
    const outage = await engine.declareOutage('pupr', 100);
    await engine.untilOutage(outage, 'undone');
    expect(await engine.outage(outage)).toMatchObject({ state: 'undone', cases: { waiting: 0, shifted: 0 } });
    for (const id of cases) {
      const events = await shiftsOf(id);
      const usedMs = (events[1]?.at ?? 0) - (events[0]?.at ?? 0);
      const received = (await engine.complaints.byId(id))?.receivedAt ?? 0;
      expect((await promise(id)) - received).toBe(72 * HOUR + usedMs);
    }
  });

  it('refuse an outage that nobody declared, even from somebody who can reach the engine', async () => {
    const id = await openCase();
    const invented = { shift: '01936000-0000-7000-8000-0000000000f1', agency: 'pupr', hours: 48 };
    await expect(engine.act(id, { act: 'shift', ...invented }, commandCentre)).rejects.toMatchObject(
      refusal('invalid'),
    );
    await engine.handleOf(id).signal(actSignal('shift'), invented);
    await engine.handleOf(id).signal(actSignal('shift'), { ...invented, hours: 1.5 });
    await engine.hoursPass(1);
    expect((await engine.timeline(id)).slice(-2)).toMatchObject([
      { type: 'noted', data: { kind: 'signal_refused', act: 'shift', refusal: 'invalid' } },
      { type: 'noted', data: { kind: 'signal_refused', act: 'shift', refusal: 'invalid' } },
    ]);
  });

  it('give the engine ids and codes, never the reason for an outage', async () => {
    const id = await openCase();
    const outage = await declared('pupr', 24);
    const payloadsOf = async (handle: WorkflowHandle) => {
      const everything = JSON.stringify(historyToJSON(await handle.fetchHistory()));
      const payloads = [...everything.matchAll(/"data\W+([A-Za-z0-9+/=]+)/g)].map(([, data = '']) =>
        Buffer.from(data, 'base64').toString(),
      );
      return [everything, ...payloads].join();
    };
    const [ofOutage, ofCase] = [
      await payloadsOf(engine.outageHandle(outage)),
      await payloadsOf(engine.handleOf(id)),
    ];
    expect(ofOutage).toContain(outage);
    expect(ofCase).toContain(id);
    expect([ofOutage, ofCase].join()).not.toContain('KENARI');
  });

  it('are done at once for an agency without an open case', async () => {
    const outage = await declared('dlh', 24);
    expect(await engine.outage(outage)).toMatchObject({ state: 'shifted', cases: { total: 0 } });
  });
});
