import { createReporterStore } from '../../database/stores/reporter-store';
import { startApi, type ApiUnderTest } from '../support/api-under-test';

/** In Simpang IV Sipin, Telanaipura. */
const POINT = { latitude: -1.6156, longitude: 103.5768 };
const VILLAGE = '15.71.01.1001';

describe('the village of a complaint', () => {
  let test: ApiUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  const file = (body: object = {}) => test.fileAssigned({ category: 'jalan', location: POINT, ...body });

  it('is that within whose border its point lies, for whoever may see the place', async () => {
    const { trackingCode, reporterToken } = await file();
    for (const bearer of [reporterToken, officer]) {
      const { body } = await test.get(trackingCode, bearer);
      expect(body).toMatchObject({ district: 'telanaipura', location: { village: VILLAGE } });
    }
  });

  it('is public as soon as the place is, and never of a confidential complaint', async () => {
    const [open, confidential] = [await file(), await file({ confidential: true })];
    const shown = async () =>
      (await Promise.all([open, confidential].map(({ trackingCode }) => test.get(trackingCode)))).map(
        ({ text }) => text.includes(VILLAGE),
      );
    expect(await shown()).toEqual([false, false]);
    for (const { trackingCode } of [open, confidential]) await test.act(trackingCode, 'acknowledge', officer);
    expect(await shown()).toEqual([true, false]);
    expect((await test.get(open.trackingCode)).body.location.village).toBe(VILLAGE);
  });

  it('is not guessed where only the district is known', async () => {
    const location = { district: 'telanaipura', address: 'Dekat pasar' };
    const { trackingCode, reporterToken } = await file({ location });
    const { body } = await test.get(trackingCode, reporterToken);
    expect(body.location).toMatchObject({ approximate: true, village: null });
  });

  it('is erased with the place', async () => {
    const { id, trackingCode } = await file();
    await createReporterStore({ db: test.db }).erase({ complaintId: id, actor: 'test' });
    const { body } = await test.get(trackingCode, officer);
    expect(body.location).toMatchObject({ approximate: true, village: null });
  });

  it('has its name in the city’s description, with whom to name on maps', async () => {
    const { body } = await test.api.get('/api/v1/city');
    expect(body.villages).toHaveLength(68);
    expect(body.villages).toContainEqual({
      ...{ code: VILLAGE, name: 'Simpang IV Sipin', district: 'telanaipura' },
      point: { latitude: -1.61557, longitude: 103.57677 },
    });
    expect(body.credit).toEqual({
      text: '© OpenStreetMap contributors',
      url: 'https://www.openstreetmap.org/copyright',
    });
  });
});
