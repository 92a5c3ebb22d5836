import { selectRows } from '../../database/select-rows';
import { createSessionStore, type SessionStore } from '../../database/stores/session-store';
import { createSignInStore, type SignInStore } from '../../database/stores/sign-in-store';
import { StaffRefusal } from '../../database/stores/staff-refusal';
import { createStaffStore, type NewStaffMember, type StaffStore } from '../../database/stores/staff-store';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { opened } from '../support/signed-in';

const BUDI: NewStaffMember = {
  name: 'Budi Santoso',
  email: 'Budi@dishub.example',
  role: 'officer',
  agency: 'dishub',
  language: 'id',
};
const ADMIN: NewStaffMember = {
  name: 'Ani',
  email: 'ani@kominfo.example',
  role: 'administrator',
  agency: null,
  language: 'id',
};
const NOBODY = '01936000-0000-7000-8000-000000000001';
const by = 'cli';

describe('staff', () => {
  let database: TestDatabase;
  let staff: StaffStore;
  let sessions: SessionStore;
  beforeAll(async () => {
    database = await createTestDatabase();
    staff = createStaffStore(database);
    sessions = createSessionStore(database);
  });
  beforeEach(() => sql('TRUNCATE staff, audit_entries CASCADE'));
  afterAll(() => database.drop());

  const sql = <Row extends object>(text: string, ...bind: unknown[]) =>
    selectRows<Row>(database.db, { sql: text, bind });
  const add = (changes: Partial<NewStaffMember> = {}) => staff.add({ ...BUDI, ...changes }, { by });
  const audited = async () =>
    (await sql<{ entry: string }>('SELECT action AS entry FROM audit_entries ORDER BY id')).map(
      ({ entry }) => entry,
    );
  const refusal = async (work: Promise<unknown>) => {
    const error: unknown = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    return error instanceof StaffRefusal ? error.code : error;
  };

  it('are found by id, and by address in any case', async () => {
    const budi = await add();
    expect(budi).toMatchObject({ ...BUDI, active: true, lastSignedInAt: null });
    expect(await staff.find(budi.id)).toEqual(budi);
    expect(await staff.findByEmail('bUDI@DISHUB.example')).toEqual(budi);
    expect(await staff.findByEmail('budi@dishub.exampl')).toBeNull();
    expect(await staff.find(NOBODY)).toBeNull();
    expect(await staff.find('budi')).toBeNull();
  });

  it('cannot share an address', async () => {
    const budi = await add();
    const sri = await add({ name: 'Sri', email: 'sri@dishub.example' });
    expect(await refusal(add({ email: 'budi@DISHUB.example' }))).toBe('email_taken');
    expect(await refusal(staff.change(sri.id, { email: budi.email }, { by }))).toBe('email_taken');
    expect(await audited()).toEqual(['staff_added', 'staff_added']);
  });

  it('have an agency exactly when their role needs one', async () => {
    const { id } = await add();
    expect(await refusal(add({ email: 'x@y.example', agency: null }))).toBe('agency_missing');
    expect(await refusal(add({ email: 'x@y.example', role: 'command_centre' }))).toBe('agency_unfit');
    const centre = await staff.change(id, { role: 'command_centre' }, { by });
    expect(centre).toMatchObject({ role: 'command_centre', agency: null });
    expect(await refusal(staff.change(id, { agency: 'pupr' }, { by }))).toBe('agency_unfit');
    expect(await refusal(staff.change(id, { role: 'supervisor' }, { by }))).toBe('agency_missing');
    const head = await staff.change(id, { role: 'agency_head', agency: 'pupr' }, { by });
    expect(head).toMatchObject({ role: 'agency_head', agency: 'pupr' });
    expect(await staff.change(id, { role: 'officer' }, { by })).toMatchObject({ agency: 'pupr' });
  });

  it('are listed by name, filtered by agency, state and part of a name or address', async () => {
    const budi = await add();
    const sri = await add({ name: 'sri', email: 'sri@pupr.example', agency: 'pupr' });
    const agus = await add({ name: 'Agus 100%', email: 'agus@pupr.example', agency: 'pupr' });
    await staff.deactivate(agus.id, { by });
    const found = async (filter: Parameters<StaffStore['list']>[0]) =>
      (await staff.list(filter)).map(({ name }) => name);
    expect(await found({})).toEqual([agus.name, budi.name, sri.name]);
    expect(await found({ agency: 'pupr' })).toEqual([agus.name, sri.name]);
    expect(await found({ agency: 'pupr', active: true })).toEqual([sri.name]);
    expect(await found({ active: false })).toEqual([agus.name]);
    expect(await found({ q: 'SANTO' })).toEqual([budi.name]);
    expect(await found({ q: 'pupr.ex' })).toEqual([agus.name, sri.name]);
    expect(await found({ q: '0%' })).toEqual([agus.name]);
    expect(await found({ q: "'; DROP TABLE staff --" })).toEqual([]);
    expect((await staff.colleagues('pupr')).map(({ id }) => id)).toEqual([sri.id]);
    expect(await staff.names([budi.id, agus.id, NOBODY, 'x'])).toEqual(
      new Map([
        [budi.id, budi.name],
        [agus.id, agus.name],
      ]),
    );
  });

  it('leave an audit entry for each change, without names or addresses', async () => {
    const { id } = await add();
    await staff.change(id, { name: 'Budi S.', agency: 'pupr' }, { by: 'staff:x' });
    await staff.change(id, { name: 'Budi S.' }, { by });
    await staff.deactivate(id, { by });
    await staff.deactivate(id, { by });
    await staff.reactivate(id, { by });
    await sessions.closeAllOf(id, { by });
    expect(await audited()).toEqual([
      ...['staff_added', 'staff_changed', 'staff_deactivated', 'staff_reactivated', 'staff_signed_out'],
    ]);
    const [changed] = await sql('SELECT actor, subject, data FROM audit_entries ORDER BY id OFFSET 1');
    expect(changed).toEqual({
      actor: 'staff:x',
      subject: `staff:${id}`,
      data: { fields: ['name', 'agency'], role: 'officer', agency: 'pupr' },
    });
    expect(JSON.stringify(await sql('SELECT * FROM audit_entries'))).not.toMatch(/budi/i);
  });

  it('cannot be changed when they do not exist', async () => {
    expect(await staff.change(NOBODY, { name: 'x' }, { by })).toBeNull();
    expect(await staff.deactivate('x', { by })).toBeNull();
    expect(await staff.reactivate(NOBODY, { by })).toBeNull();
  });

  it('can be given another role once they are deactivated, though one administrator is left', async () => {
    await staff.add(ADMIN, { by });
    const { id } = await staff.add({ ...ADMIN, email: 'lama@kominfo.example' }, { by });
    await staff.deactivate(id, { by });
    expect(await staff.change(id, { role: 'command_centre' }, { by })).toMatchObject({
      role: 'command_centre',
    });
  });

  it('keep one active administrator, even when two leave at once', async () => {
    const { id: first } = await staff.add(ADMIN, { by });
    expect(await refusal(staff.deactivate(first, { by }))).toBe('last_administrator');
    expect(await refusal(staff.change(first, { role: 'command_centre' }, { by }))).toBe('last_administrator');
    expect(await staff.change(first, { name: 'Ani K.' }, { by })).toMatchObject({ name: 'Ani K.' });

    // Opens connections beforehand, so that the two really run at once.
    await Promise.all(Array.from({ length: 6 }, () => sql('SELECT pg_sleep(0.05)')));
    for (let round = 0; round < 5; round += 1) {
      const email = `${round}@kominfo.example`;
      const { id: second } = await staff.add({ ...ADMIN, email }, { by });
      const results = await Promise.all([
        refusal(staff.deactivate(first, { by })),
        refusal(staff.change(second, { role: 'command_centre' }, { by })),
      ]);
      expect(results.sort()).toEqual(['last_administrator', null]);
      const active = await staff.list({ active: true });
      expect(active.filter(({ role }) => role === 'administrator')).toHaveLength(1);
      await sql('UPDATE staff SET deactivated_at = NULL WHERE id = $1', first);
      await sql('DELETE FROM staff WHERE id = $1', second);
    }
  });
});

