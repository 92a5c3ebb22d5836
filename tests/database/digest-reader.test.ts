import { createDigestReader, type DigestReader } from '../../database/readers/digest-reader';
import { DIGEST_SECTIONS } from '../../mail/occasions/occasional-material';
import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { kotaJambi } from '../city/pack-folders';
import { selectRows } from '../../database/select-rows';
import { insertComplaint, insertEvent } from '../support/notification-rows';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const HOUR = 3_600_000;
/** 07:00 in Jambi. */
const NOW = Date.parse('2026-11-25T00:00:00Z');

interface Standing {
  agency?: string;
  status?: string;
  /** Hours from now. */
  resolveBy: number;
  acknowledgeBy?: number;
  acknowledged?: number;
  /** When it was received and what was recorded later, in hours from now. */
  received?: number;
  events?: [type: string, hours: number][];
  level?: number;
  clockOffsetHours?: number;
  takenOver?: boolean;
}

let database: TestDatabase;
let city: CityPack;
let digests: DigestReader;

beforeAll(async () => {
  database = await createTestDatabase();
  city = await loadCityPack(kotaJambi);
  digests = createDigestReader({ db: database.db, city });
});
afterAll(() => database.drop());
beforeEach(async () => {
  const sql = 'TRUNCATE complaints, timeline_events CASCADE';
  await database.db.sequelize.query(sql);
});

/** @returns its tracking code */
async function stand(standing: Standing): Promise<string> {
  const { agency = 'dishub', status = 'assigned', level = 0, received = -1, events = [] } = standing;
  const at = (hours: number | undefined) => (hours === undefined ? null : new Date(NOW + hours * HOUR));
  const id = await insertComplaint(database.db, { reporter: { email: null } });
  const [row] = await selectRows<{ code: string }>(database.db, {
    sql: `UPDATE complaints SET agency = $2, status = $3, escalation_level = $4, resolve_by = $5,
        acknowledge_by = $6, acknowledged_at = $7, clock_offset = $8, taken_over = $9
      WHERE id = $1 RETURNING tracking_code AS code`,
    bind: [
      ...[id, agency, status, level, at(standing.resolveBy), at(standing.acknowledgeBy)],
      ...[at(standing.acknowledged), (standing.clockOffsetHours ?? 0) * HOUR, standing.takenOver ?? false],
    ],
  });
  await selectRows(database.db, {
    sql: 'UPDATE timeline_events SET at = $2 WHERE complaint_id = $1 RETURNING sequence',
    bind: [id, at(received)],
  });
  for (const [index, [type, hours]] of events.entries())
    await insertEvent(database.db, { complaintId: id, sequence: index + 2, type, at: NOW + hours * HOUR });
  return row?.code ?? '';
}

async function codesBySection(agency = 'dishub'): Promise<Record<string, string[]>> {
  const digest = await digests.digestOf({ agency, now: NOW });
  return Object.fromEntries(
    DIGEST_SECTIONS.map((section) => [
      section,
      digest[section].cases.map(({ trackingCode }) => trackingCode),
    ]),
  );
}

