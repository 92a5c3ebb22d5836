import { createNotificationStore, type NotificationStore } from '../../database/stores/notification-store';
import { CHANNELS } from '../../database/stores/notify';
import { selectRows } from '../../database/select-rows';
import { listen } from '../../database/listen';
import { eventually } from '../support/courier-bench';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const digest = (agency: string, occasion = '2026-11-24') =>
  ({ kind: 'digest', recipient: `supervisor:${agency}`, occasion }) as const;

let database: TestDatabase;
let store: NotificationStore;

beforeEach(async () => {
  database = await createTestDatabase();
  store = createNotificationStore({ db: database.db });
});
afterEach(() => database.drop());

describe('mails without a complaint', () => {
  it('are stored once, however often and by however many they are requested', async () => {
    const rows = [digest('pupr'), digest('dlh')];
    const added = await Promise.all(Array.from({ length: 5 }, () => store.addOccasional(rows)));
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(2);
    await expect(store.addOccasional([digest('pupr', '2026-11-25'), digest('pupr')])).resolves.toBe(1);
    await expect(store.addOccasional([])).resolves.toBe(0);
  });

  it('wake the couriers only for something new', async () => {
    const heard: string[] = [];
    const { notifications, events } = CHANNELS;
    const onNotify = ({ channel }: { channel: string }) => void heard.push(channel);
    const onLost = (error: Error) => void heard.push(error.message);
    const listener = listen({ url: database.url, channels: [notifications, events], onNotify, onLost });
    try {
      await listener.listening;
      heard.length = 0;
      await store.addOccasional([digest('pupr'), digest('dlh')]);
      await store.addOccasional([digest('pupr')]);
      // Notifications arrive in order: once this one has, none of the above is still on its way.
      await selectRows(database.db, { sql: 'SELECT pg_notify($1, $2)', bind: [events, ''] });
      await eventually(() => heard.includes(events));
      expect(heard).toEqual([notifications, events]);
    } finally {
      await listener.close();
    }
  });

  it('are claimed with their occasion, do not wait for each other, and fail and replay like any other', async () => {
    await store.addOccasional([digest('pupr'), digest('pupr', '2026-11-25')]);
    const claimed = await store.claim({ limit: 10, leaseMs: 60_000 });
    expect(
      claimed.map(({ complaintId, ...rest }) => [complaintId, 'occasion' in rest && rest.occasion]),
    ).toEqual(
      expect.arrayContaining([
        [null, '2026-11-24'],
        [null, '2026-11-25'],
      ]),
    );
    for (const each of claimed) await expect(store.fail({ ...each, error: 'SMTP_550' })).resolves.toBe(true);
    const stuck = await store.stuck({ limit: 10 });
    expect(stuck.map(({ trackingCode, kind, recipient }) => `${trackingCode} ${kind} ${recipient}`)).toEqual([
      'null digest supervisor:pupr',
      'null digest supervisor:pupr',
    ]);
    await expect(store.counts()).resolves.toMatchObject({ failed: 2 });
    await expect(store.replay('failed')).resolves.toBe(2);
    await expect(store.counts()).resolves.toMatchObject({ pending: 2, failed: 0 });
  });

  it('belong to a complaint or to an occasion, never to both or neither', async () => {
    const sql = (columns: string, values: string) =>
      `INSERT INTO notifications (id, kind, recipient, due_at${columns})
        VALUES (gen_random_uuid(), 'digest', 'supervisor:pupr', now()${values}) RETURNING id`;
    await expect(selectRows(database.db, { sql: sql('', '') })).rejects.toThrow();
    await expect(
      selectRows(database.db, { sql: sql(', occasion, sequence', `, '2026-11-24', 1`) }),
    ).rejects.toThrow();
  });
});
