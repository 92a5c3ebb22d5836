import { FILING, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';

const SECRETS = {
  description: 'Kenari deskripsi: lubang di depan rumah.',
  address: 'Kenari alamat 17',
  name: 'Kenari Nama',
  email: 'kenari.surel@warga.example',
  phone: '+6281100004711',
};
const FILED = {
  description: SECRETS.description,
  location: { ...FILING.location, address: SECRETS.address },
  reporter: { name: SECRETS.name, email: SECRETS.email, phone: SECRETS.phone },
};

describe('what others see of a complaint', () => {
  let test: ApiUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  const publicTexts = async ({ id: complaintId, trackingCode }: Filed, bearer?: string) => {
    const single = await test.get(trackingCode, bearer);
    const list = test.api.get('/api/v1/complaints?limit=100');
    const listed = await (bearer ? list.set('Authorization', `Bearer ${bearer}`) : list);
    const item = listed.body.items.find(({ id }: Filed) => id === complaintId);
    return single.text + JSON.stringify(item);
  };

  it('is nothing that a person wrote, and no place, until the agency has acted on it', async () => {
    const filed = await test.fileAssigned(FILED);
    const text = await publicTexts(filed);
    for (const secret of [...Object.values(SECRETS), '103.6131']) expect(text).not.toContain(secret);
    const { body } = await test.get(filed.trackingCode);
    expect(body).toMatchObject({
      published: false,
      description: null,
      location: null,
      photos: [],
      district: 'jelutung',
    });
  });

  it('is text and place, but never the reporter, once the agency has acknowledged it', async () => {
    const filed = await test.fileAssigned(FILED);
    await test.act(filed.trackingCode, 'acknowledge', officer);
    const text = await publicTexts(filed);
    expect(text).toContain(SECRETS.description);
    expect(text).toContain(SECRETS.address);
    for (const name of ['name', 'email', 'phone'] as const) expect(text).not.toContain(SECRETS[name]);
  });

  it('is withheld again after a rejection or a withdrawal', async () => {
    for (const [act, body] of [
      ['reject', { reason: 'private_dispute', note: 'Kenari catatan.' }],
      ['withdraw', {}],
    ] as const) {
      const filed = await test.fileAssigned(FILED);
      await test.act(filed.trackingCode, 'acknowledge', officer);
      const response = await test.act(
        filed.trackingCode,
        act,
        act === 'withdraw' ? filed.reporterToken : officer,
        body,
      );
      expect(response.status).toBe(200);
      const text = (await test.get(filed.trackingCode)).text;
      for (const secret of [...Object.values(SECRETS), 'Kenari catatan']) expect(text).not.toContain(secret);
    }
  });

  it('is only category, district, status and days of a confidential one, whatever happens to it', async () => {
    const filed = await test.fileAssigned({ ...FILED, confidential: true });
    await test.act(filed.trackingCode, 'acknowledge', officer);
    await test.act(filed.trackingCode, 'notes', officer, { text: 'Kenari catatan.', public: true });
    const { body, text } = await test.get(filed.trackingCode);
    for (const secret of [...Object.values(SECRETS), 'Kenari catatan', 'pupr'])
      expect(text).not.toContain(secret);
    expect(Object.keys(body).sort()).toEqual(
      [
        ...[
          'acknowledgeBy',
          'acknowledgedAt',
          'category',
          'confidential',
          'description',
          'district',
          'links',
        ],
        ...['location', 'photos', 'published', 'receivedAt', 'resolveBy', 'status', 'targetHours'],
        ...['timeline', 'trackingCode'],
      ].sort(),
    );
    expect(body.timeline[2]).toEqual({ sequence: 3, type: 'acknowledged', at: expect.any(String) });
  });

  it('includes the changes of status of a confidential one, but no other events', async () => {
    const filed = await test.fileAssigned({ ...FILED, confidential: true });
    const supervisor = await test.key('supervisor', 'pupr');
    await test.act(filed.trackingCode, 'ask', officer, { question: 'Kenari: sejak kapan?' });
    await test.act(filed.trackingCode, 'extend', supervisor, { hours: 24, reason: 'Kenari alat.' });
    await test.act(filed.trackingCode, 'reassign', officer, { agency: 'dlh', reason: 'Kenari salah.' });
    const { body } = await test.get(filed.trackingCode);
    expect(body.timeline.map(({ type }: { type: string }) => type)).toEqual(['received', 'assigned']);
    expect(body.status).toBe('assigned');
  });

  it('leaves out internal notes', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'acknowledge', officer);
    await test.act(filed.trackingCode, 'notes', officer, { text: 'Kenari internal.' });
    expect((await test.get(filed.trackingCode)).text).not.toContain('Kenari internal');
    expect((await test.get(filed.trackingCode, filed.reporterToken)).text).not.toContain('Kenari internal');
    expect((await test.get(filed.trackingCode, officer)).text).toContain('Kenari internal');
  });

  it('leaves out the reason and the agency of a hand-over that was only proposed', async () => {
    const { trackingCode, reporterToken } = await test.fileAssigned();
    const handOver = async (from: string, agency: string, reason: string) =>
      test.act(trackingCode, 'reassign', await test.key('officer', from), { agency, reason });
    await handOver('pupr', 'dlh', 'Bukan jalan kota.');
    await handOver('dlh', 'pupr', 'Bukan sampah.');
    const refused = await handOver('pupr', 'dishub', 'Kenari alasan.');
    expect(refused.body).toMatchObject({ agency: 'pupr', decisionPending: true, escalationLevel: 3 });
    await test.act(trackingCode, 'acknowledge', officer);
    for (const bearer of [undefined, reporterToken]) {
      const { text } = await test.get(trackingCode, bearer);
      expect(text).toContain('Bukan sampah');
      for (const proposal of ['Kenari alasan', 'dishub']) expect(text).not.toContain(proposal);
    }
    const staffs = await test.get(trackingCode, officer);
    expect(staffs.body.timeline).toContainEqual(
      expect.objectContaining({
        type: 'escalated',
        data: expect.objectContaining({ proposedAgency: 'dishub', reason: 'Kenari alasan.' }),
      }),
    );
  });

  it('is the public part for officers of another agency and other reporters', async () => {
    const filed = await test.fileAssigned(FILED);
    const other = await test.fileAssigned();
    for (const bearer of [
      await test.key('officer', 'dlh'),
      other.reporterToken,
      await test.key('application'),
    ]) {
      const text = await publicTexts(filed, bearer);
      for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    }
  });

  it('includes the reporter’s contact for the agency and the command centre, not for an administrator', async () => {
    const { trackingCode } = await test.fileAssigned(FILED);
    const contact = { name: SECRETS.name, email: SECRETS.email, phone: SECRETS.phone };
    for (const bearer of [officer, await test.key('command_centre')]) {
      expect((await test.get(trackingCode, bearer)).body.reporter).toEqual(contact);
    }
    expect((await test.get(trackingCode, await test.key('administrator'))).body).not.toHaveProperty(
      'reporter',
    );
  });

  it('never names a key or a person on a timeline', async () => {
    const { trackingCode } = await test.fileAssigned();
    const { body } = await test.act(trackingCode, 'acknowledge', officer);
    for (const event of body.timeline) expect(Object.keys(event.actor)).not.toContain('ref');
  });

  it('is kept out of the log, and so are links and credentials', async () => {
    const filed = await test.fileAssigned(FILED);
    await test.api.get(`/api/v1/complaints/${filed.trackingCode}?t=${filed.reporterToken}`);
    await test.get(filed.trackingCode, officer);
    const log = test.logLines.join('');
    expect(log).toContain(filed.trackingCode);
    for (const secret of [...Object.values(SECRETS), filed.reporterToken, officer, '127.0.0.1']) {
      expect(log).not.toContain(secret);
    }
  });
});

