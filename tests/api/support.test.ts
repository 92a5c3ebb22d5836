import { createReporterStore } from '../../database/stores/reporter-store';
import { FILING, startApi, type ApiUnderTest } from '../support/api-under-test';

const DEVICE = 'a-secret-of-some-phone-0001';

describe('“me too”', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  const support = async (code: string, body: object = {}, bearer?: string): Promise<number> => {
    const call = test.api.post(`/api/v1/complaints/${code}/support`).send(body);
    const response = await (bearer ? call.set('Authorization', `Bearer ${bearer}`) : call);
    if (response.status !== 200) throw new Error(response.text);
    return response.body.supporters as number;
  };
  const addresses = async (complaintId: string) =>
    (await test.db.models.Supporter.findAll({ where: { complaintId } })).map(({ email }) => email);

  it('counts once for a device, which may add an address later', async () => {
    const { id, trackingCode } = await test.fileAssigned();
    expect(await support(trackingCode, { device: DEVICE })).toBe(1);
    expect(await support(trackingCode, { device: DEVICE })).toBe(1);
    expect(await support(trackingCode, { device: DEVICE, email: 'budi@warga.example' })).toBe(1);
    expect(await addresses(id)).toEqual(['budi@warga.example']);
    expect(await support(trackingCode, { device: `${DEVICE}2`, email: 'Budi@warga.example' })).toBe(1);
    expect(await support(trackingCode, { device: `${DEVICE}3` })).toBe(2);
  });

  it('does not count for the device that filed the complaint, nor with its reporter’s token', async () => {
    const { trackingCode, reporterToken } = await test.fileAssigned({ device: DEVICE });
    expect(await support(trackingCode, { device: DEVICE })).toBe(0);
    expect(await support(trackingCode, {}, reporterToken)).toBe(0);
    expect(await support(trackingCode, { device: `${DEVICE}2` })).toBe(1);
  });

  it('does not count with the reporter’s address once that is confirmed', async () => {
    const { id, trackingCode } = await test.fileAssigned();
    // Until then it counts, so that nobody learns whether they have guessed the address.
    expect(await support(trackingCode, { email: FILING.reporter.email.toUpperCase() })).toBe(1);
    const [supporter] = await test.db.models.Supporter.findAll({ where: { complaintId: id } });
    await createReporterStore({ db: test.db }).confirmSupporter(supporter?.id ?? '');
    expect((await test.get(trackingCode)).body.supporters).toBe(0);
  });

  it('keeps of a device only a hash, which differs for each complaint', async () => {
    const [one, other] = [await test.fileAssigned(), await test.fileAssigned()];
    for (const { trackingCode } of [one, other]) await support(trackingCode, { device: DEVICE });
    const rows = await test.db.models.Supporter.findAll({ where: { complaintId: [one.id, other.id] } });
    const kept = rows.map(({ deviceHash }) => deviceHash?.toString('hex'));
    expect(new Set(kept).size).toBe(2);
    expect(kept.join()).not.toContain(Buffer.from(DEVICE).toString('hex'));
  });
});
