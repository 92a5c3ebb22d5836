import { selectRows } from '../../database/select-rows';
import { createStartQueue, type StartQueue } from '../../database/stores/start-queue';
import { openDesk, type Desk } from './open-desk';

describe('complaints that wait for their workflow', () => {
  let desk: Desk;
  let queue: StartQueue;
  beforeAll(async () => {
    desk = await openDesk();
    queue = createStartQueue({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  const fileMany = async (count: number) => {
    const filed = [];
    for (let number = 0; number < count; number += 1) filed.push(await desk.file());
    return filed.map(({ id }) => id);
  };

  it('are each handed out to one claimer', async () => {
    const ids = await fileMany(20);
    const batches = await Promise.all([1, 2, 3, 4].map(() => queue.claim({ limit: 5, leaseMs: 60_000 })));
    const claimed = batches.flat().map(({ id }) => id);
    expect(new Set(claimed).size).toBe(claimed.length);
    const rest = await queue.claim({ limit: 20, leaseMs: 60_000 });
    expect([...claimed, ...rest.map(({ id }) => id)].sort()).toEqual(ids.sort());
    expect(await queue.claim({ limit: 20, leaseMs: 60_000 })).toEqual([]);
  });

  it('are skipped while another transaction holds their lock', async () => {
    const [oldest = '', second = ''] = await fileMany(2);
    await desk.db.sequelize.transaction(async (transaction) => {
      await desk.db.models.Complaint.findByPk(oldest, { lock: transaction.LOCK.UPDATE, transaction });
      expect(await queue.claim({ limit: 2, leaseMs: 60_000 })).toMatchObject([{ id: second }]);
    });
  });

  it('are claimed oldest first, however they were stored', async () => {
    const [first = '', second = '', third = ''] = await fileMany(3);
    await selectRows(desk.db, {
      sql: `UPDATE complaints SET received_at = received_at - array_position($1::uuid[], id) * interval '1 hour'`,
      bind: [[second, third, first]],
    });
    const claimed = [];
    for (let number = 0; number < 3; number += 1)
      claimed.push(...(await queue.claim({ limit: 1, leaseMs: 60_000 })));
    expect(claimed.map(({ id }) => id)).toEqual([first, third, second]);
  });

  it('can be claimed again when their claimer releases them or is gone', async () => {
    const [id = ''] = await fileMany(1);
    await queue.claim({ limit: 1, leaseMs: 60_000 });
    await queue.release(id);
    expect(await queue.claim({ limit: 1, leaseMs: 0 })).toHaveLength(1);
    expect(await queue.claim({ limit: 1, leaseMs: 60_000 })).toHaveLength(1);
  });

  it('leave the queue once started, which is recorded once', async () => {
    const [id = ''] = await fileMany(1);
    expect(await queue.claim({ limit: 1, leaseMs: 0 })).toMatchObject([{ id, clockOffsetMs: 0 }]);
    await queue.markStarted(id);
    expect(await queue.claim({ limit: 1, leaseMs: 60_000 })).toEqual([]);
    const startedAt = async () =>
      (await desk.db.models.Complaint.findByPk(id, { rejectOnEmpty: true })).workflowStartedAt;
    const before = await startedAt();
    await queue.markStarted(id);
    expect(await startedAt()).toEqual(before);
  });
});
