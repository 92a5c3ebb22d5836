import { drawn } from '../../photos/sample-photos';
import { refusalOf, startOpen311, type Open311 } from './open311-client';
import { schemaErrors, readXml } from './schema';

interface Update {
  update_id: string;
  service_request_id: string;
  status: string;
  updated_datetime: string;
  description: string;
  media_url: string | null;
}

describe('mySociety’s updates', () => {
  let test: Open311;
  let supervisor: string;
  let commandCentre: string;
  let sent = 0;
  beforeAll(async () => {
    test = await startOpen311();
    [supervisor, commandCentre] = [await test.key('supervisor', 'pupr'), await test.key('command_centre')];
  });
  afterAll(() => test.stop());

  const send = (code: string, form: object) =>
    test.post('servicerequestupdates.json', {
      api_key: test.officer,
      service_request_id: code,
      update_id: `u${++sent}`,
      updated_datetime: '2026-11-24T14:05:00+07:00',
      ...form,
    });
  const read = async (code: string, query = '') => {
    const { body } = await test.get(`servicerequestupdates.json${query}`);
    expect(schemaErrors('updates', body)).toEqual([]);
    return (body as Update[]).filter(({ service_request_id }) => service_request_id === code);
  };
  const updatesOf = async (code: string, query?: string) =>
    (await read(code, query)).map(({ status, description }) => [status, description]);
  const statusOf = async (code: string) => (await test.deps.complaints.byCode(code))?.status;

  describe('that are read', () => {
    it('show each public step, in order and in the city’s words', async () => {
      const code = await test.fileRequest();
      await test.act(code, 'acknowledge', test.officer);
      await test.act(code, 'notes', test.officer, { text: 'Kenari: hanya untuk petugas.' });
      await test.act(code, 'notes', test.officer, { text: 'Menunggu aspal.', public: true });
      await test.act(code, 'start', test.officer);
      await test.act(code, 'resolve', test.officer, { note: 'Sudah ditambal.' });
      await test.act(code, 'reopen', test.application, { reason: 'partly', text: 'Kenari: kata pelapor.' });
      await test.act(code, 'reject', test.officer, { reason: 'not_city_matter' });
      expect(await updatesOf(code)).toEqual([
        ['INVESTIGATING', 'Dinas PUPR menerima aduan ini'],
        ['INVESTIGATING', 'Catatan petugas'],
        ['IN_PROGRESS', 'Petugas mulai mengerjakan'],
        ['FIXED', 'Dinyatakan selesai'],
        ['OPEN', 'Dibuka kembali'],
        ['NOT_COUNCILS_RESPONSIBILITY', expect.stringContaining('Ditolak')],
      ]);
    });

    it('have the agency’s text and picture while these are public', async () => {
      const code = await test.fileRequest();
      await test.api
        .post(`/api/v1/complaints/${code}/resolve`)
        .set('Authorization', `Bearer ${test.officer}`)
        .field('data', JSON.stringify({ note: 'Sudah ditambal.' }))
        .attach('photos', await drawn(30, 20).png().toBuffer(), 'a.png');
      const [update] = await read(code);
      expect(update).toMatchObject({
        ...{ update_id: `${code}-1`, status: 'FIXED', description: 'Sudah ditambal.' },
        media_url: expect.stringMatching(/^https:\/\/sikesal\.test\/api\/v1\/photos\/.*\/full$/),
      });
      await test.api
        .post(`/api/v1/complaints/${code}/visibility`)
        .set('Authorization', `Bearer ${test.officer}`)
        .send({ hidden: true });
      expect((await read(code))[0]).toMatchObject({ description: 'Dinyatakan selesai', media_url: null });
    });

    it('show how a complaint ended, and a merge only on the one that it ended', async () => {
      const [first, second, third] = [
        await test.fileRequest(),
        await test.fileRequest(),
        await test.fileRequest(),
      ];
      await test.act(second, 'merge', test.officer, { into: first });
      await test.act(third, 'resolve', test.officer, { note: 'Selesai semua.' });
      await test.act(third, 'confirm', test.application);
      expect(await updatesOf(first)).toEqual([]);
      expect(await updatesOf(second)).toEqual([['DUPLICATE', 'Digabung']]);
      expect((await updatesOf(third)).map(([status]) => status)).toEqual(['FIXED', 'FIXED']);
    });

    it('leave out what the caller has done', async () => {
      const code = await test.fileRequest();
      await test.act(code, 'acknowledge', test.officer);
      await test.act(code, 'resolve', supervisor, { note: 'Selesai.' });
      expect(await updatesOf(code, `?api_key=${test.officer}`)).toEqual([['FIXED', 'Selesai.']]);
    });

    it('can be limited to a span of time and to a page', async () => {
      const code = await test.fileRequest();
      for (const act of ['acknowledge', 'start']) await test.act(code, act, test.officer);
      const all = await read(code);
      const [first] = all;
      const around = `?start_date=${first?.updated_datetime}&end_date=${first?.updated_datetime}`;
      expect(await read(code, around)).toEqual([first]);
      expect(await read(code, `?end_date=2020-01-01T00:00:00Z`)).toEqual([]);
      const { body } = await test.get('servicerequestupdates.json?page_size=1&page=1');
      expect(body).toHaveLength(1);
      const long = '?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z';
      const refused = await test.get(`servicerequestupdates.xml${long}`);
      expect(refusalOf(refused)).toEqual([400, 'start_date and end_date must be at most 90 days apart.']);
    });
  });

  describe('that an agency’s system sends', () => {
    it.each([
      ['OPEN', 'Tim dijadwalkan.', 'assigned', ['noted']],
      ['INVESTIGATING', '', 'acknowledged', ['acknowledged']],
      ['investigating', 'Dicek.', 'acknowledged', ['acknowledged', 'noted']],
      ['IN_PROGRESS', 'Mulai.', 'in_progress', ['started', 'noted']],
      ['FIXED', 'Selesai.', 'resolved', ['resolved']],
      ['CLOSED', 'Selesai.', 'resolved', ['resolved']],
      ['NOT_COUNCILS_RESPONSIBILITY', 'Jalan provinsi.', 'rejected', ['rejected']],
    ])('with %s “%s” make the complaint %s', async (status, description, becomes, steps) => {
      const code = await test.fileRequest();
      const response = await send(code, { status, description });
      expect([response.status, schemaErrors('updated', response.body)]).toEqual([200, []]);
      expect(await statusOf(code)).toBe(becomes);
      const { body } = await test.get(`requests/${code}.json`);
      expect(body).toHaveLength(1);
      const complaint = await test.deps.complaints.byCode(code);
      const timeline = await test.deps.complaints.timeline(complaint?.id ?? '');
      expect(timeline.slice(2).map(({ type }) => type)).toEqual(steps);
      const words = timeline.flatMap(({ text }) => text ?? []);
      expect(words).toEqual(description === '' ? [] : [description]);
      expect(timeline.slice(2).map(({ actor }) => [actor.kind, actor.agency])).toEqual(
        steps.map(() => ['officer', 'pupr']),
      );
    });

    it('with DUPLICATE merge it into the complaint that they name', async () => {
      const [first, second] = [await test.fileRequest(), await test.fileRequest()];
      const response = await send(second, { status: 'DUPLICATE', description: `Sama dengan ${first}.` });
      expect([response.status, await statusOf(second)]).toEqual([200, 'duplicate']);
    });

    it('are answered with their update_id, in XML as well', async () => {
      const code = await test.fileRequest();
      const form = {
        api_key: test.officer,
        service_request_id: code,
        update_id: '4711',
        status: 'IN_PROGRESS',
      };
      const { text } = await test.post('servicerequestupdates.xml', form);
      expect(readXml(text)).toEqual({ root: 'service_request_updates', content: [{ update_id: '4711' }] });
    });

    it('may have a picture of the work', async () => {
      const code = await test.fileRequest();
      const form = { api_key: test.officer, service_request_id: code, update_id: 'p1', status: 'FIXED' };
      const call = Object.entries({ ...form, description: 'Selesai.' }).reduce(
        (sending, [name, value]) => sending.field(name, value),
        test.api.post('/open311/v2/servicerequestupdates.json'),
      );
      await call.attach('media', await drawn(30, 20).png().toBuffer(), 'a.png');
      expect((await read(code))[0]?.media_url).toMatch(/^https:/);
    });

    it('count once: a known update_id is refused, whatever is sent with it', async () => {
      const code = await test.fileRequest();
      const form = { status: 'IN_PROGRESS', description: 'Mulai.', update_id: 'sama' };
      expect((await send(code, form)).status).toBe(200);
      const again = [
        await send(code, form),
        await send(code, { ...form, description: 'Lain.' }),
        await send(code, { ...form, status: 'FIXED', description: 'Selesai.' }),
      ];
      expect(again.map(refusalOf)).toEqual(again.map(() => [400, 'This update_id is known.']));
      expect(await statusOf(code)).toBe('in_progress');
      expect((await send(code, { ...form, api_key: supervisor, description: 'Juga.' })).status).toBe(200);
    });

    it('can be sent again after a failure midway, which does only what is left to do', async () => {
      const code = await test.fileRequest();
      const form = { status: 'IN_PROGRESS', description: 'Mulai bekerja.', update_id: 'putus' };
      const { act } = test.deps.engine;
      test.deps.engine.act = async (request) =>
        request.act.act === 'notes' ? { kind: 'unavailable' } : act(request);
      const broken = await send(code, form);
      test.deps.engine.act = act;
      expect([broken.headers['retry-after'], refusalOf(broken)[0]]).toEqual(['5', 503]);
      expect((await send(code, form)).status).toBe(200);
      const complaint = await test.deps.complaints.byCode(code);
      const steps = (await test.deps.complaints.timeline(complaint?.id ?? '')).map(({ type }) => type);
      expect(steps.slice(2)).toEqual(['started', 'noted']);
    });

    it.each([
      [{ status: '' }, 400, 'status was not provided.'],
      [{ status: 'PLANNED' }, 400, /^status must be one of OPEN, INVESTIGATING/],
      [{ status: 'FIXED' }, 400, 'description was not provided, and FIXED needs it.'],
      [{ status: 'OPEN', description: 'x'.repeat(4001) }, 400, 'text: must have at most 4000 characters.'],
      [{ status: 'DUPLICATE', description: 'Sama.' }, 400, /^DUPLICATE needs the number/],
      [{ status: 'DUPLICATE', description: 'SK-AAAA-AAAA SK-BBBB-BBBB' }, 400, /^DUPLICATE needs the number/],
      [
        { status: 'DUPLICATE', description: 'SK-AAAA-AAAA' },
        400,
        'There is no such complaint to merge into.',
      ],
      [{ status: 'REOPEN', description: 'Lagi.' }, 403, /^Only the application that filed/],
      [
        { status: 'OPEN', description: 'Foto.', media_url: 'https://a.example/a.jpg' },
        400,
        /^Pictures come with/,
      ],
      [{ status: 'OPEN', updated_datetime: 'today' }, 400, /^updated_datetime must be an instant/],
      [{ status: 'OPEN', update_id: '' }, 400, 'update_id was not provided.'],
      [{ status: 'OPEN', update_id: 'a b' }, 400, /^update_id must have 1 to 200 printable/],
      [{ service_request_id: '' }, 400, 'service_request_id was not provided.'],
      [{ service_request_id: 'SK-0000-0000' }, 404, 'service_request_id was not found.'],
      [{ api_key: '' }, 403, 'api_key was not provided.'],
    ])('%j are refused: %i', async (form, status, words) => {
      const code = await test.fileRequest();
      const [answered, description] = refusalOf(await send(code, form));
      expect([answered, description]).toEqual([
        status,
        typeof words === 'string' ? words : expect.stringMatching(words),
      ]);
      expect(await statusOf(code)).toBe('assigned');
    });

    it('are refused when the complaint is over', async () => {
      const code = await test.fileRequest();
      await test.act(code, 'withdraw', test.application);
      expect(refusalOf(await send(code, { status: 'FIXED', description: 'Selesai.' }))).toEqual([
        400,
        'This is not possible while the complaint is withdrawn.',
      ]);
    });

    it('are accepted from the agency that has it and from the command centre, and from nobody else', async () => {
      const code = await test.fileRequest();
      const form = { status: 'OPEN', description: 'Catatan umum.' };
      const keys = {
        foreign: await test.key('officer', 'dlh'),
        administrator: await test.key('administrator'),
        stranger: await test.key('application'),
        supervisor,
        commandCentre,
      };
      const statuses: Record<string, number> = {};
      for (const [who, api_key] of Object.entries(keys))
        statuses[who] = (await send(code, { ...form, api_key })).status;
      expect(statuses).toEqual({
        ...{ foreign: 403, administrator: 403, stranger: 403 },
        ...{ supervisor: 200, commandCentre: 200 },
      });
    });
  });

  describe('that the reporter’s application sends', () => {
    const reporters = (code: string, form: object) => send(code, { api_key: test.application, ...form });

    it('with REOPEN object', async () => {
      const code = await test.fileRequest();
      await test.act(code, 'resolve', test.officer, { note: 'Selesai.' });
      const response = await reporters(code, { status: 'REOPEN', description: 'Masih berlubang.' });
      expect([response.status, await statusOf(code)]).toEqual([200, 'assigned']);
    });

    it('with FIXED confirm, and with OPEN answer a question', async () => {
      const [answered, asked] = [await test.fileRequest(), await test.fileRequest()];
      await test.act(answered, 'resolve', test.officer, { note: 'Selesai.' });
      await test.act(asked, 'ask', test.officer, { question: 'Di sisi mana?' });
      expect((await reporters(answered, { status: 'FIXED' })).status).toBe(200);
      expect((await reporters(asked, { status: 'OPEN', description: 'Sisi kiri.' })).status).toBe(200);
      expect(await statusOf(answered)).toBe('closed');
    });

    it('do nothing else, and nothing without the scope for it', async () => {
      const code = await test.fileRequest();
      const filer = await test.deps.apiKeys.create(
        { role: 'application', agency: null, label: 'files', scopes: ['complaints:file'] },
        { by: 'test' },
      );
      const refusals = [
        await reporters(code, { status: 'IN_PROGRESS', description: 'Mulai.' }),
        await reporters(code, { status: 'REOPEN', description: 'Belum.' }),
        await reporters(code, { status: 'OPEN', description: 'Tambahan.' }),
        await reporters(code, { status: 'REOPEN', description: 'Belum.', api_key: filer.key }),
      ].map(refusalOf);
      expect(refusals).toEqual([
        [403, expect.stringContaining('speaks for the reporter')],
        [400, 'This is not possible while the complaint is assigned.'],
        [400, 'No question waits for an answer.'],
        [403, 'This key is not allowed "complaints:act".'],
      ]);
    });
  });
});
