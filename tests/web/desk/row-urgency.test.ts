import { createDeskReader } from '../../../database/readers/desk-reader';
import type { Act } from '../../../domain/acts';
import { hoursAfter } from '../../../domain/instant';
import { urgencyOf } from '../../../domain/urgency';
import { rowUrgency } from '../../../web/desk/list/row-urgency';
import { openDesk, type Desk } from '../../database/open-desk';

describe('the urgency of a row', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.drop());

  const STORIES: [string, Act[]][] = [
    ['is left alone', []],
    ['is accepted', [{ act: 'acknowledge' }]],
    ['is in work', [{ act: 'start' }]],
    ['is promised longer', [{ act: 'extend', hours: 10 }]],
    ['is asked about', [{ act: 'ask' }]],
    ['is resolved', [{ act: 'resolve' }]],
    ['is rejected', [{ act: 'reject', reason: 'already_handled' }]],
  ];

  it.each(STORIES)('is the same as for the whole case, at any hour, when it %s', async (_what, acts) => {
    const reader = createDeskReader({ db: desk.db });
    const seen = new Set<string>();
    for (const hours of [1, 17.9, 18.1, 25, 43, 49, 66.5, 73, 100]) {
      const { id, trackingCode, receivedAt } = await desk.fileAssigned();
      for (const act of acts) await desk.act(id, act, { at: hoursAfter(receivedAt, 0.5) });
      const now = hoursAfter(receivedAt, hours);
      await desk.look(id, now);
      const current = await desk.load(id);
      const all = { agencies: 'all' as const, q: trackingCode };
      const { rows } = await reader.list(all, { limit: 1 });
      const [row] = rows;
      if (!row) throw new Error('not listed');
      const urgency = rowUrgency({ ...row, now });
      expect([hours, urgency]).toEqual([hours, urgencyOf(current, now)]);
      seen.add(urgency);
    }
    expect(seen.size).toBeGreaterThan(acts[0]?.act === 'reject' || acts[0]?.act === 'resolve' ? 0 : 2);
  });
});
