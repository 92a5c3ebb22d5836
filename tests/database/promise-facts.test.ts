import { createPromiseCatchUp } from '../../database/cases/promise-catch-up';
import { createRatingStore } from '../../database/stores/rating-store';
import { selectRows } from '../../database/select-rows';
import { MS_PER_HOUR } from '../../domain/instant';
import { openDesk, type Desk } from './open-desk';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.drop());
beforeEach(() => desk.empty());

interface Row {
  agency: string;
  sequence: number;
  district: string;
  confidential: boolean;
  acknowledged_in_time: boolean | null;
  resolved_in_time: boolean | null;
  decided_at: Date | null;
  acknowledge_by: Date | null;
  resolve_by: Date | null;
  answer: string | null;
  hours_to_resolve: number | null;
  tenths_to_resolve: number | null;
  reopened: boolean;
  stars: number | null;
}

const rows = () => selectRows<Row>(desk.db, { sql: 'SELECT * FROM promise_facts ORDER BY complaint_id' });
const catchUp = () => createPromiseCatchUp({ db: desk.db, batch: 2 });

describe('the record of a promise', () => {
  it('exists from the filing on, undecided', async () => {
    const { receivedAt } = await desk.file({ confidential: true });
    const [row] = await rows();
    expect(row).toMatchObject({
      ...{ agency: 'pupr', district: 'kota-baru', confidential: true, sequence: 1 },
      ...{ acknowledged_in_time: null, resolved_in_time: null, answer: null, reopened: false, stars: null },
      ...{ hours_to_resolve: null, tenths_to_resolve: null },
      acknowledge_by: new Date(receivedAt + 24 * MS_PER_HOUR),
      resolve_by: new Date(receivedAt + 72 * MS_PER_HOUR),
    });
  });

  it('is updated with every act that matters to it', async () => {
    const { id, receivedAt } = await desk.fileAssigned();
    await desk.act(id, { act: 'acknowledge' }, { at: receivedAt + MS_PER_HOUR });
    expect((await rows())[0]).toMatchObject({ acknowledged_in_time: true, resolved_in_time: null });
    await desk.act(id, { act: 'resolve' }, { at: receivedAt + 73 * MS_PER_HOUR });
    expect((await rows())[0]).toMatchObject({
      ...{ acknowledged_in_time: true, resolved_in_time: false, resolve_by: null },
      decided_at: new Date(receivedAt + 72 * MS_PER_HOUR),
      ...{ answer: 'resolved', hours_to_resolve: 73, tenths_to_resolve: 730 },
    });
  });

  it('does not change with a note', async () => {
    const { id } = await desk.fileAssigned();
    const [before] = await rows();
    await desk.act(id, { act: 'notes', public: false });
    expect(await rows()).toEqual([before]);
    expect(await catchUp().run()).toBe(0);
  });

  it('has the last rating, which a later act keeps', async () => {
    const { id, receivedAt } = await desk.fileAssigned();
    await desk.act(id, { act: 'resolve' }, { at: receivedAt + MS_PER_HOUR });
    const ratings = createRatingStore({ db: desk.db });
    await ratings.rate({ complaintId: id, stars: 2, text: null });
    await ratings.rate({ complaintId: id, stars: 5, text: 'Terima kasih' });
    const reporter = { kind: 'reporter' as const, complaintId: id };
    const reopened = { act: 'reopen' as const, reason: 'partly' as const };
    await desk.act(id, reopened, { actor: reporter, at: receivedAt + 2 * MS_PER_HOUR });
    expect((await rows())[0]).toMatchObject({ stars: 5, reopened: true, resolved_in_time: true });
  });

  it('is written later for complaints that are older than it, as it would have been at once', async () => {
    const ids = [];
    for (let n = 0; n < 3; n += 1) {
      const { id, receivedAt } = await desk.fileAssigned();
      await desk.act(id, { act: 'resolve' }, { at: receivedAt + (n * 40 + 1) * MS_PER_HOUR });
      ids.push(id);
    }
    await createRatingStore({ db: desk.db }).rate({ complaintId: ids[1] ?? '', stars: 4, text: null });
    const facts = await rows();
    await selectRows(desk.db, { sql: 'DELETE FROM promise_facts' });
    expect(await catchUp().run()).toBe(3);
    expect(await rows()).toEqual(facts);
    expect(facts.map(({ resolved_in_time }) => resolved_in_time)).toEqual([true, true, false]);
    expect(await catchUp().run()).toBe(0);
  });

  it('is rewritten after a worker of an older version has recorded something', async () => {
    const { id, receivedAt } = await desk.fileAssigned();
    const [before] = await rows();
    await desk.act(id, { act: 'resolve' }, { at: receivedAt + MS_PER_HOUR });
    const after = await rows();
    await selectRows(desk.db, {
      sql: `UPDATE promise_facts SET sequence = $1, resolved_in_time = NULL, answer = NULL, hours_to_resolve = NULL`,
      bind: [before?.sequence],
    });
    expect(await catchUp().run()).toBe(1);
    expect(await rows()).toEqual(after);
  });

  it('is rewritten where the instant of its decision is missing', async () => {
    const { id, receivedAt } = await desk.fileAssigned();
    await desk.act(id, { act: 'resolve' }, { at: receivedAt + MS_PER_HOUR });
    const facts = await rows();
    expect(facts[0]?.decided_at).toEqual(new Date(receivedAt + MS_PER_HOUR));
    await selectRows(desk.db, { sql: 'UPDATE promise_facts SET decided_at = NULL' });
    expect(await catchUp().run()).toBe(1);
    expect(await rows()).toEqual(facts);
  });
});
