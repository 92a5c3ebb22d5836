import { createComplaintReader } from '../../database/readers/complaint-reader';
import { createOpenCasesReader } from '../../database/readers/open-cases-reader';
import { createDeskReader } from '../../database/readers/desk-reader';
import { createFeedReader } from '../../database/readers/feed-reader';
import { createWatchReader } from '../../database/readers/watch-reader';
import { selectRows } from '../../database/select-rows';
import { createActInputStore } from '../../database/stores/act-input-store';
import { newSecret } from '../../database/stores/api-key-secret';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { createCityUpkeep } from '../../database/stores/city-upkeep';
import { createActInputDisposal } from '../../database/stores/act-input-disposal';
import { createExpiredRows } from '../../database/stores/expired-rows';
import { createLateCases } from '../../database/stores/late-cases';
import { createStartQueue } from '../../database/stores/start-queue';
import { expectIndexes, plansOf } from '../support/query-plans';
import { openDesk, type Desk } from './open-desk';

// A city's year: nearly everything is over, has its workflow and no moved clock.
const A_YEAR = `
  INSERT INTO complaints (id, tracking_code, description, latitude, longitude, district, sequence, status, category,
    agency, policy_version, received_at, cycle, target_hours, resolve_by, next_due_by, escalation_level,
    decision_pending, assignment, published, workflow_started_at, channel,
    external_reference)
  SELECT gen_random_uuid(), 'SK-' || n, repeat('words ', 30), -1.7 + random() * 0.2, 103.5 + random() * 0.2,
    'kota-baru', 9, CASE WHEN n % 50 = 0 THEN 'assigned' ELSE 'closed' END, 'category-' || n % 8, 'agency-' || n % 20,
    $1, now() - n * interval '1 hour', 1, 48, now(), CASE WHEN n % 50 = 0 THEN now() + n * interval '1 minute' END, 0,
    false, 1, true, CASE WHEN n <> 4000 THEN now() END,
    CASE WHEN n % 9 = 0 THEN 'app-' || n % 5 ELSE 'web' END,
    CASE WHEN n % 9 = 0 THEN 'SK-' || n END
  FROM generate_series(1, 8000) AS n`;
const THEIR_EVENTS = `
  INSERT INTO timeline_events (complaint_id, sequence, type, at, actor_kind, data, request_id, position)
  SELECT id, 1, 'received', received_at, 'reporter',
    jsonb_build_object('policyVersion', policy_version, 'category', category, 'agency', agency, 'targetHours', target_hours),
    id::text, row_number() OVER (ORDER BY received_at)
  FROM complaints
  UNION ALL
  SELECT id, 2, 'resolved', received_at + interval '20 hours', 'officer', '{}', 'r' || id,
    8000 + row_number() OVER (ORDER BY received_at)
  FROM complaints WHERE status = 'closed' AND tracking_code LIKE '%7'`;

// Many more than a city has, so that reading them all would be slower.
const KEYS = `
  WITH made AS (
    INSERT INTO api_keys (id, role, label) SELECT gen_random_uuid(), 'application', 'App ' || n
    FROM generate_series(1, 3000) AS n RETURNING id
  ) INSERT INTO api_key_secrets (key_id, prefix, hash) SELECT id, 'sk_', sha256(id::text::bytea) FROM made`;
const THEIR_REQUESTS = `
  INSERT INTO idempotency_keys (scope, key, body_hash, created_at)
  SELECT 'anonymous', n::text, '', now() - n * interval '10 minutes' FROM generate_series(1, 8000) AS n`;

