import { startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';
import { signedIn, type SignedIn } from '../support/signed-in';

describe('a session’s cookie in the API', () => {
  let test: ApiUnderTest;
  let filed: Filed;
  let budi: SignedIn;
  beforeAll(async () => {
    test = await startApi();
    filed = await test.fileAssigned();
    budi = await signedIn(test.deps);
  });
  afterAll(() => test.stop());

  const read = (cookie: string) =>
    test.api.get(`/api/v1/complaints/${filed.trackingCode}`).set('Cookie', cookie);
  const viewOf = (body: { description: string | null }) => {
    if (body.description === null) return 'public';
    return 'hidden' in body ? 'staff' : 'own';
  };

  it('gives read access by the person’s role and agency', async () => {
    const views: Record<string, string> = {};
    for (const role of ['officer', 'supervisor', 'agency_head', 'command_centre', 'administrator'] as const) {
      for (const agency of ['command_centre', 'administrator'].includes(role) ? [null] : ['pupr', 'dlh']) {
        const { cookie } = await signedIn(test.deps, { role, agency });
        views[`${role} ${agency ?? ''}`.trim()] = viewOf((await read(cookie)).body);
      }
    }
    expect(views).toEqual({
      ...{ 'officer pupr': 'staff', 'officer dlh': 'public', 'supervisor pupr': 'staff' },
      ...{ 'supervisor dlh': 'public', 'agency_head pupr': 'staff', 'agency_head dlh': 'public' },
      ...{ command_centre: 'staff', administrator: 'staff' },
    });
    const administrator = await signedIn(test.deps, { role: 'administrator', agency: null });
    expect((await test.api.get('/api/v1/staff').set('Cookie', administrator.cookie)).status).toBe(200);
    expect((await test.api.get('/api/v1/staff').set('Cookie', budi.cookie)).status).toBe(404);
    expect((await test.api.head('/api/v1/staff').set('Cookie', administrator.cookie)).status).toBe(200);
  });

  it('tells caches that the response is private', async () => {
    const { headers } = await read(budi.cookie);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers.vary).toContain('Cookie');
  });

  it('changes nothing: what is sent with it counts as anonymous', async () => {
    const administrator = await signedIn(test.deps, { role: 'administrator', agency: null });
    const path = `/api/v1/complaints/${filed.trackingCode}`;
    const attempts = [
      test.api.post(`${path}/acknowledge`).set('Cookie', budi.cookie).send({}),
      test.api.post(`${path}/acknowledge`).set('Cookie', budi.cookie).send({ csrf: budi.csrf }),
      test.api.post(`${path}/visibility`).set('Cookie', budi.cookie).send({ hidden: true }),
      test.api.post('/api/v1/staff').set('Cookie', administrator.cookie).send({}),
      test.api
        .patch(`/api/v1/staff/${budi.member.id}`)
        .set('Cookie', administrator.cookie)
        .send({ name: 'x' }),
      test.api.delete(`/api/v1/staff/${budi.member.id}/sessions`).set('Cookie', administrator.cookie),
    ];
    for (const attempt of attempts) expect((await attempt).status).not.toBeLessThan(400);
    const { body } = await test.get(filed.trackingCode, await test.key('command_centre'));
    expect(body).toMatchObject({ status: 'assigned', hidden: false });
    expect(await test.deps.staff.find(budi.member.id)).toEqual(
      expect.objectContaining({ name: budi.member.name }),
    );
    expect(await test.deps.sessions.find(budi.token)).not.toBeNull();
  });

  it('stands for nobody once the session is over, and still gets what is public', async () => {
    const { token, cookie } = await signedIn(test.deps);
    await test.deps.sessions.close(token);
    for (const dead of [
      cookie,
      '__Host-sikesal-session=',
      '__Host-sikesal-session=x',
      `sikesal-session=${budi.token}`,
    ]) {
      const { status, body } = await read(dead);
      expect(status).toBe(200);
      expect(viewOf(body)).toBe('public');
    }
  });

  it('gives way to a key, and does not replace a wrong one', async () => {
    const foreign = await test.key('officer', 'dlh');
    expect(viewOf((await read(budi.cookie).set('Authorization', `Bearer ${foreign}`)).body)).toBe('public');
    expect((await read(budi.cookie).set('Authorization', 'Bearer sk_wrong')).status).toBe(401);
  });

  it('is limited per person, not per network', async () => {
    const limited = await startApi({ limits: { requestsPerMinute: 2 } });
    try {
      const one = await signedIn(limited.deps);
      const two = await signedIn(limited.deps);
      const statuses: number[] = [];
      for (const cookie of [one.cookie, one.cookie, one.cookie, two.cookie])
        statuses.push((await limited.api.get('/api/v1/city').set('Cookie', cookie)).status);
      expect(statuses).toEqual([200, 200, 429, 200]);
    } finally {
      await limited.stop();
    }
  });
});
