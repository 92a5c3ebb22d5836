import { signedIn } from '../../support/signed-in';
import { startDesk, type DeskUnderTest, type Person } from '../desk/desk-under-test';

describe('the forecast of the next 24 hours', () => {
  let test: DeskUnderTest;
  let officer: Person;
  let centre: Person;
  beforeAll(async () => {
    test = await startDesk();
    officer = await test.signIn();
    centre = await signedIn(test.deps, { role: 'command_centre', agency: null });
  });
  afterAll(() => test.stop());

  it('says so when nothing will be missed', async () => {
    const { text, status } = await test.see('/forecast', officer);
    expect(status).toBe(200);
    expect(text).toContain('Tidak ada aduan yang akan melewati tenggat');
  });

  it('says what each case of one’s agency is waiting for, until when, and to whom it escalates', async () => {
    const road = await test.fileAssigned({ reporter: { name: 'KANARI-NAMA' }, description: 'KANARI-TEKS.' });
    const waste = await test.fileAssigned({ category: 'kebersihan' });
    await test.moveClock(road, 5);
    await test.moveClock(waste, 6);
    const { text } = await test.see('/forecast', officer);
    expect(text).toContain(road.trackingCode);
    expect(text).toContain('Belum diterima sampai');
    expect(text).toMatch(/\(1[89] jam lagi\)/);
    expect(text).toMatch(/naik ke [^<]*PUPR/);
    expect(text).not.toContain(waste.trackingCode);
    expect(text).not.toContain('KANARI');
    const all = (await test.see('/forecast?lang=en', centre)).text;
    expect(all).toContain(road.trackingCode);
    expect(all).toContain(waste.trackingCode);
    expect(all).toContain('If nobody acts, 2 complaints miss');
  });

  it('is the same in the API for staff', async () => {
    const key = await test.key('supervisor', 'pupr');
    const ask = (query = '') =>
      test.api.get(`/api/v1/forecast${query}`).set('Authorization', `Bearer ${key}`);
    const { body } = await ask();
    expect(body).toMatchObject({ hours: 24, total: 1, agencies: [{ agency: 'pupr', total: 1 }] });
    expect(body.agencies[0].items[0].misses).toEqual([
      {
        checkpointHours: 24,
        dueBy: expect.stringMatching(/Z$/),
        waitsFor: 'acknowledged',
        level: 1,
        climbs: true,
        missesTarget: false,
      },
    ]);
    expect((await ask('?agency=dlh')).body).toEqual({ hours: 24, total: 0, agencies: [] });
  });
});
