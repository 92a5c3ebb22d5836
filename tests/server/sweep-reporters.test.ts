import { createErasure } from '../../server/housekeeping/erasure';
import { createReporterSweep } from '../../server/housekeeping/sweep-reporters';
import { createReporterStore } from '../../database/stores/reporter-store';
import { drawn } from '../photos/sample-photos';
import { FILING, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';

describe('the sweep of reporters', () => {
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

  it('goes on after a photo that cannot be removed, and names it in the log', async () => {
    const cases = [await withdrawnWithPhoto(), await withdrawnWithPhoto()];
    const reporters = createReporterStore({ db: test.db });
    const { photoStore, logger } = test.deps;
    const stuck = cases[0]?.photoId;
    const remove = (id: string) => (id === stuck ? Promise.reject(new Error('EIO')) : photoStore.remove(id));
    const erasure = createErasure({ reporters, photoStore: { remove }, actor: 'retention' });
    await createReporterSweep({ erasure, keptDays: 1, logger })();
    for (const { id } of cases) expect(await reporters.find(id)).toMatchObject({ name: null, email: null });
    expect(await photoStore.read(String(cases[1]?.photoId), 'full')).toBeNull();
    const logged = test.logLines.map((line) => JSON.parse(line)).filter(({ photos }) => photos);
    expect(logged).toEqual([expect.objectContaining({ photos: [stuck] })]);
  });

  it('fails when the reporters cannot be read, so that it is logged and tried again', async () => {
    const eraseExpired = () => Promise.reject(new Error('the database is away'));
    const sweep = createReporterSweep({ erasure: { eraseExpired }, keptDays: 1, logger: test.deps.logger });
    await expect(sweep()).rejects.toThrow('the database is away');
  });

  it('erases, too, what an application wrote for a reporter who was erased already', async () => {
    const application = await test.key('application');
    const { id, trackingCode } = await test.fileAssigned({}, application);
    const reporters = createReporterStore({ db: test.db });
    await reporters.erase({ complaintId: id, actor: 'test' });
    const officer = await test.key('officer', 'pupr');
    await test.act(trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    const objection = { reason: 'partly', text: 'CANARY, di depan rumah Siti.' };
    expect((await test.act(trackingCode, 'reopen', application, objection)).status).toBe(200);
    await test.act(trackingCode, 'resolve', officer, { note: 'Sekarang sudah.' });
    const rating = { stars: 3, text: 'CANARY lagi.' };
    expect((await test.act(trackingCode, 'rating', application, rating)).status).toBe(200);
    await test.act(trackingCode, 'confirm', application);
    await test.db.models.Complaint.update({ closedAt: new Date(0) }, { where: { id } });
    const { photoStore, logger } = test.deps;
    const erasure = createErasure({ reporters, photoStore, actor: 'retention' });
    await createReporterSweep({ erasure, keptDays: 1, logger })();
    const inputs = await test.db.models.ActInput.findAll({ where: { reporterOf: id }, raw: true });
    const ratings = await test.db.models.Rating.findAll({ where: { complaintId: id }, raw: true });
    expect([inputs.length > 0, JSON.stringify([inputs, ratings]).includes('CANARY')]).toEqual([true, false]);
  });
});
