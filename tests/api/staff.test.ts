import { selectRows } from '../../database/select-rows';
import { startApi, type ApiUnderTest } from '../support/api-under-test';
import { newMember, signedIn } from '../support/signed-in';

const BUDI = { name: 'Budi Santoso', email: 'budi@dishub.example', role: 'officer', agency: 'dishub' };
const NOBODY = '01936000-0000-7000-8000-000000000001';

describe('staff in the API', () => {
  let test: ApiUnderTest;
  let administrator: string;
  beforeAll(async () => {
    test = await startApi();
    administrator = await test.key('administrator');
  });
  beforeEach(async () => {
    await selectRows(test.db, { sql: 'TRUNCATE staff CASCADE' });
  });
  afterAll(() => test.stop());

  const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) => {
    const request = test.api[method](`/api/v1${path}`).set('Authorization', `Bearer ${administrator}`);
    return body ? request.send(body) : request;
  };
  const rules = (body: { errors: { pointer: string; rule: string }[] }) =>
    body.errors.map(({ pointer, rule }) => `${pointer} ${rule}`);

  it('are added, found, changed and listed', async () => {
    const added = await call('post', '/staff', BUDI);
    expect(added.status).toBe(201);
    expect(added.body).toEqual({
      ...BUDI,
      ...{ id: expect.any(String), language: 'id', active: true, lastSignedInAt: null },
      createdAt: expect.stringMatching(/^\d{4}-.+Z$/),
    });
    const path = `/staff/${added.body.id}`;
    expect(added.headers.location).toBe(`https://sikesal.test/api/v1${path}`);
    expect((await call('get', path)).body).toEqual({ ...added.body, sessions: [] });

    const changed = await call('patch', path, { role: 'supervisor', language: 'en' });
    expect(changed.body).toMatchObject({ role: 'supervisor', agency: 'dishub', language: 'en' });
    const items = async (query: string) => (await call('get', `/staff?${query}`)).body.items.length;
    expect(await items('')).toBe(1);
    expect(await items('agency=dishub&active=true&q=SANTO')).toBe(1);
    expect(await items('active=false')).toBe(0);
    expect((await call('get', '/staff?active=perhaps')).status).toBe(422);
  });

  it('are refused with the rule that they break', async () => {
    const refused = async (changes: object) => {
      const { status, body } = await call('post', '/staff', { ...BUDI, ...changes });
      return [status, ...rules(body)];
    };
    expect(await refused({ agency: undefined })).toEqual([422, '#/agency required']);
    expect(await refused({ role: 'administrator' })).toEqual([422, '#/agency unknown']);
    expect(await refused({ role: 'application', agency: undefined })).toEqual([422, '#/role enum']);
    expect(await refused({ agency: 'nasa' })).toEqual([422, '#/agency enum']);
    expect(await refused({ name: 'Budi\u0000' })).toEqual([422, '#/name characters']);
    expect(await refused({ email: 'budi@dishub.example\nBcc: x@y.example' })).toEqual([
      422,
      '#/email format',
    ]);
    expect(await refused({ language: 'nl', admin: true })).toEqual([
      422,
      '#/language enum',
      '#/admin unknown',
    ]);
    const { body } = await call('post', '/staff', BUDI);
    expect(await refused({ email: 'BUDI@dishub.example' })).toEqual([422, '#/email taken']);
    const change = async (patch: object) => rules((await call('patch', `/staff/${body.id}`, patch)).body);
    expect(await change({ role: 'command_centre', agency: 'pupr' })).toEqual(['#/agency unknown']);
    await call('patch', `/staff/${body.id}`, { role: 'command_centre' });
    expect(await change({ role: 'officer' })).toEqual(['#/agency required']);
  });

  it('are answered with 404 under an id that nobody has', async () => {
    for (const id of [NOBODY, 'x', '%27']) {
      const responses = [
        call('get', `/staff/${id}`),
        call('patch', `/staff/${id}`, { name: 'x' }),
        call('post', `/staff/${id}/deactivate`),
        call('post', `/staff/${id}/reactivate`),
        call('delete', `/staff/${id}/sessions`),
      ];
      for (const response of responses) expect((await response).status).toBe(404);
    }
  });

  it('keep their last administrator', async () => {
    const { id } = await newMember(test.deps, { role: 'administrator', agency: null });
    const responses = [
      await call('post', `/staff/${id}/deactivate`),
      await call('patch', `/staff/${id}`, { role: 'command_centre' }),
    ];
    for (const { status, body } of responses) {
      expect(status).toBe(409);
      expect(body.type).toMatch(/\/conflict$/);
    }
    expect((await call('get', `/staff/${id}`)).body).toMatchObject({ active: true, role: 'administrator' });
  });

  it('lose their access at once when they are deactivated, but keep their cases and name', async () => {
    const { member, cookie } = await signedIn(test.deps, { role: 'officer' });
    const filed = await test.fileAssigned();
    const kind = async () => {
      const { body } = await test.api.get(`/api/v1/complaints/${filed.trackingCode}`).set('Cookie', cookie);
      return 'hidden' in body ? 'staff' : 'public';
    };
    const officer = await test.key('officer', 'pupr');
    expect((await test.act(filed.trackingCode, 'assign', officer, { officer: member.id })).status).toBe(200);
    expect(await kind()).toBe('staff');
    const gone = await call('post', `/staff/${member.id}/deactivate`);
    expect(gone.body).toMatchObject({ id: member.id, active: false });
    expect(await kind()).toBe('public');
    const { body } = await test.get(filed.trackingCode, officer);
    expect(body.officer).toBe(member.id);
    expect(await test.deps.staff.names([member.id])).toEqual(new Map([[member.id, member.name]]));
    const back = await call('post', `/staff/${member.id}/reactivate`);
    expect(back.body).toMatchObject({ active: true });
    expect(await kind()).toBe('public');
  });

  it('are shown with their sessions, and can be signed out everywhere', async () => {
    const { member, token } = await signedIn(test.deps);
    const { body } = await call('get', `/staff/${member.id}`);
    expect(body.sessions).toEqual([
      { id: expect.any(String), device: null, openedAt: expect.any(String), lastSeenAt: expect.any(String) },
    ]);
    expect(JSON.stringify(body)).not.toContain(token);
    expect((await call('delete', `/staff/${member.id}/sessions`)).status).toBe(204);
    expect(await test.deps.sessions.find(token)).toBeNull();
    expect((await call('get', `/staff/${member.id}`)).body.sessions).toEqual([]);
  });

  it('have an audit entry with who added them', async () => {
    const { body } = await call('post', '/staff', BUDI);
    const entries = await selectRows<{ actor: string }>(test.db, {
      sql: 'SELECT actor FROM audit_entries WHERE subject = $1',
      bind: [`staff:${body.id}`],
    });
    expect(entries).toEqual([{ actor: expect.stringMatching(/^key:[\w-]{36}$/) }]);
  });
});
