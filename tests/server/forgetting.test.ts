import { createForgetting } from '../../server/housekeeping/forgetting';
import { selectRows } from '../../database/select-rows';
import { createActInputDisposal } from '../../database/stores/act-input-disposal';
import { createExpiredRows } from '../../database/stores/expired-rows';
import { createNotificationStore } from '../../database/stores/notification-store';
import { drawn } from '../photos/sample-photos';
import { FILING, startApi, type ApiUnderTest } from '../support/api-under-test';

describe('forgetting', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  const sql = <Row extends object>(text: string) => selectRows<Row>(test.db, { sql: text });
  const forget = () => {
    const { db } = test;
    const disposal = createActInputDisposal({ db });
    return createForgetting({ ...test.deps, disposal, kept: createExpiredRows({ db }) })();
  };

  it('deletes last month’s Idempotency-Keys but not their complaints, and keeps newer keys', async () => {
    const file = async (key: string) =>
      (await test.api.post('/api/v1/complaints').set('Idempotency-Key', key).send(FILING)).body.id as string;
    const [old, fresh] = [await file('old'), await file('fresh')];
    await sql("UPDATE idempotency_keys SET created_at = now() - interval '30 days 1 hour' WHERE key = 'old'");
    await sql("UPDATE idempotency_keys SET created_at = now() - interval '29 days' WHERE key = 'fresh'");
    await forget();
    expect(await sql('SELECT key FROM idempotency_keys')).toEqual([{ key: 'fresh' }]);
    expect(await file('fresh')).toBe(fresh);
    expect(await file('old')).not.toBe(old);
    expect(await test.db.models.Complaint.count({ where: { id: old } })).toBe(1);
  });

  it('deletes text and photos of acts that were refused last month, but not of acts that count', async () => {
    const officer = await test.key('officer', 'pupr');
    const photo = await drawn(60, 40).jpeg().toBuffer();
    const { trackingCode } = await test.fileAssigned();
    const act = async (name: string, key: string, fields: Record<string, string>) => {
      const call = test.api
        .post(`/api/v1/complaints/${trackingCode}/${name}`)
        .set({ Authorization: `Bearer ${officer}`, 'Idempotency-Key': key });
      void call.field('data', JSON.stringify(fields));
      return (await call.attach('photos', photo, 'a.jpg')).status;
    };
    expect(await act('resolve', 'counts', { note: 'Kenari selesai.' })).toBe(200);
    expect(await act('resolve', 'old', { note: 'Kenari lama.' })).toBe(409);
    expect(await act('resolve', 'fresh', { note: 'Kenari baru.' })).toBe(409);
    const pictures = async () => (await sql<{ id: string }>('SELECT id FROM photos ORDER BY id')).length;
    expect(await pictures()).toBe(3);
    await sql(`UPDATE act_inputs SET created_at = now() - interval '31 days' WHERE text <> 'Kenari baru.'`);
    const [gone] = await sql<{ id: string }>(
      `SELECT photos.id FROM photos JOIN act_inputs i ON i.id = input_id WHERE i.text = 'Kenari lama.'`,
    );
    await forget();
    await forget();
    const left = await sql<{ text: string }>('SELECT text FROM act_inputs ORDER BY text');
    expect(left.map(({ text }) => text)).toEqual(['Kenari baru.', 'Kenari selesai.']);
    expect(await pictures()).toBe(2);
    expect(await test.deps.photoStore.read(gone?.id ?? '', 'full')).toBeNull();
    // When repeated, what was refused is decided afresh; what counts is not.
    expect(await act('resolve', 'counts', { note: 'Kenari selesai.' })).toBe(200);
    expect(await act('resolve', 'old', { note: 'Kenari lain.' })).toBe(409);
  });

  it('deletes last month’s mails about no complaint, except those that are still to be sent', async () => {
    await test.file();
    const notifications = createNotificationStore({ db: test.db });
    const recipient = 'supervisor:pupr';
    await notifications.addOccasional(
      ['2026-01-01', '2026-01-02', '2026-01-03'].map((occasion) => ({
        ...{ kind: 'digest', recipient, occasion },
      })),
    );
    await sql("UPDATE notifications SET created_at = now() - interval '31 days'");
    await sql("UPDATE notifications SET state = 'sent' WHERE occasion = '2026-01-01' OR occasion IS NULL");
    await sql("UPDATE notifications SET state = 'failed' WHERE occasion = '2026-01-02'");
    const ofComplaints = 'SELECT count(*)::int AS n FROM notifications WHERE complaint_id IS NOT NULL';
    const before = await sql(ofComplaints);
    await forget();
    expect(await sql('SELECT occasion FROM notifications WHERE complaint_id IS NULL')).toEqual([
      { occasion: '2026-01-03' },
    ]);
    expect(await sql(ofComplaints)).toEqual(before);
  });

  it('deletes filing turns that were not used in time, and none that is still good', async () => {
    await sql(`INSERT INTO filing_turns (subject, network, due_at)
      SELECT gen_random_uuid(), '\\x00', now() - hours * interval '1 hour' FROM unnest(ARRAY[3, 0]) AS hours
      RETURNING 1`);
    await forget();
    expect(await sql("SELECT due_at > now() - interval '1 hour' AS good FROM filing_turns")).toEqual([
      { good: true },
    ]);
  });

  it('deletes last month’s deliveries of webhooks', async () => {
    const { webhooks } = test.deps;
    const receiver = { url: 'https://jcoc.example/hooks', label: 'JCOC', types: [], agencies: [] };
    const { endpoint } = await webhooks.add(
      { ...receiver, categories: [], includeConfidential: false },
      { by: 'test' },
    );
    const [old, fresh] = [await webhooks.ping(endpoint.id), await webhooks.ping(endpoint.id)];
    await sql(
      `UPDATE webhook_deliveries SET created_at = now() - interval '31 days' WHERE id = '${old?.id}'`,
    );
    await forget();
    const { items } = await webhooks.deliveries(endpoint.id, { limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([fresh?.id]);
  });
});
