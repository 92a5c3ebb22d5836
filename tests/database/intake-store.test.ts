import { createHash, randomUUID } from 'node:crypto';
import { openDatabase } from '../../database/connection';
import { selectRows } from '../../database/select-rows';
import { IdempotencyConflictError } from '../../database/stores/idempotency-conflict-error';
import { createIntakeStore } from '../../database/stores/intake-store';
import { hoursAfter } from '../../domain/instant';
import { newComplaint } from '../support/new-complaint';
import { openDesk, storedPhoto, type Desk } from './open-desk';

const hash = (body: string) => createHash('sha256').update(body).digest();

describe('intake', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.drop());

  const countOf = async (table: string): Promise<number> => {
    const [row] = await selectRows<{ count: number }>(desk.db, {
      sql: `SELECT count(*)::int AS count FROM ${table}`,
    });
    return row?.count ?? -1;
  };

  it('takes the instant of receipt from the database and promises by the target', async () => {
    const complaint = await desk.file({ category: 'jalan' });
    const target = desk.city.categories.find(({ code }) => code === 'jalan')?.targetHours ?? 0;
    expect(Math.abs(complaint.receivedAt - complaint.now)).toBeLessThan(2_000);
    expect(Number.isInteger(complaint.receivedAt)).toBe(true);
    expect(complaint.resolveBy).toBe(hoursAfter(complaint.receivedAt, target));
    expect(complaint.nextDueBy).toBe(hoursAfter(complaint.receivedAt, 18));
    expect(complaint).toMatchObject({ status: 'submitted', sequence: 1, supporters: 0, overdue: false });
    expect(complaint.workflowStartedAt).toBeNull();
    expect(complaint.trackingCode).toMatch(/^SK-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });

  it('keeps the order of the photos', async () => {
    const photos = [storedPhoto(), storedPhoto(), storedPhoto()];
    const complaint = await desk.file({ photos });
    expect(complaint.photos.map(({ id }) => id)).toEqual(photos.map(({ id }) => id));
  });

  it('confirms receipt only to reporters who left an address', async () => {
    const silent = await desk.file({ reporter: { name: null, email: null, phone: null, language: 'id' } });
    const heard = await desk.file();
    const rows = await desk.db.models.Notification.findAll({
      where: { complaintId: [silent.id, heard.id] },
    });
    expect(rows.map(({ kind, recipient }) => [kind, recipient])).toEqual([
      ['received', `reporter:${heard.id}`],
    ]);
  });

  it('creates one complaint from fifty requests with the same key', async () => {
    const before = await countOf('complaints');
    const input = newComplaint({
      city: desk.city,
      idempotency: { scope: 'anonymous', key: 'fifty', bodyHash: hash('a') },
    });
    const results = await Promise.all(Array.from({ length: 50 }, () => desk.intake.file(input)));
    expect(new Set(results.map(({ complaint }) => complaint.id)).size).toBe(1);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await countOf('complaints')).toBe(before + 1);
  });

  it('refuses a key that comes with another body, and keeps the keys of two clients apart', async () => {
    const file = (scope: string, body: string) =>
      desk.intake.file(
        newComplaint({ city: desk.city, idempotency: { scope, key: 'k', bodyHash: hash(body) } }),
      );
    const first = await file('one', 'a');
    await expect(file('one', 'b')).rejects.toThrow(IdempotencyConflictError);
    const second = await file('two', 'b');
    expect(second.complaint.id).not.toBe(first.complaint.id);
    expect((await file('one', 'a')).complaint.id).toBe(first.complaint.id);
    expect((await file('two', 'b')).complaint.id).toBe(second.complaint.id);
  });

  it('ends with its COMMIT, so that no later error can hide a complaint that is stored', async () => {
    const statements: string[] = [];
    const db = openDatabase({
      url: desk.url,
      maxConnections: 2,
      onQuery: (sql) => void statements.push(sql.replace(/^Executed \([^)]*\): /, '')),
    });
    const { tokenGeneration } = await createIntakeStore({ db }).file(newComplaint({ city: desk.city }));
    await db.close();
    expect(statements.at(-1)).toBe('COMMIT;');
    expect(tokenGeneration).toBe(1);
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const tables = [
      'complaints',
      'reporters',
      'photos',
      'timeline_events',
      'notifications',
      'idempotency_keys',
    ];
    const before = await Promise.all(tables.map(countOf));
    const taken = storedPhoto();
    await desk.file({ photos: [taken] });
    const between = await Promise.all(tables.map(countOf));
    expect(between).not.toEqual(before);
    const idempotency = { scope: 's', key: randomUUID(), bodyHash: hash('a') };
    const broken = [{ policyVersion: 'nobody knows it' }, { photos: [storedPhoto(), taken] }];
    for (const changes of broken) {
      const filing = desk.intake.file(newComplaint({ city: desk.city, idempotency, ...changes }));
      await expect(filing).rejects.toThrow();
    }
    expect(await Promise.all(tables.map(countOf))).toEqual(between);
    expect((await desk.intake.file(newComplaint({ city: desk.city, idempotency }))).repeated).toBe(false);
  });

  it('takes another tracking code when one is taken', async () => {
    const { trackingCode } = await desk.file();
    const codes = [trackingCode, trackingCode, 'SK-0000-0001'];
    const unlucky = createIntakeStore({ db: desk.db, newTrackingCode: () => codes.shift() ?? '' });
    const { complaint } = await unlucky.file(newComplaint({ city: desk.city }));
    expect(complaint.trackingCode).toBe('SK-0000-0001');
    const hopeless = createIntakeStore({ db: desk.db, newTrackingCode: () => trackingCode });
    await expect(hopeless.file(newComplaint({ city: desk.city }))).rejects.toThrow();
  });

  it('stores text as it is, even when it looks like SQL', async () => {
    const description = `'); DROP TABLE complaints; -- $1 ? :name \\ "x" \u{1F6A7}`;
    const complaint = await desk.file({ description });
    expect(complaint.description).toBe(description);
  });
});
