import { randomUUID } from 'node:crypto';
import type { ComplaintRecord } from '../../database/readers/complaint-record';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { messageOf } from '../../domain/case-message';
import { actSignal } from '../../engine/act-messages';
import { eventually } from '../support/courier-bench';
import { openRealSystem, type RealSystem } from './real-system';
import { startWorkerHere } from './worker-here';

const officer: Actor = { kind: 'officer', agency: 'pupr', ref: 'key-1' };
const officerOf = (agency: string): Actor => ({ kind: 'officer', agency });

describe('an execution that is behind its row', () => {
  let system: RealSystem;
  let stopWorker: () => Promise<void>;
  let id: string;

  beforeAll(async () => {
    system = await openRealSystem();
    stopWorker = await startWorkerHere(system);
  });
  afterAll(async () => {
    await stopWorker();
    await system.stop();
  });
  beforeEach(async () => {
    id = await system.open();
    await eventually(async () => (await system.caseClient.state(id))?.sequence === 2);
  });

  const act = (wanted: Act, actor: Actor, requestId: string = randomUUID()) =>
    system.act({ complaintId: id, act: wanted, actor, requestId });

  /** Writes as another run of the case would, without this one noticing. */
  async function writeBehindItsBack(wanted: Act, requestId: string = randomUUID()): Promise<void> {
    const message = { ...messageOf({ act: wanted, actor: officer, requestId }), at: Date.now() };
    const { outcomes } = await system.cases.advance({ complaintId: id, messages: [message], at: message.at });
    expect(outcomes).toEqual([{ kind: 'done', isRepeat: false }]);
    expect((await system.caseClient.state(id))?.sequence).toBe(2);
  }

  const types = async () => (await system.timeline(id)).map(({ type }) => type).slice(2);

  it('lets the reporter confirm an answer that it has not seen, and ends', async () => {
    await writeBehindItsBack({ act: 'resolve' });
    expect(await act({ act: 'confirm' }, { kind: 'reporter', complaintId: id })).toMatchObject({
      kind: 'done',
    });
    expect(await types()).toEqual(['resolved', 'confirmed', 'closed']);
    await system.caseClient.handleOf(id).result();
  });

  it('lets the new agency act after a reassignment that it has not seen', async () => {
    await writeBehindItsBack({ act: 'reassign', agency: 'dlh' });
    expect(await act({ act: 'acknowledge' }, officerOf('dlh'))).toMatchObject({ kind: 'done' });
    expect(await act({ act: 'start' }, officer)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await types()).toEqual(['reassigned', 'acknowledged']);
  });

  it('answers a repeat of an act that it has not seen as done, even when the act would be refused by now', async () => {
    await writeBehindItsBack({ act: 'acknowledge' }, 'the-same');
    await writeBehindItsBack({ act: 'resolve' });
    expect(await act({ act: 'acknowledge' }, officer, 'the-same')).toMatchObject({ kind: 'done' });
    expect(await types()).toEqual(['acknowledged', 'resolved']);
    expect((await system.caseClient.state(id))?.sequence).toBe(4);
  });

  describe('and its replacement', () => {
    const handle = () => system.caseClient.handleOf(id);
    const complaint = () => system.complaints.byId(id) as Promise<ComplaintRecord>;
    const runId = async () => (await handle().describe()).runId;

    const REPLACEMENTS: Record<string, () => Promise<unknown>> = {
      'was reset': reset,
      'was rebuilt': async () => system.caseClient.rebuild(await complaint()),
      'was terminated and restarted': async () => {
        await handle().terminate('lost');
        await system.caseClient.restart(await complaint());
      },
      'was terminated, and is restarted by an act': () => handle().terminate('lost'),
    };

    it.each(Object.keys(REPLACEMENTS))('count no request twice when it %s', async (how) => {
      const note = (requestId: string) => act({ act: 'notes', public: true }, officer, requestId);
      expect(await note('one')).toMatchObject({ kind: 'done' });
      await handle().signal(actSignal('acknowledge'));
      expect(await note('two')).toMatchObject({ kind: 'done' });
      const before = await runId();
      await REPLACEMENTS[how]?.();
      expect(await note('one')).toMatchObject({ kind: 'done' });
      expect(await note('two')).toMatchObject({ kind: 'done' });
      expect(await act({ act: 'resolve' }, officer)).toMatchObject({ kind: 'done' });
      expect(await types()).toEqual(['noted', 'acknowledged', 'noted', 'resolved']);
      expect(await runId()).not.toBe(before);
    });

    /** Resets it to its first workflow task; what came later is delivered again. */
    async function reset(): Promise<void> {
      const { client, namespace } = system;
      const { events } = await handle().fetchHistory();
      const first = events?.find((event) => event.workflowTaskCompletedEventAttributes);
      await client.workflowService.resetWorkflowExecution({
        namespace,
        workflowExecution: { workflowId: handle().workflowId },
        reason: 'proof',
        requestId: randomUUID(),
        workflowTaskFinishEventId: first?.eventId,
      });
    }
  });
});
