import { drawn } from '../photos/sample-photos';
import type { Filed } from '../support/api-under-test';
import { formsIn, keyIn, startPages, type PagesUnderTest } from './pages-under-test';

const QUESTION = 'Kenari pertanyaan: di sisi mana?';
const ANSWER = 'Kenari jawaban: di kiri.';

describe('a question on the pages', () => {
  let test: PagesUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  async function asked(): Promise<Filed> {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'acknowledge', officer);
    await test.act(filed.trackingCode, 'ask', officer, { question: QUESTION });
    return filed;
  }
  const answerTo = (filed: Filed, key: string) =>
    test.api.post(test.mine(filed).replace('?', '/answer?')).field('key', key).field('text', ANSWER);

  it('is shown to the reporter with a form for the answer, in both languages', async () => {
    const filed = await asked();
    const { text } = await test.page(test.mine(filed));
    expect(text).toContain(QUESTION);
    expect(text).toContain('Butuh jawaban Anda');
    expect(text).toContain('Petugas menunggu jawaban Anda.');
    expect(formsIn(text)).toContain('answer');
    const english = await test.page(test.mine(filed), 'en');
    expect(english.text).toContain('The officer is waiting for your answer.');
  });

  it('is answered there, with a photo, only once', async () => {
    const filed = await asked();
    const key = keyIn((await test.page(test.mine(filed))).text);
    const photo = await drawn(30, 20).png().toBuffer();
    for (let click = 0; click < 2; click += 1) {
      const response = await answerTo(filed, key).attach('photos', photo, 'a.png');
      expect(response.status).toBe(303);
    }
    expect((await test.types(filed)).filter((type) => type === 'information_answered')).toHaveLength(1);
    const { text } = await test.page(test.mine(filed));
    expect(text).toContain(ANSWER);
    expect(formsIn(text)).not.toContain('answer');
  });

  it('keeps an answer that comes too late, and says why it did not count', async () => {
    const filed = await asked();
    const key = keyIn((await test.page(test.mine(filed))).text);
    await test.act(filed.trackingCode, 'answer', filed.reporterToken, { text: 'Dari ponsel lain.' });
    const response = await answerTo(filed, key);
    expect(response.status).toBe(409);
    expect(response.text).toContain('Tidak ada pertanyaan yang menunggu jawaban lagi.');
    expect(response.text).toContain(ANSWER);
  });

  it('asks for a text when the answer is blank', async () => {
    const filed = await asked();
    const key = keyIn((await test.page(test.mine(filed))).text);
    const response = await test.post(test.mine(filed).replace('?', '/answer?'), { key, text: ' ' });
    expect(response.status).toBe(422);
    expect(response.text).toContain('Tulis jawaban Anda.');
  });

  it('tells the public that it was asked and answered, but not what was said', async () => {
    const filed = await asked();
    const waiting = await test.page(`/track/${filed.trackingCode}`);
    expect(waiting.text).toContain('Petugas menunggu keterangan dari pelapor.');
    expect(waiting.text).toContain('Petugas meminta keterangan');
    await test.act(filed.trackingCode, 'answer', filed.reporterToken, { text: ANSWER });
    const answered = await test.page(`/track/${filed.trackingCode}`);
    expect(answered.text).toContain('Pelapor menjawab');
    for (const { text } of [waiting, answered]) expect(text).not.toContain('Kenari');
  });

  it('tells neither the public nor the reporter who has the case or that the agency was nudged', async () => {
    const filed = await test.fileAssigned();
    const supervisor = await test.key('supervisor', 'pupr');
    await test.act(filed.trackingCode, 'assign', officer, { officer: null });
    await test.act(filed.trackingCode, 'nudge', supervisor, { note: 'Kenari pesan.' });
    for (const address of [test.mine(filed), `/track/${filed.trackingCode}`]) {
      expect((await test.page(address)).text).not.toMatch(/Kenari|ditugaskan|diingatkan/i);
    }
  });
});
