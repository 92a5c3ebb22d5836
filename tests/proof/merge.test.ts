import type { Actor } from '../../domain/actor';
import { eventually } from '../support/courier-bench';
import { openRealSystem, type RealSystem } from './real-system';
import { startWorkerHere } from './worker-here';

const officer: Actor = { kind: 'officer', agency: 'pupr', ref: 'key-1' };

describe('a merge whose execution is lost right after it', () => {
  let system: RealSystem;
  let stopWorker: () => Promise<void>;
  let survivor: string;
  let merged: string;

  beforeAll(async () => {
    system = await openRealSystem();
    stopWorker = await startWorkerHere(system, {
      changeCases: (cases) => ({
        ...cases,
        async advance(input) {
          const advanced = await cases.advance(input);
          // Before its workflow, or anybody else, has heard of it.
          if (advanced.status === 'duplicate')
            await system.caseClient.handleOf(input.complaintId).terminate('lost');
          return advanced;
        },
      }),
    });
    survivor = await system.open();
    merged = await system.open();
    for (const id of [survivor, merged])
      await eventually(async () => (await system.complaints.byId(id))?.status === 'assigned');
  });
  afterAll(async () => {
    await stopWorker();
    await system.stop();
  });

  it('counts, and its sender is told so', async () => {
    const act = { act: 'merge', into: survivor } as const;
    const request = { complaintId: merged, act, actor: officer, requestId: 'merge-1' };
    expect(await system.act(request)).toEqual({ kind: 'done', isRepeat: true });
    const { status } = await system.caseClient.handleOf(merged).describe();
    expect(status.name).toBe('TERMINATED');
  });

  it('has passed its reporters on to the survivor, and they hear of the outcome', async () => {
    expect(await system.complaints.byId(merged)).toMatchObject({ status: 'duplicate', mergedInto: survivor });
    expect(await system.complaints.byId(survivor)).toMatchObject({ absorbed: [merged] });
    const act = { act: 'resolve' } as const;
    await system.act({ complaintId: survivor, act, actor: officer, requestId: 'resolve-1' });
    const notifications = await system.db.models.Notification.findAll({
      where: { complaintId: survivor, kind: 'resolved' },
    });
    expect(notifications.map(({ recipient }) => recipient).sort()).toEqual(
      [survivor, merged].map((id) => `reporter:${id}`).sort(),
    );
  });
});
