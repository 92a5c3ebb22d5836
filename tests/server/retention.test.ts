import { createErasure } from '../../server/housekeeping/erasure';
import { createSweep } from '../../server/housekeeping/sweep';
import { createReporterStore } from '../../database/stores/reporter-store';
import { drawn } from '../photos/sample-photos';
import { FILING, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';

describe('the sweep', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  const withdrawnWithPhoto = async () => {
    const photo = await drawn(60, 40).jpeg().toBuffer();
    const response = await test.api
      .post('/api/v1/complaints')
      .field('data', JSON.stringify(FILING))
      .attach('photos', photo, 'a.jpg');
    const { id, trackingCode, reporterToken } = response.body as Filed;
    await test.assign(id);
    const withdrawn = await test.act(trackingCode, 'withdraw', reporterToken);
    await test.db.models.TimelineEvent.update({ at: new Date(0) }, { where: { complaintId: id } });
    return { id, photoId: String(withdrawn.body.photos[0].id) };
  };

  it('goes on past a photo that cannot be removed, and names it in the log', async () => {
    const cases = [await withdrawnWithPhoto(), await withdrawnWithPhoto()];
    const reporters = createReporterStore({ db: test.db });
    const { photoStore, logger } = test.deps;
    const stuck = cases[0]?.photoId;
    const remove = (id: string) => (id === stuck ? Promise.reject(new Error('EIO')) : photoStore.remove(id));
    const erasure = createErasure({ reporters, photoStore: { remove }, actor: 'retention' });
    await createSweep({ erasure, keptDays: 1, logger })();
    for (const { id } of cases) expect(await reporters.find(id)).toMatchObject({ name: null, email: null });
    expect(await photoStore.read(String(cases[1]?.photoId), 'full')).toBeNull();
    const told = test.logLines.map((line) => JSON.parse(line)).filter(({ photos }) => photos);
    expect(told).toEqual([expect.objectContaining({ photos: [stuck] })]);
  });
});