describe('a cached copy of a complaint', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  it('is answered with 304 as long as it is fresh', async () => {
    const { trackingCode } = await test.fileAssigned();
    const first = await test.get(trackingCode);
    const again = await test.get(trackingCode).set('If-None-Match', first.headers.etag ?? '');
    expect(again.status).toBe(304);
    await test.act(trackingCode, 'acknowledge', await test.key('officer', 'pupr'));
    expect((await test.get(trackingCode).set('If-None-Match', first.headers.etag ?? '')).status).toBe(200);
  });

  it('is not shared between viewers', async () => {
    const { trackingCode, reporterToken } = await test.fileAssigned();
    const own = await test.get(trackingCode, reporterToken);
    const everybodys = await test.get(trackingCode);
    expect(own.headers.etag).not.toBe(everybodys.headers.etag);
    expect(own.headers['cache-control']).toBe('private, no-cache');
    expect(own.headers.vary).toContain('Authorization');
  });
});

describe('a credential', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  it.each([
    ['an unknown key', 'Bearer sk_000000000000000000000000000000000000000000'],
    ['a word', 'Bearer secret'],
    ['a password', 'Basic YTpi'],
    ['an unsigned token', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
  ])('is answered with 401 when it is %s', async (_what, header) => {
    const response = await test.api.get('/api/v1/complaints').set('Authorization', header);
    expect(response.status).toBe(401);
    expect(response.headers['www-authenticate']).toContain('Bearer');
  });

  it('works until it is revoked', async () => {
    const administrator = await test.key('administrator');
    const bearer = { Authorization: `Bearer ${administrator}` };
    const created = await test.api
      .post('/api/v1/api-keys')
      .set(bearer)
      .send({ role: 'officer', agency: 'pupr', label: 'Loket' });
    expect(created.status).toBe(201);
    const { id, key } = created.body;
    const { trackingCode } = await test.fileAssigned();
    expect((await test.act(trackingCode, 'acknowledge', key)).status).toBe(200);
    const listed = await test.api.get('/api/v1/api-keys').set(bearer);
    expect(listed.text).not.toContain(key);
    expect(listed.body.items).toContainEqual(
      expect.objectContaining({ id, label: 'Loket', prefix: key.slice(0, 9) }),
    );
    expect((await test.api.delete(`/api/v1/api-keys/${id}`).set(bearer)).status).toBe(204);
    expect((await test.act(trackingCode, 'start', key)).status).toBe(401);
  });

  it('of a reporter ends with its generation', async () => {
    const { id, trackingCode, reporterToken } = await test.fileAssigned();
    await test.db.models.Reporter.update({ tokenGeneration: 2 }, { where: { complaintId: id } });
    expect((await test.act(trackingCode, 'withdraw', reporterToken)).status).toBe(401);
  });

  it('from a mail that only confirms an address is refused', async () => {
    const { id, trackingCode } = await test.fileAssigned();
    const token = test.deps.links.sign({
      complaintId: id,
      recipient: `reporter:${id}`,
      purpose: 'confirm',
      generation: 1,
    });
    expect((await test.act(trackingCode, 'withdraw', token)).status).toBe(401);
  });
});
