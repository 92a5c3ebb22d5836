import { startApi, type ApiUnderTest } from '../support/api-under-test';

describe('support', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  const support = (code: string, body: object = {}) =>
    test.api.post(`/api/v1/complaints/${code}/support`).send(body);

  it('counts each request, but an address once', async () => {
    const { trackingCode } = await test.fileAssigned();
    expect((await support(trackingCode)).body).toEqual({ supporters: 1 });
    expect((await support(trackingCode, { email: 'budi@warga.example' })).body).toEqual({ supporters: 2 });
    expect((await support(trackingCode, { email: 'Budi@warga.example' })).body).toEqual({ supporters: 2 });
    expect((await test.get(trackingCode)).body.supporters).toBe(2);
  });

  it('with an Idempotency-Key counts once, and is refused with another body', async () => {
    const { trackingCode } = await test.fileAssigned();
    const send = (body: object, secret = 'c2VjcmV0LW9mLW9uZS1jbGk') =>
      support(trackingCode, body).set('Idempotency-Key', 'me too').set('Idempotency-Secret', secret);
    await Promise.all([send({}), send({}), send({})]);
    expect((await send({})).body).toEqual({ supporters: 1 });
    expect((await send({ email: 'budi@warga.example' })).status).toBe(422);
    expect((await send({}, 'c2VjcmV0LW9mLWFub3RoZXI')).body).toEqual({ supporters: 2 });
  });

  it('is refused for a confidential complaint', async () => {
    const { trackingCode } = await test.fileAssigned({ confidential: true });
    expect((await support(trackingCode, { email: 'budi@warga.example' })).status).toBe(404);
  });

  it('is refused for a complaint that is over', async () => {
    const { trackingCode, reporterToken } = await test.fileAssigned();
    await test.act(trackingCode, 'withdraw', reporterToken);
    const response = await support(trackingCode);
    expect(response.status).toBe(409);
    expect(response.body.complaintStatus).toBe('withdrawn');
  });

  it('never shows an address', async () => {
    const { trackingCode } = await test.fileAssigned();
    await support(trackingCode, { email: 'budi@warga.example' });
    expect((await test.get(trackingCode, await test.key('command_centre'))).text).not.toContain('budi');
  });
});

describe('a rating', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  it('is accepted once the complaint is resolved, even after it is closed, and the last one counts', async () => {
    const { id, trackingCode, reporterToken } = await test.fileAssigned();
    const rate = (stars: number) =>
      test.act(trackingCode, 'rating', reporterToken, { stars, text: 'Terima kasih.' });
    expect((await rate(5)).status).toBe(409);
    await test.act(trackingCode, 'resolve', await test.key('officer', 'pupr'), { note: 'Selesai.' });
    expect((await rate(5)).status).toBe(200);
    await test.act(trackingCode, 'confirm', reporterToken);
    expect((await rate(3)).status).toBe(200);
    const ratings = await test.db.models.Rating.findAll({ where: { complaintId: id }, raw: true });
    expect(ratings).toEqual([expect.objectContaining({ stars: 3 })]);
  });

  it.each([0, 6, 4.5, '5', null])('of %p stars is refused', async (stars) => {
    const { trackingCode, reporterToken } = await test.fileAssigned();
    expect((await test.act(trackingCode, 'rating', reporterToken, { stars })).status).toBe(422);
  });
});
