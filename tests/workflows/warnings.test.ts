import type { Actor } from '../../domain/actor';
import { startComplaintEngine, type ComplaintEngine } from '../support/complaint-engine';
import { actionsOf } from '../support/temporal-actions';

const HOUR = 3_600_000;
const officer: Actor = { kind: 'officer', agency: 'pupr' };

describe('a warning on the engine', () => {
  let engine: ComplaintEngine;
  beforeEach(async () => {
    engine = await startComplaintEngine();
  });
  afterEach(() => engine.stop());

  const warningsOf = async (id: string) =>
    (await engine.timeline(id)).flatMap((event) => (event.type === 'warned' ? [event] : []));
  const mailed = async (id: string) =>
    (await engine.notified(id)).filter((each) => each.startsWith('warned'));

  it('reaches the mailbox and the officer once, at its hour, and not for a checkpoint that was met', async () => {
    const dewi = await engine.hire('dewi', 'pupr');
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'assign', officer: dewi }, officer);
    await engine.hoursPass(19);
    const [{ at, dueAt = NaN, data }] = (await warningsOf(id)) as [Awaited<ReturnType<typeof warningsOf>>[0]];
    const receivedAt = (await engine.timeline(id))[0]?.at ?? NaN;
    expect(dueAt).toBe(receivedAt + 18 * HOUR);
    expect(at - dueAt).toBeLessThan(2_000);
    expect(data).toEqual({ checkpointHours: 24, requirement: 'acknowledged', dueBy: receivedAt + 24 * HOUR });
    expect(await mailed(id)).toEqual(['warned → agency:pupr', `warned → staff:${dewi}`]);
    await engine.act(id, { act: 'acknowledge' }, officer);
    await engine.hoursPass(45);
    expect(await warningsOf(id)).toHaveLength(1);
    await engine.hoursPass(4);
    expect((await warningsOf(id)).map((event) => event.data.requirement)).toEqual([
      'acknowledged',
      'resolved',
    ]);
  });

  // The table of docs/decisions/0034-warnings-before-deadlines.md.
  it.each([
    ['costs a neglected case nothing under a policy without warnings', undefined, [6, 10, 24, 9]],
    ['costs a neglected case this much', { percentLeft: 25, atMostHours: 6 }, [9, 13, 42, 15]],
  ])('%s', async (_what, warnings, cost) => {
    const id = await engine.start(await engine.fileUnder({ warnings }));
    await engine.hoursPass(73);
    const history = await engine.handleOf(id).fetchHistory();
    const [entries, mails] = [await engine.timeline(id), await engine.notified(id)];
    expect([entries.length, mails.length, history.events?.length, actionsOf(history)]).toEqual(cost);
  });
});