describe('the digest of an agency', () => {
  it('leaves out what the command centre has taken over', async () => {
    await stand({ resolveBy: -2, takenOver: true });
    expect(await digests.agencies({ now: NOW })).toEqual([]);
    expect((await codesBySection()).overdue).toEqual([]);
  });

  it('lists each open complaint in the first section that it fits, the longest waiting first', async () => {
    const later = await stand({ resolveBy: -2, acknowledged: -40, received: -50 });
    const late = await stand({ resolveBy: -30, level: 2, received: -102 });
    const due = await stand({ resolveBy: 16.99, acknowledged: -1, received: -50 });
    const dueToAccept = await stand({ resolveBy: 60, acknowledgeBy: 3, received: -21 });
    const silent = await stand({
      resolveBy: 40,
      acknowledged: -25,
      received: -26,
      events: [['acknowledged', -24]],
    });
    const unaccepted = await stand({
      resolveBy: 40,
      received: -32,
      events: [
        ['escalated', -8],
        ['noted', -1],
      ],
    });
    await stand({ resolveBy: 17, acknowledged: -30, received: -31, events: [['noted', -23.9]] });
    await stand({ resolveBy: 71, acknowledgeBy: 23, received: -1 });
    expect(await codesBySection()).toEqual({
      overdue: [late, later],
      dueToday: [dueToAccept, due],
      dueNext: [],
      silent: [unaccepted, silent],
    });
  });

  it('lists what is due before the next digest if the agency has chosen to get its warnings there', async () => {
    const agencies = city.agencies.map((agency) => ({ ...agency, warnings: 'digest' as const }));
    const choosing = createDigestReader({ db: database.db, city: { ...city, agencies } });
    const night = await stand({ resolveBy: 60, acknowledgeBy: 20, received: -1 });
    await stand({ resolveBy: 60, acknowledgeBy: 24.5, received: -1 });
    const { dueNext } = await choosing.digestOf({ agency: 'dishub', now: NOW });
    expect(dueNext.cases.map(({ trackingCode }) => trackingCode)).toEqual([night]);
    expect(await choosing.agencies({ now: NOW })).toEqual(['dishub']);
    expect(await digests.agencies({ now: NOW })).toEqual([]);
  });

  it('still lists a complaint as silent after a warning by the system', async () => {
    const silent = await stand({ resolveBy: 40, acknowledged: -30, received: -31, events: [['warned', -1]] });
    expect((await codesBySection()).silent).toEqual([silent]);
  });

  it('leaves out other agencies’ complaints, and those that are answered or over', async () => {
    await stand({ agency: 'pupr', resolveBy: -1 });
    for (const status of ['resolved', 'rejected', 'closed', 'withdrawn', 'duplicate'])
      await stand({ status, resolveBy: -1 });
    expect(await codesBySection()).toEqual({ overdue: [], dueToday: [], dueNext: [], silent: [] });
    await expect(digests.agencies({ now: NOW })).resolves.toEqual(['pupr']);
  });

  it('restarts the wait for an acknowledgement after a reassignment or a reopening', async () => {
    const passedOn = { resolveBy: 40, received: -50 };
    await stand({ ...passedOn, events: [['reassigned', -23]] });
    await stand({ ...passedOn, events: [['reopened', -23]] });
    const waiting = await stand({
      ...passedOn,
      events: [
        ['reopened', -25],
        ['noted', -1],
      ],
    });
    expect((await codesBySection()).silent).toEqual([waiting]);
  });

  it('goes by the clock of each case, which a developer may have moved', async () => {
    const moved = await stand({ resolveBy: 10, clockOffsetHours: 11 });
    expect((await codesBySection()).overdue).toEqual([moved]);
    const { overdue } = await digests.digestOf({ agency: 'dishub', now: NOW });
    expect(overdue.cases[0]).toMatchObject({ dueBy: NOW + 10 * HOUR, now: NOW + 11 * HOUR });
  });

  it('counts all complaints, and shows twenty with their instants', async () => {
    for (let n = 0; n < 22; n += 1) await stand({ resolveBy: -n - 1, received: -80 });
    const { overdue } = await digests.digestOf({ agency: 'dishub', now: NOW });
    expect(overdue.count).toBe(22);
    expect(overdue.cases).toHaveLength(20);
    expect(overdue.cases[0]).toMatchObject({
      category: 'lampu-jalan',
      district: 'jelutung',
      escalationLevel: 0,
      dueBy: NOW - 22 * HOUR,
      silentSince: NOW - 80 * HOUR,
      now: NOW,
    });
  });

  it('ends its day at midnight in the city', async () => {
    await stand({ resolveBy: 17 });
    expect((await codesBySection()).dueToday).toEqual([]);
    const { dueToday } = await digests.digestOf({ agency: 'dishub', now: NOW + 17 * HOUR });
    expect(dueToday.count).toBe(1);
  });
});