describe('a session', () => {
  let database: TestDatabase;
  let staff: StaffStore;
  let sessions: SessionStore;
  let budi: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    staff = createStaffStore(database);
    sessions = createSessionStore(database);
  });
  beforeEach(async () => {
    await sql('TRUNCATE staff, audit_entries CASCADE');
    budi = (await staff.add(BUDI, { by })).id;
  });
  afterAll(() => database.drop());

  const sql = (text: string, ...bind: unknown[]) => selectRows(database.db, { sql: text, bind });
  const open = () => opened(sessions, { staffId: budi, device: 'Firefox, Linux' });

  it('identifies its owner by a token that is stored nowhere', async () => {
    const { token } = await open();
    expect(await sessions.find(token)).toMatchObject({ member: { id: budi, name: BUDI.name } });
    const rows = JSON.stringify(await sql('SELECT s::text, encode(hash, $1) FROM sessions s', 'escape'));
    expect(rows).not.toContain(token.slice(0, 12));
    expect(await staff.find(budi)).toMatchObject({ lastSignedInAt: expect.any(Number) });
    for (const wrong of ['', token.slice(1), `${token} `, 'x'.repeat(43), '\u0000'.repeat(43)])
      expect(await sessions.find(wrong)).toBeNull();
  });

  it('ends when it is closed, without ending any other', async () => {
    const [{ token }, { token: other }] = [await open(), await open()];
    expect(await sessions.listOf(budi)).toHaveLength(2);
    await sessions.close(token);
    expect(await sessions.find(token)).toBeNull();
    expect(await sessions.find(other)).not.toBeNull();
    await sessions.closeAllOf(budi, { by });
    expect(await sessions.find(other)).toBeNull();
    expect(await sessions.listOf(budi)).toEqual([]);
  });

  it.each([
    ['12 hours without use', 'last_seen_at', '12 hours', '11 hours 59 minutes'],
    ['7 days in all', 'opened_at', '7 days', '6 days 23 hours'],
  ])('ends after %s', async (_, column, end, before) => {
    const { token } = await open();
    const age = (interval: string) => sql(`UPDATE sessions SET ${column} = now() - $1::interval`, interval);
    await age(end);
    expect(await sessions.find(token)).toBeNull();
    expect(await sessions.listOf(budi)).toEqual([]);
    await age(before);
    expect(await sessions.find(token)).not.toBeNull();
    expect(await sessions.removeEnded()).toBe(0);
    await age(end);
    expect(await sessions.removeEnded()).toBe(1);
  });

  it('records its use at most once a minute', async () => {
    const { token } = await open();
    const seen = async () => (await sessions.listOf(budi))[0]?.lastSeenAt ?? 0;
    const opened = await seen();
    await sessions.find(token);
    expect(await seen()).toBe(opened);
    await sql("UPDATE sessions SET last_seen_at = now() - interval '61 seconds'");
    await sessions.find(token);
    expect(await seen()).toBeGreaterThanOrEqual(opened);
  });

  it('reads role and agency afresh each time', async () => {
    const { token } = await open();
    await staff.change(budi, { role: 'supervisor', agency: 'pupr' }, { by });
    expect(await sessions.find(token)).toMatchObject({ member: { role: 'supervisor', agency: 'pupr' } });
  });

  it('ends at once when its owner is deactivated, and does not come back with them', async () => {
    const { token } = await open();
    await staff.deactivate(budi, { by });
    expect(await sessions.find(token)).toBeNull();
    await staff.reactivate(budi, { by });
    expect(await sessions.find(token)).toBeNull();
    expect(await sessions.find((await open()).token)).not.toBeNull();
  });

  it('is not opened for a deactivated person', async () => {
    await staff.deactivate(budi, { by });
    expect(await sessions.open({ staffId: budi, device: null })).toBeNull();
    await staff.reactivate(budi, { by });
    expect(await sessions.listOf(budi)).toEqual([]);
  });

  it('ends when its owner’s address changes in more than its letter case', async () => {
    const { token } = await open();
    await staff.change(budi, { email: 'BUDI@dishub.example' }, { by });
    expect(await sessions.find(token)).not.toBeNull();
    await staff.change(budi, { email: 'budi@new.example' }, { by });
    expect(await sessions.find(token)).toBeNull();
  });
});

