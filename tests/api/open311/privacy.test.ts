import { drawn } from '../../photos/sample-photos';
import { signedIn } from '../../support/signed-in';
import { startOpen311, type Open311 } from './open311-client';

/** What only staff and the reporter may read, the content until it is public. */
const SECRETS = {
  description: 'Kenari uraian: di depan rumah.',
  address: 'Kenari alamat 17, Jelutung',
  name: 'Kenari Nama',
  email: 'kenari.surel@warga.example',
  phone: '+6281100004711',
};
const POINT = { lat: '-1.6123', long: '103.6145' };
const FORM = {
  ...POINT,
  description: SECRETS.description,
  address_string: SECRETS.address,
  first_name: 'Kenari',
  last_name: 'Nama',
  email: SECRETS.email,
  phone: SECRETS.phone,
};
const OF_THE_REPORTER = [SECRETS.name, SECRETS.email, SECRETS.phone];
const CONTENT = [SECRETS.description, SECRETS.address, POINT.lat, POINT.long];

describe('what other cities’ software can copy', () => {
  let test: Open311;
  let keys: Record<string, string>;
  beforeAll(async () => {
    test = await startOpen311();
    keys = {
      nobody: '',
      stranger: await test.key('application'),
      officer: test.officer,
      commandCentre: await test.key('command_centre'),
      administrator: await test.key('administrator'),
      filer: test.application,
    };
  });
  afterAll(() => test.stop());

  /** Everything that the interface shows the holder of a key, of one complaint and of all. */
  const copied = async (code: string, key = '') => {
    const places = [
      ...['requests', `requests/${code}`, `tokens/${code}`, 'servicerequestupdates', 'services', 'discovery'],
    ].flatMap((place) => [`${place}.json?`, `${place}.xml?`]);
    const named = [`requests.json?service_request_id=${code}&`, 'requests.xml?status=open,closed&'];
    const texts: string[] = [];
    for (const place of [...places, ...named]) texts.push((await test.get(`${place}api_key=${key}`)).text);
    return texts.join('\n');
  };
  const copiedByAll = async (code: string, who = Object.keys(keys)) => {
    const texts: string[] = [];
    for (const name of who) texts.push(await copied(code, keys[name]));
    return texts.join('\n');
  };
  const expectNone = (text: string, secrets: readonly string[]) => {
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  };

  it('is neither the text nor the place of a complaint until the agency has acted on it', async () => {
    const code = await test.fileRequest(FORM);
    const text = await copiedByAll(code);
    expect(text).toContain(code);
    expectNone(text, [...OF_THE_REPORTER, ...CONTENT]);
  });

  it('is text and place after that, but never the reporter', async () => {
    const code = await test.fileRequest(FORM);
    await test.act(code, 'acknowledge', test.officer);
    const text = await copiedByAll(code);
    for (const shown of CONTENT) expect(text).toContain(shown);
    expectNone(text, OF_THE_REPORTER);
  });

  it.each([
    [
      'rejected',
      (code: string) =>
        test.act(code, 'reject', test.officer, { reason: 'private_dispute', note: 'Kenari catatan.' }),
    ],
    ['withdrawn', (code: string) => test.act(code, 'withdraw', test.application)],
    [
      'hidden',
      (code: string) =>
        test.api
          .post(`/api/v1/complaints/${code}/visibility`)
          .set('Authorization', `Bearer ${test.officer}`)
          .send({ hidden: true }),
    ],
  ])('is no longer the text of a complaint that was %s', async (_what, act) => {
    const code = await test.fileRequest({ ...FORM, description: 'Kenari tersendiri 8812.' });
    await test.act(code, 'acknowledge', test.officer);
    expect((await act(code)).status).toBe(200);
    expectNone(await copiedByAll(code), ['Kenari tersendiri 8812.', 'Kenari catatan.', ...OF_THE_REPORTER]);
  });

  it('is never a confidential complaint, not even its code, whatever the request', async () => {
    const code = await test.fileRequest({ ...FORM, 'attribute[confidential]': 'yes' });
    await test.act(code, 'start', test.officer);
    await test.act(code, 'resolve', test.officer, { note: 'Kenari jawaban.' });
    const others = Object.keys(keys).filter((name) => name !== 'filer');
    const single = await test.get(`requests/${code}.json`);
    const unknown = await test.get('requests/SK-0000-0000.json');
    expect([single.status, single.body]).toEqual([404, unknown.body]);
    expectNone(await copiedByAll(code, others), [code, 'Kenari jawaban.']);
  });

  it('is of a confidential complaint only its progress, and only for the application that filed it', async () => {
    const code = await test.fileRequest({ ...FORM, 'attribute[confidential]': 'yes' });
    await test.act(code, 'reject', test.officer, { reason: 'private_dispute', note: 'Kenari jawaban.' });
    const { body } = await test.get(`requests/${code}.json?api_key=${test.application}`);
    expect(body).toMatchObject([
      {
        ...{ service_request_id: code, status: 'closed', status_notes: 'Ditolak', service_code: 'jalan' },
        ...{
          description: null,
          agency_responsible: null,
          service_notice: null,
          address: 'Jelutung, Kota Jambi',
        },
        ...{ lat: null, long: null, media_url: null },
      },
    ]);
    const text = await copied(code, test.application);
    const own = text.split(/(?=\{"|<request)/).filter((part) => part.includes(code));
    expect(own.length).toBeGreaterThan(4);
    expectNone(own.join('\n'), [...OF_THE_REPORTER, ...CONTENT, 'Kenari jawaban.', 'PUPR']);
  });

  it('is no internal note, no question, no answer and no hidden picture', async () => {
    const code = await test.fileRequest(FORM);
    await test.act(code, 'start', test.officer);
    await test.act(code, 'notes', test.officer, { text: 'Kenari petugas.' });
    await test.act(code, 'ask', test.officer, { question: 'Kenari tanya?' });
    await test.act(code, 'answer', test.application, { text: 'Kenari jawab.' });
    await test.api
      .post(`/api/v1/complaints/${code}/resolve`)
      .set('Authorization', `Bearer ${test.officer}`)
      .field('data', JSON.stringify({ note: 'Selesai semua.' }))
      .attach('photos', await drawn(20, 20).png().toBuffer(), 'a.png');
    const complaint = await test.deps.complaints.byCode(code);
    const [photo] = await test.db.models.Photo.findAll({ where: { complaintId: complaint?.id } });
    expect(await copiedByAll(code)).toContain(photo?.id);
    await test.api
      .post(`/api/v1/complaints/${code}/visibility`)
      .set('Authorization', `Bearer ${test.officer}`)
      .send({ hidden: true, photo: photo?.id });
    const text = await copiedByAll(code);
    expect(text).toContain('Selesai semua.');
    expectNone(text, ['Kenari petugas.', 'Kenari tanya?', 'Kenari jawab.', photo?.id ?? '']);
  });

  it('is no more with a session cookie', async () => {
    const code = await test.fileRequest(FORM);
    const { cookie } = await signedIn(test.deps);
    const session = await test.get(`requests/${code}.json`).set('Cookie', cookie);
    expect(session.status).toBe(200);
    const { text } = session;
    expectNone(text, [...OF_THE_REPORTER, ...CONTENT]);
  });

  it('does not reveal a confidential complaint to another agency that tries to update it', async () => {
    const code = await test.fileRequest({ ...FORM, 'attribute[confidential]': 'yes' });
    const foreign = await test.key('officer', 'dlh');
    const form = {
      api_key: foreign,
      service_request_id: code,
      update_id: '1',
      status: 'OPEN',
      description: 'Halo.',
    };
    const responses = [
      await test.post('servicerequestupdates.json', form),
      await test.post('servicerequestupdates.json', { ...form, service_request_id: 'SK-0000-0000' }),
    ];
    expect(responses[0]?.status).toBe(404);
    expect(responses[0]?.body).toEqual(responses[1]?.body);
  });
});