describe('at the size of a city', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    await selectRows(desk.db, { sql: A_YEAR, bind: [desk.city.policy.version] });
    await selectRows(desk.db, { sql: THEIR_EVENTS });
    for (const sql of [KEYS, THEIR_REQUESTS]) await selectRows(desk.db, { sql });
    // Also moves what was inserted out of the pending lists of the trigram indexes.
    await selectRows(desk.db, { sql: 'VACUUM ANALYZE' });
  });
  afterAll(() => desk.drop());

  const reader = () => createComplaintReader({ db: desk.db });
  const lists = () => createDeskReader({ db: desk.db });
  const watch = () => createWatchReader({ db: desk.db });
  const lateCases = () => createLateCases({ db: desk.db }).next({ graceMs: 1, pauseMs: 1, limit: 200 });
  const feed = () => createFeedReader({ db: desk.db });
  const someId = '01936000-0000-7000-8000-000000000001';
  const ofAgency = { agencies: ['agency-3'] };
  const plans: [string, () => Promise<unknown>, string[]][] = [
    [
      'what an agency has open',
      () => createOpenCasesReader({ db: desk.db }).of('agency-0'),
      ['complaints_desk_by_agency'],
    ],
    [
      'what officers who left have open',
      () => createCityUpkeep({ db: desk.db }).officerless({ after: null, limit: 100 }),
      ['complaints_unfinished'],
    ],
    [
      'what retired agencies have open',
      () =>
        createCityUpkeep({ db: desk.db }).casesOf(['agency-3', 'agency-5'], { after: someId, limit: 100 }),
      [],
    ],
    ['the first page', () => reader().list({ visibleTo: 'public' }, { limit: 20 }), ['complaints_newest']],
    [
      'a page far back',
      async () => {
        const cursor = Buffer.from(`${Date.now() - 200 * 86_400_000}.${someId}`).toString('base64url');
        return reader().list({ visibleTo: 'public' }, { limit: 20, cursor });
      },
      ['complaints_newest'],
    ],
    [
      'an agency’s page',
      () => reader().list({ visibleTo: { agencies: ['agency-3'] } }, { limit: 20 }),
      ['complaints_by_agency'],
    ],
    ['the public counts', () => reader().publicCounts({ visibleTo: 'public' }), ['timeline_events_counted']],
    ['a desk’s list', () => lists().list(ofAgency, { limit: 40 }), ['complaints_desk_by_agency']],
    [
      'a desk’s list of everybody',
      () => lists().list({ agencies: 'all' }, { limit: 40 }),
      ['complaints_desk'],
    ],
    [
      'a desk’s list far back',
      () => {
        const cursor = Buffer.from(`2.-${Date.now() - 90 * 86_400_000}.${someId}`).toString('base64url');
        return lists().list({ ...ofAgency, statuses: ['closed'] }, { limit: 40, cursor });
      },
      ['complaints_desk'],
    ],
    ['the counts of a desk', () => lists().counts(ofAgency, { me: someId }), ['complaints_desk_by_agency']],
    [
      'the counts of everybody’s desk',
      () => lists().counts({ agencies: 'all' }, { me: someId }),
      ['complaints_desk'],
    ],
    [
      'what came to a desk',
      () => lists().countReceived(ofAgency, { since: Date.now() }),
      ['timeline_events_arrivals'],
    ],
    [
      'what was escalated',
      () => lists().list({ agencies: 'all', levelAtLeast: 3 }, { limit: 40 }),
      ['complaints_desk'],
    ],
    [
      'words of the public list',
      () => reader().list({ visibleTo: 'public', q: 'melompong' }, { limit: 20 }),
      ['complaints_words'],
    ],
    [
      'a word of two letters',
      () => reader().list({ visibleTo: 'public', q: 'xy' }, { limit: 20 }),
      ['complaints_words'],
    ],
    [
      'half of a code',
      () => reader().list({ visibleTo: 'public', q: '7Q4M' }, { limit: 20 }),
      ['complaints_code_parts'],
    ],
    [
      'words of a desk’s list of what is over',
      () => lists().list({ agencies: 'all', statuses: ['closed'], q: 'melompong' }, { limit: 40 }),
      ['complaints_words'],
    ],
    ['one complaint by its code', () => reader().byCode('SK-77'), ['complaints_tracking_code_key']],
    [
      'what is nearby',
      () =>
        reader().nearby({
          point: { latitude: -1.6, longitude: 103.6 },
          category: 'category-2',
          withinMeters: 100,
        }),
      ['complaints_open_by_place'],
    ],
    [
      'a claim of the relay',
      () => createStartQueue({ db: desk.db }).claim({ limit: 8, leaseMs: 1 }),
      ['complaints_unstarted'],
    ],
    ['late cases', () => lateCases(), ['complaints_open_due', 'complaints_moved']],
    [
      'what the watchdog counts',
      () => watch().counts({ running: [someId], wedged: [], settledMs: 0, lateMs: 1 }),
      ['complaints_unfinished'],
    ],
    ['lost cases', () => watch().lost({ known: [someId], limit: 200 }), ['complaints_unfinished']],
    ['the unfinished', () => watch().unfinishedIds(), ['complaints_unfinished']],
    ['the counts', () => watch().businessCounts(), ['complaints_unfinished']],
    [
      'the holder of a key',
      () => createApiKeyStore({ db: desk.db }).authenticate(newSecret().key),
      ['api_key_secrets_hash_key', 'api_keys_pkey'],
    ],
    [
      'what an application filed under its own number',
      () => reader().list({ visibleTo: 'public', externalReference: 'SK-1', filedBy: someId }, { limit: 20 }),
      ['complaints_by_reference'],
    ],
    [
      'complaints of one channel',
      () => reader().list({ visibleTo: { agencies: 'all' }, channel: 'app-2' }, { limit: 20 }),
      ['complaints_by_channel'],
    ],
    [
      'requests to be forgotten',
      () => createExpiredRows({ db: desk.db }).forgetRequests(Date.now() - 50 * 86_400_000),
      ['idempotency_keys_by_age'],
    ],
    [
      'acts that do not count',
      () =>
        createActInputDisposal({ db: desk.db })
          .discardRefused(Date.now() - 50 * 86_400_000)
          [Symbol.asyncIterator]()
          .next(),
      ['timeline_events_pkey'],
    ],
    ['the end of the feed', () => feed().last(), ['timeline_events_by_position']],
    [
      'the feed of an agency',
      () =>
        feed().after({
          ...{ position: 5_000, upTo: 7_500, limit: 100 },
          filter: { scope: { agencies: ['agency-3'] }, types: ['received'] },
        }),
      ['timeline_events_by_position', 'complaints_pkey'],
    ],
    [
      'the newest of the feed',
      () => feed().latest({ limit: 50, filter: { scope: 'all' } }),
      ['timeline_events_by_position'],
    ],
    [
      'a request that was recorded',
      () => createActInputStore({ db: desk.db }).wasRecorded('x'),
      ['timeline_events_by_request'],
    ],
  ];

  it.each(plans)('%s is read from an index', async (_what, work, indexes) => {
    const [plan = ''] = await plansOf(desk.db, work);
    expectIndexes(plan, indexes, ['complaints', 'timeline_events']);
  });
});
