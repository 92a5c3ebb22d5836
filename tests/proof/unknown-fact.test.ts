import path from 'node:path';
import { disclosureFor } from '../../api/complaints/disclosure';
import { knownTimeline } from '../../api/complaints/timeline-presenter';
import { createPromiseCatchUp } from '../../database/cases/promise-catch-up';
import { createComplaintReader, type TimelineRecord } from '../../database/readers/complaint-reader';
import { selectRows } from '../../database/select-rows';
import { hoursAfter } from '../../domain/instant';
import { cityNames } from '../../locale/city-names';
import { createTimeFormat } from '../../locale/time-format';
import { createTranslator } from '../../locale/translator';
import { timelineLines } from '../../locale/timeline-lines';
import { openDesk, type Desk } from '../database/open-desk';

/** Records it as a newer version does, which runs beside this one or was rolled back. */
const RECORD = `
  WITH fact AS (INSERT INTO timeline_events (complaint_id, sequence, type, at, actor_kind, data)
    VALUES ($1, 3, 'inspection_due', now(), 'system', '{"within": 7}'))
  UPDATE complaints SET sequence = 3 WHERE id = $1 RETURNING id`;

describe('an event that only a newer version knows', () => {
  let desk: Desk;
  let id: string;
  let timeline: TimelineRecord[];

  beforeAll(async () => {
    desk = await openDesk();
    ({ id } = await desk.fileAssigned());
    await selectRows(desk.db, { sql: RECORD, bind: [id] });
    timeline = await createComplaintReader({ db: desk.db }).timeline(id);
  });
  afterAll(() => desk.drop());

  it('is shown to staff only, because this version does not know who may see it', () => {
    const privacy = { confidential: false, published: true, hiddenAt: null };
    const shownTo = (viewer: 'staff' | 'own' | 'public') =>
      knownTimeline(timeline, {
        viewer,
        disclosure: disclosureFor(viewer, privacy),
        trackingCodes: new Map(),
        keepsNumbers: true,
      }).map(({ type }) => type as string);
    expect(shownTo('staff')).toContain('inspection_due');
    expect(shownTo('own')).toEqual(['received', 'assigned']);
    expect(shownTo('public')).toEqual(['received', 'assigned']);
  });

  it('has no line on a page or in a mail', () => {
    const { city } = desk;
    const t = createTranslator(path.resolve(__dirname, '../../templates/locales')).in('en');
    const time = createTimeFormat({ language: 'en', timeZone: city.timeZone });
    const words = { t, names: cityNames(city, 'en', t), time, mergedInto: null };
    const lines = timelineLines(timeline, { ...words, reader: 'staff' });
    expect(lines.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('does not stop its case: acts and deadlines follow it', async () => {
    const { receivedAt } = (await createComplaintReader({ db: desk.db }).byId(id)) ?? { receivedAt: 0 };
    await desk.look(id, hoursAfter(receivedAt, 25));
    await desk.act(id, { act: 'resolve' }, { at: hoursAfter(receivedAt, 26) });
    const row = await createComplaintReader({ db: desk.db }).byId(id);
    expect(row).toMatchObject({ status: 'resolved', sequence: 5, escalationLevel: 1 });
    expect((await desk.load(id)).state).toMatchObject({
      status: 'resolved',
      sequence: 5,
      escalationLevel: 1,
    });
    expect(await createPromiseCatchUp({ db: desk.db }).run()).toBe(0);
  });
});
