import { formsIn, startPages, type PagesUnderTest } from './pages-under-test';
import { startDesk, type DeskUnderTest } from './desk/desk-under-test';
import type { Filed } from '../support/api-under-test';

const CANARY = 'Kenari-9b2c';
const FILING = {
  description: `${CANARY} lubang besar di depan rumah.`,
  reporter: { name: `${CANARY} Siti`, email: `${CANARY}@warga.example` },
};

describe('a complaint whose reporter withdrew while others support it', () => {
  let test: DeskUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startDesk();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  async function left(body: object = FILING): Promise<{ filed: Filed; html: string }> {
    const filed = await test.fileAssigned(body);
    await test.act(filed.trackingCode, 'acknowledge', officer);
    await test.post(`/track/${filed.trackingCode}/support`);
    const [path = '', query] = test.mine(filed).split('?');
    const posted = await test.post(`${path}/withdraw?${query}`);
    return { filed, html: (await test.page(posted.headers.location ?? '')).text };
  }

  it('tells its reporter so, on a page that offers no more acts', async () => {
    const { filed, html } = await left();
    expect(html).toContain('Tercatat: Anda mencabut aduan ini. Warga lain mengalami masalah yang sama');
    const { text } = await test.page(test.mine(filed));
    expect(text).toContain('Anda mencabut aduan ini; aduannya tetap berjalan');
    expect(text).toContain('Anda tidak lagi menerima email tentang aduan ini.');
    expect(formsIn(text)).toEqual([]);
    expect(text).not.toContain('Alamat email Anda');
  });

  it('stays public, without what its reporter wrote', async () => {
    const { filed } = await left();
    const { text } = await test.page(`/track/${filed.trackingCode}`);
    expect(text).toContain('Pelapornya mencabut; aduan ini tetap berjalan');
    expect(text).toContain('Pelapor mencabut; tetap berjalan karena warga lain mengalaminya');
    expect(text).toContain('Isi dan foto aduan ini tidak ditampilkan.');
    expect(text).toContain('Saya juga mengalami');
    expect(text).not.toContain(CANARY);
  });

  it('says when its reporter left, and refuses ratings and questions from then on', async () => {
    const { filed } = await left();
    const { body } = await test.get(filed.trackingCode);
    expect(body).toMatchObject({ status: 'acknowledged', published: false, description: null });
    expect(Date.parse(body.reporterLeftAt)).not.toBeNaN();
    expect(body.timeline.at(-1)).toMatchObject({ type: 'reporter_left', actor: { kind: 'reporter' } });
    const rating = { stars: 1 };
    const rated = await test.api
      .post(`/api/v1/complaints/${filed.trackingCode}/rating`)
      .set('Authorization', `Bearer ${filed.reporterToken}`)
      .send(rating);
    expect([rated.status, rated.body.refusal]).toEqual([409, 'reporter_left']);
    const asked = await test.act(filed.trackingCode, 'ask', officer, { question: 'Di mana?' });
    expect([asked.status, asked.body.refusal]).toEqual([409, 'reporter_left']);
  });

  it('gives its reporter no say in the survivor of a merge: neither by button nor by request', async () => {
    const survivor = await test.fileAssigned();
    const { filed } = await left({ ...FILING, reporter: { email: 'pergi@warga.example' } });
    await test.act(filed.trackingCode, 'merge', officer, { into: survivor.trackingCode });
    await test.act(survivor.trackingCode, 'resolve', officer, { note: 'Sudah.' });
    const address = test.mine({ ...filed, trackingCode: survivor.trackingCode });
    const { text } = await test.page(address);
    expect(formsIn(text)).toEqual([]);
    expect(text).toContain('Anda tidak lagi menerima email tentang aduan ini.');
    expect(text).not.toContain('pergi@warga.example');
    const [path = '', query] = address.split('?');
    expect((await test.post(`${path}/reopen?${query}`, { reason: 'partly', text: 'Belum.' })).status).toBe(
      404,
    );
    const objection = { reason: 'partly', text: 'Belum.' };
    const asked = await test.act(survivor.trackingCode, 'reopen', filed.reporterToken, objection);
    expect(asked.status).toBe(404);
    expect((await test.get(survivor.trackingCode)).body.status).toBe('resolved');
  });

  it('is worked on at the desk, which shows its text but not its reporter', async () => {
    const { filed } = await left();
    const person = await test.signIn({ role: 'officer', agency: 'pupr' });
    const { text } = await test.see(`/desk/complaints/${filed.trackingCode}`, person);
    expect(text).toContain(`${CANARY} lubang besar`);
    expect(text).not.toContain(`${CANARY} Siti`);
    expect(text).not.toContain(`${CANARY}@`);
    expect(text).toContain('Pelapor sudah mencabut; datanya tidak ditampilkan lagi.');
    expect(text).toContain('tidak lagi ditampilkan untuk publik');
    expect(formsIn(text)).toContain('resolve');
    expect(formsIn(text)).not.toContain('ask');
  });

  it('ends as withdrawn if nobody supports it', async () => {
    const filed = await test.fileAssigned();
    const [path = '', query] = test.mine(filed).split('?');
    const posted = await test.post(`${path}/withdraw?${query}`);
    expect((await test.page(posted.headers.location ?? '')).text).toContain('Tercatat: aduan ini dicabut.');
    expect((await test.get(filed.trackingCode)).body.status).toBe('withdrawn');
  });
});

describe('the reason that is given for an escalation', () => {
  let test: PagesUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  const track = async ({ trackingCode }: Filed) => (await test.page(`/track/${trackingCode}`)).text;
  const NOT_ACCEPTED = 'Dinas PUPR belum menerima, jadi aduan ini naik ke Kepala Bidang Dinas PUPR.';

  it('is the objection, when there was one', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Sudah.' });
    const objection = { reason: 'partly', text: 'Belum.' };
    await test.act(filed.trackingCode, 'reopen', filed.reporterToken, objection);
    const text = await track(filed);
    expect(text).toContain('Pelapor keberatan, jadi aduan ini dibuka kembali dan naik ke Kepala Bidang');
    expect(text).not.toContain('belum menerima, jadi');
  });

  it('is that nobody accepted the complaint, when nobody did', async () => {
    const filed = await test.fileAssigned();
    test.hoursPass(25);
    await test.settle(filed.id);
    expect(await track(filed)).toContain(NOT_ACCEPTED);
  });

  it('is not put down to the agency that has the complaint now', async () => {
    const filed = await test.fileAssigned();
    test.hoursPass(25);
    await test.settle(filed.id);
    await test.act(filed.trackingCode, 'reassign', officer, { agency: 'dlh', reason: 'Sampah.' });
    const text = await track(filed);
    expect(text).toContain('Dinas Lingkungan Hidup belum menerima aduan ini.');
    expect(text).not.toContain('belum menerima, jadi');
  });
});
