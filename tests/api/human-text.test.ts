import { outside } from '../city/outside-point';
import { FILING, startApi, type ApiUnderTest } from '../support/api-under-test';

describe('what people type and paste', () => {
  let test: ApiUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  const post = (body: object) => test.api.post('/api/v1/complaints').send({ ...FILING, ...body });
  /** Files a complaint and reads it as the agency does. */
  const read = async (body: object) => {
    const { trackingCode } = await test.fileAssigned(body);
    return (await test.get(trackingCode, officer)).body;
  };

  it('is accepted from any system and normalised', async () => {
    const description = 'Jalan\trusak\vdi depan\rsekolah\u0085\u202Eparah\u202C, per\u00ADbaiki 👨‍👩‍👧 🇮🇩';
    const kept = await read({ description, reporter: { name: ' Siti\nRahma\u200F ' } });
    expect(kept.description).toBe('Jalan rusak\ndi depan\nsekolah\nparah, perbaiki 👨‍👩‍👧 🇮🇩');
    expect(kept.reporter.name).toBe('Siti Rahma');
  });

  it('is normalised in the notes of staff and the texts of reporters as well', async () => {
    const { trackingCode, reporterToken } = await test.fileAssigned();
    await test.act(trackingCode, 'resolve', officer, { note: 'Lubang\tsudah\vditambal\u2028rapi' });
    await test.act(trackingCode, 'reopen', reporterToken, { reason: 'partly', text: 'Baru\rsebagian' });
    const { body } = await test.get(trackingCode, officer);
    const words = body.timeline.flatMap(({ data }: { data?: { note?: string; text?: string } }) => [
      ...(data?.note ? [data.note] : []),
      ...(data?.text ? [data.text] : []),
    ]);
    expect(words).toEqual(['Lubang sudah\nditambal\nrapi', 'Baru\nsebagian']);
  });

  it.each([
    ['spaces without width', '\u200B'.repeat(20)],
    ['Hangul fillers', '\u3164'.repeat(30)],
    ['empty Braille cells', '\u2800'.repeat(30)],
    ['blank jamo', '\u115F\u1160'.repeat(20)],
    ['soft hyphens', '\u00AD'.repeat(30)],
    ['joiners', '\u200D'.repeat(30)],
    ['dots', '.'.repeat(30)],
    ['one letter among fillers', `a${'\u2800'.repeat(30)}`],
    ['two letters far apart', `a${' '.repeat(30)}b`],
  ])('is refused as a description when it is nothing but %s', async (_what, description) => {
    const { status, body } = await post({ description });
    expect([status, body.errors?.[0]]).toEqual([
      422,
      expect.objectContaining({ pointer: '#/description', rule: 'minimum' }),
    ]);
  });

  it('is refused as a note when none of it is visible', async () => {
    const { trackingCode } = await test.fileAssigned();
    expect((await test.act(trackingCode, 'resolve', officer, { note: '\u3164'.repeat(30) })).status).toBe(
      422,
    );
  });

  it.each([
    ['(0741) 60123', '+6274160123'],
    ['0741-12345/54321', '+6274112345, +6274154321'],
    ['\u202D+62\u00A0812\u20113456\u20117890\u202C', '+6281234567890'],
    ['+62 812–3456–7890', '+6281234567890'],
    ['0812 3456 7890 atau 0813-1111-2222', '+6281234567890, +6281311112222'],
    ['6281234567890', '+6281234567890'],
    ['0062 812 3456 7890', '+6281234567890'],
    ['+60 12-345 6789', '+60123456789'],
    ['٠٨١٢٣٤٥٦٧٨٩٠', '+6281234567890'],
    ['0812 3456 7890 (WA)', '+6281234567890'],
    ['WA: 0812-3456-7890', '+6281234567890'],
    ['No. HP 0812 3456 7890', '+6281234567890'],
    ['tel:+6281234567890', '+6281234567890'],
    ['0812 3456 7890\n0741 60123', '+6281234567890, +6274160123'],
  ])('is accepted as a telephone number: %s', async (phone, kept) => {
    expect((await read({ reporter: { phone } })).reporter.phone).toBe(kept);
  });

  it.each(['112', 'tanya Pak RT', 'WA', '/', '0812', '1'.repeat(20), '0812 3456 7890 rumah'])(
    'is refused as a telephone number: %s',
    async (phone) => {
      expect((await post({ reporter: { phone } })).body.errors?.[0]?.pointer).toBe('#/reporter/phone');
    },
  );

  it.each([
    ['a@b.example ', 'a@b.example'],
    ['\u2068siti@warga.example\u2069', 'siti@warga.example'],
    ['siti@bücher.example', 'siti@xn--bcher-kva.example'],
    ['siti@例え.テスト', 'siti@xn--r8jz45g.xn--zckzah'],
    ['Siti Rahma <siti@warga.example>', 'siti@warga.example'],
    ['mailto:siti@warga.example', 'siti@warga.example'],
  ])('is accepted as an e-mail address: %s', async (email, kept) => {
    expect((await read({ reporter: { email } })).reporter.email).toBe(kept);
  });

  it.each([
    `${'a'.repeat(65)}@warga.example`,
    'Siti <siti@warga.example> <budi@warga.example>',
    'siti@warga.example, budi@warga.example',
    'Siti <siti@warga.example\r\nBcc: budi@warga.example>',
  ])('is refused as an e-mail address: %s', async (email) => {
    expect((await post({ reporter: { email } })).body.errors?.[0]?.pointer).toBe('#/reporter/email');
  });

  it('is accepted in JSON that begins with a byte order mark', async () => {
    const body = `\uFEFF${JSON.stringify(FILING)}`;
    const call = test.api.post('/api/v1/complaints').set('Content-Type', 'application/json');
    expect((await call.send(body)).status).toBe(201);
  });

  it('counts as left out when an optional field is empty or blank', async () => {
    const blank = { name: '', email: ' ', phone: '\u2800' };
    const kept = await read({ reporter: blank, location: { ...FILING.location, address: '' } });
    expect(kept.reporter).toEqual({ name: null, email: null, phone: null });
    expect(kept.location.address).toBeNull();
    const { trackingCode, reporterToken } = await test.fileAssigned();
    const supported = await test.api.post(`/api/v1/complaints/${trackingCode}/support`).send({ email: '' });
    expect(supported.status).toBe(200);
    await test.act(trackingCode, 'reject', officer, { reason: 'already_handled', note: '' });
    const rated = await test.act(trackingCode, 'rating', reporterToken, { stars: 5, text: '' });
    expect([rated.status, rated.body]).toEqual([200, { stars: 5 }]);
    expect((await test.api.get('/api/v1/complaints?q=&channel=')).status).toBe(200);
  });
});

describe('the place of a complaint', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  it('may be outside the city’s outline by as much as a phone’s position may be off', async () => {
    const near = await test.api.post('/api/v1/complaints').send({ ...FILING, location: outside(40) });
    expect(near.status).toBe(201);
    const far = await test.api.post('/api/v1/complaints').send({ ...FILING, location: outside(150) });
    expect([far.status, far.body.errors[0].detail]).toEqual([422, expect.stringMatching(/150 m outside/)]);
  });

  it('is the point, even when a district is named too', async () => {
    const location = { ...FILING.location, district: 'telanaipura' };
    const { trackingCode } = await test.fileAssigned({ location });
    const officer = await test.key('officer', 'pupr');
    const { body } = await test.get(trackingCode, officer);
    expect([body.district, body.location.approximate]).toEqual(['jelutung', false]);
  });
});