describe('a request to sign in', () => {
  let database: TestDatabase;
  let staff: StaffStore;
  let signIns: SignInStore;
  let budi: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    staff = createStaffStore(database);
    signIns = createSignInStore(database);
  });
  beforeEach(async () => {
    await sql('TRUNCATE staff, audit_entries CASCADE');
    budi = (await staff.add(BUDI, { by })).id;
  });
  afterAll(() => database.drop());

  const sql = (text: string, ...bind: unknown[]) => selectRows(database.db, { sql: text, bind });
  const ask = () => signIns.request({ staffId: budi, device: 'Chrome, Android', nextPage: '/desk?level=2' });

  it('works exactly once, even when several use it at once', async () => {
    const { id } = await ask();
    expect(await signIns.find(id)).toMatchObject({ staffId: budi, device: 'Chrome, Android', usedAt: null });
    const used = await Promise.all(Array.from({ length: 8 }, () => signIns.use(id)));
    expect(used.filter((each) => each !== null)).toEqual([{ staffId: budi, nextPage: '/desk?level=2' }]);
    expect(await signIns.use(id)).toBeNull();
    expect(await signIns.find(id)).toMatchObject({ usedAt: expect.any(Number) });
  });

  it('lasts 15 minutes', async () => {
    const { id } = await ask();
    const { requestedAt = 0, expiresAt = 0 } = (await signIns.find(id)) ?? {};
    expect(expiresAt - requestedAt).toBe(15 * 60_000);
    await sql('UPDATE sign_in_requests SET expires_at = now()');
    expect(await signIns.use(id)).toBeNull();
  });

  it('does not work for a deactivated person, nor once they are reactivated', async () => {
    const { id } = await ask();
    await staff.deactivate(budi, { by });
    expect(await signIns.use(id)).toBeNull();
    const { id: later } = await ask();
    expect(await signIns.use(later)).toBeNull();
    await staff.reactivate(budi, { by });
    expect(await signIns.use(id)).toBeNull();
  });

  it('ends when the address that its link went to changes', async () => {
    const { id } = await ask();
    await staff.change(budi, { email: 'budi@new.example' }, { by });
    expect(await signIns.use(id)).toBeNull();
  });

  it('is not found by another id, or none', async () => {
    for (const id of [NOBODY, '', "' OR 1=1"]) {
      expect(await signIns.use(id)).toBeNull();
      expect(await signIns.find(id)).toBeNull();
    }
  });

  it('is removed a day after it expired', async () => {
    const { id } = await ask();
    await sql("UPDATE sign_in_requests SET expires_at = now() - interval '23 hours'");
    expect(await signIns.removeExpired()).toBe(0);
    await sql("UPDATE sign_in_requests SET expires_at = now() - interval '25 hours'");
    expect(await signIns.removeExpired()).toBe(1);
    expect(await signIns.find(id)).toBeNull();
  });
});
