import { createReporterStore } from '../../database/stores/reporter-store';
import { FILING, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';
import { drawn } from '../photos/sample-photos';

const QUESTION = 'Kenari pertanyaan: di sisi mana lubangnya?';
const ANSWER = 'Kenari jawaban: di depan rumah saya.';

describe('a question to the reporter', () => {
  let test: ApiUnderTest;
  let officer: string;
  let commandCentre: string;
  let stranger: string;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
    stranger = await test.key('officer', 'dlh');
    commandCentre = await test.key('command_centre');
  });
  afterAll(() => test.stop());

  const ask = ({ trackingCode }: Filed, question = QUESTION) =>
    test.act(trackingCode, 'ask', officer, { question });
  const answer = ({ trackingCode, reporterToken }: Filed, text = ANSWER) =>
    test.act(trackingCode, 'answer', reporterToken, { text });
  const typesOf = (body: { timeline: { type: string }[] }) => body.timeline.map(({ type }) => type);
  const notificationsOf = async ({ id: complaintId }: Filed) => {
    const rows = await test.db.models.Notification.findAll({
      where: { complaintId },
      order: [['sequence', 'ASC']],
    });
    return rows.map(({ kind, recipient }) => `${kind} → ${recipient.replace(complaintId, 'ID')}`);
  };

  it('is shown with its text to staff and the reporter until it is answered', async () => {
    const filed = await test.fileAssigned();
    const asked = await ask(filed);
    expect(asked.status).toBe(200);
    const question = { askedAt: asked.body.timeline[2].at, text: QUESTION };
    expect(asked.body).toMatchObject({ status: 'assigned', published: false, question });
    expect((await test.get(filed.trackingCode, filed.reporterToken)).body.question).toEqual(question);
    const answered = await answer(filed);
    expect(answered.body).toMatchObject({ status: 'assigned', question: null });
    expect((await test.get(filed.trackingCode, officer)).body).toMatchObject({ question: null });
  });

  it('is with its answer on the timeline for staff and the reporter', async () => {
    const filed = await test.fileAssigned();
    await ask(filed);
    await answer(filed);
    for (const bearer of [officer, filed.reporterToken]) {
      const { body } = await test.get(filed.trackingCode, bearer);
      expect(body.timeline.slice(2)).toMatchObject([
        { type: 'information_requested', data: { question: QUESTION } },
        { type: 'information_answered', data: { text: ANSWER } },
      ]);
    }
  });

  it('notifies the reporter, and its answer the agency', async () => {
    const filed = await test.fileAssigned();
    await ask(filed);
    await answer(filed);
    expect((await notificationsOf(filed)).slice(2)).toEqual([
      'information_requested → reporter:ID',
      'information_answered → agency:pupr',
    ]);
  });

  it('notifies nobody when the reporter left no address', async () => {
    const filed = await test.fileAssigned({ reporter: {} });
    expect((await ask(filed)).status).toBe(200);
    expect(await notificationsOf(filed)).toEqual(['assigned → agency:pupr']);
  });

  it('notifies no supporters and no reporters of merged complaints, who cannot answer it either', async () => {
    const filed = await test.fileAssigned();
    const merged = await test.fileAssigned();
    await test.act(merged.trackingCode, 'merge', officer, { into: filed.trackingCode });
    await test.api
      .post(`/api/v1/complaints/${filed.trackingCode}/support`)
      .send({ email: 'budi@warga.example' });
    await ask(filed);
    expect((await notificationsOf(filed)).filter((line) => line.startsWith('information'))).toEqual([
      'information_requested → reporter:ID',
    ]);
    expect((await test.act(filed.trackingCode, 'answer', merged.reporterToken, { text: 'x' })).status).toBe(
      404,
    );
    expect((await test.get(filed.trackingCode, merged.reporterToken)).text).not.toContain('Kenari');
  });

  it('shows everybody that it was asked and answered, but others neither its text nor photos', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'acknowledge', officer);
    await ask(filed);
    const answered = await test.api
      .post(`/api/v1/complaints/${filed.trackingCode}/answer`)
      .set('Authorization', `Bearer ${filed.reporterToken}`)
      .field('data', JSON.stringify({ text: ANSWER }))
      .attach('photos', await drawn(30, 20).png().toBuffer(), 'a.png');
    const [photo] = answered.body.timeline.at(-1).data.photos;
    const full = new URL(photo.links.full).pathname;
    for (const bearer of [undefined, stranger]) {
      const { body, text } = await test.get(filed.trackingCode, bearer);
      expect(typesOf(body).slice(-2)).toEqual(['information_requested', 'information_answered']);
      expect(text).toContain(FILING.description);
      expect(text).not.toContain('Kenari');
      expect(text).not.toContain(photo.id);
      expect(body).not.toHaveProperty('question');
      expect(body).not.toHaveProperty('officer');
    }
    const list = await test.api.get('/api/v1/complaints?limit=100');
    expect(list.text).not.toContain('Kenari');
    expect((await test.api.get(full)).status).toBe(404);
    expect((await test.api.get(full).set('Authorization', `Bearer ${stranger}`)).status).toBe(404);
    for (const bearer of [officer, filed.reporterToken]) {
      expect((await test.api.get(full).set('Authorization', `Bearer ${bearer}`)).status).toBe(200);
    }
  });

  it('of a confidential complaint is not shown to the public', async () => {
    const filed = await test.fileAssigned({ confidential: true });
    await ask(filed);
    const { body } = await test.get(filed.trackingCode);
    expect(body.timeline.map(({ type }: { type: string }) => type)).toEqual(['received', 'assigned']);
  });

  it('shows in a list that it is open, without its text', async () => {
    const filed = await test.fileAssigned();
    const asked = await ask(filed);
    const list = await test.api
      .get('/api/v1/complaints?limit=100')
      .set('Authorization', `Bearer ${commandCentre}`);
    const item = list.body.items.find(({ id }: Filed) => id === filed.id);
    expect(item.question).toEqual({ askedAt: asked.body.question.askedAt });
  });

  it('is refused while another one is open, as is an answer without a question', async () => {
    const filed = await test.fileAssigned();
    expect((await answer(filed)).body).toMatchObject({ refusal: 'no_question', complaintStatus: 'assigned' });
    await ask(filed);
    const second = await ask(filed, 'Dan seberapa dalam?');
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ refusal: 'question_open', complaintStatus: 'assigned' });
    expect((await test.get(filed.trackingCode, officer)).text).not.toContain('seberapa dalam');
  });

  it('can be answered by the application that filed the complaint, and by no other', async () => {
    const application = await test.key('application');
    const filed = await test.fileAssigned({}, application);
    await ask(filed);
    const other = await test.key('application');
    expect((await test.act(filed.trackingCode, 'answer', other, { text: ANSWER })).status).toBe(404);
    const answered = await test.act(filed.trackingCode, 'answer', application, { text: ANSWER });
    expect(answered.body.timeline.at(-1)).toMatchObject({
      type: 'information_answered',
      actor: { kind: 'reporter' },
    });
  });

  it('loses its answer, but not its text, when the reporter is erased', async () => {
    const filed = await test.fileAssigned();
    await ask(filed);
    await answer(filed);
    const erasure = createReporterStore({ db: test.db });
    await erasure.erase({ complaintId: filed.id, actor: 'test' });
    const { text } = await test.get(filed.trackingCode, officer);
    expect(text).toContain(QUESTION);
    expect(text).not.toContain(ANSWER);
  });

  it.each<[string, object, string, string]>([
    ['without words', {}, '#/question', 'required'],
    ['of blanks', { question: ' ' }, '#/question', 'minimum'],
    ['of more than 4,000 characters', { question: 'x'.repeat(4001) }, '#/question', 'maximum'],
    ['with photos', { question: 'x', photos: [] }, '#/photos', 'unknown'],
  ])('%s is refused at its field', async (_, body, pointer, rule) => {
    const { trackingCode } = await test.fileAssigned();
    const response = await test.act(trackingCode, 'ask', officer, body);
    expect(response.status).toBe(422);
    expect(response.body.errors).toContainEqual(expect.objectContaining({ pointer, rule }));
  });
});
