import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '../../domain/actor';
import { eventually } from '../support/courier-bench';
import { openRealSystem, type RealSystem } from './real-system';
import { startWorkerHere } from './worker-here';

const officer: Actor = { kind: 'officer', agency: 'pupr', ref: 'key-1' };
const AWAY = new Error('connection refused');

describe('a case whose database is unavailable', () => {
  let system: RealSystem;
  let stopWorker: () => Promise<void>;
  let isAway = false;
  /** How long the database keeps each attempt waiting, by case. */
  const holds = new Map<string, number>();

  beforeAll(async () => {
    system = await openRealSystem();
    stopWorker = await startWorkerHere(system, {
      changeCases: (cases) => ({
        ...cases,
        async advance(input) {
          if (!isAway) return cases.advance(input);
          await delay(holds.get(input.complaintId));
          throw AWAY;
        },
      }),
    });
  });
  afterAll(async () => {
    await stopWorker();
    await system.stop();
  });

  async function historyOf(id: string) {
    return (await system.caseClient.handleOf(id).fetchHistory()).events ?? [];
  }
  const waitsPatiently = async (id: string) =>
    (await historyOf(id)).some((event) => event.activityTaskScheduledEventAttributes);

  async function openedCases(): Promise<string[]> {
    const ids = await Promise.all([system.open(), system.open()]);
    for (const id of ids) await eventually(async () => (await system.caseClient.state(id))?.sequence === 2);
    return ids;
  }

  async function awayUntil(isSo: () => Promise<void>): Promise<void> {
    isAway = true;
    try {
      await isSo();
    } finally {
      isAway = false;
    }
  }

  // A worker that retried within a workflow task would take no message, and add to the history all the time.
  it('waits in an activity of its own, whether connections are refused or hang, and then counts the act', async () => {
    const [refused = '', hanging = ''] = await openedCases();
    holds.set(hanging, 1_500);
    const act = { act: 'acknowledge' } as const;
    const request = (complaintId: string) => ({ complaintId, act, actor: officer, requestId: 'the-same' });
    const sent = [refused, hanging].map((id) => system.act(request(id)));
    await awayUntil(async () => {
      for (const id of [refused, hanging])
        await eventually(() => waitsPatiently(id), { withinMs: 15_000, what: 'waiting' });
    });
    await Promise.all(sent);
    for (const id of [refused, hanging]) {
      await eventually(async () => (await system.act(request(id))).kind === 'done');
      expect((await system.timeline(id)).map(({ type }) => type)).toEqual([
        'received',
        'assigned',
        'acknowledged',
      ]);
      const tasks = (await historyOf(id)).filter((event) => event.workflowTaskStartedEventAttributes);
      expect(tasks.length).toBeLessThanOrEqual(5);
    }
  });
});
