import { createMailReader } from '../../../database/readers/mail-reader';
import { createMailRenderer } from '../../../mail/render-mail';
import { PUBLIC_URL } from '../../support/api-under-test';
import {
  CONTACT,
  leadsTo,
  rowsOf,
  seenIn,
  startPages,
  walker,
  walkToCheck,
  type PagesUnderTest,
} from './walker';

describe('filing during an agency’s outage', () => {
  let test: PagesUnderTest;
  let centre: string;
  beforeEach(async () => {
    test = await startPages();
    centre = await test.key('command_centre');
  });
  afterEach(() => test.stop());

  const send = (path: string, body: object = {}) =>
    test.api.post(`/api/v1/agencies/${path}`).set('Authorization', `Bearer ${centre}`).send(body);
  const declare = async () => (await send('dishub/outages', { hours: 48, reason: 'Banjir.' })).body;

  it('shows the promise before sending, and the same one afterwards and in the mail', async () => {
    await declare();
    const visitor = walker(test);
    const seen = await walkToCheck(visitor, { contact: CONTACT });
    const check = (await visitor.get('/file/check')).text;
    const [, until] =
      /Dinas Perhubungan sedang tidak dapat bekerja sampai ([^<]+?)\. Waktu/.exec(check) ?? [];
    const [, promised] = /paling lambat ([^<]+)</.exec(check) ?? [];
    expect(until).toMatch(/2026|2027/);
    expect(check).not.toContain('jam sejak aduan dikirim');
    expect(leadsTo(await visitor.post('/file/check', { seen }))).toBe('/file/sent');
    const sent = (await visitor.get('/file/sent')).text;
    expect(sent).toContain(`Selesai paling lambat ${promised}.`);
    const code = /SK-[\w-]{9}/.exec(sent)?.[0];
    const page = (await visitor.get(`/track/${code}`)).text;
    expect(page).toContain(`Dinas Perhubungan sedang tidak dapat bekerja sampai ${until}; waktunya dihitung`);

    const [notification] = await rowsOf(test, 'notifications');
    const { complaint_id: complaintId, recipient, due_at: dueAt, created_at: createdAt } = notification ?? {};
    const material = await createMailReader({ db: test.db, staff: test.deps.staff }).materialFor({
      ...{ complaintId: String(complaintId), recipient: String(recipient) },
      sequence: Number(notification?.sequence),
      ...{ dueAt: Number(dueAt), createdAt: Number(createdAt) },
    });
    if (!material) throw new Error('there is nothing to write');
    const renderer = createMailRenderer({
      ...{ city: test.city, links: test.deps.links, publicUrl: PUBLIC_URL },
      templatesFolder: test.pagesDeps.templatesFolder,
    });
    const mail = renderer.render({
      kind: 'received',
      recipient: String(recipient),
      material,
      now: Date.now(),
    });
    if ('suppress' in mail) throw new Error(mail.suppress);
    expect(mail.text).toContain(`Dijanjikan selesai ${promised}.`);
    expect(mail.text).toContain(`Dinas Perhubungan sedang tidak dapat bekerja sampai ${until}.`);
  });

  it('shows the promise again when it changed while somebody was looking at it', async () => {
    const visitor = walker(test);
    const seen = await walkToCheck(visitor);
    const { id } = await declare();
    const again = await visitor.post('/file/check', { seen });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Waktu yang kami janjikan baru berubah.');
    expect(again.text).toContain('Dinas Perhubungan sedang tidak dapat bekerja sampai');
    await send(`dishub/outages/${id}/undo`);
    const asBefore = await visitor.post('/file/check', { seen: seenIn(again.text) });
    expect(asBefore.status).toBe(409);
    expect(asBefore.text).not.toContain('sedang tidak dapat bekerja');
    expect(await rowsOf(test, 'complaints')).toEqual([]);
    expect(leadsTo(await visitor.post('/file/check', { seen: seenIn(asBefore.text) }))).toBe('/file/sent');
  });

  it('mentions no outage on a page once the agency works again', async () => {
    const filed = await test.fileAssigned({ category: 'lampu-jalan' });
    const { id } = await declare();
    await test.workOutages();
    const words = 'sedang tidak dapat bekerja sampai';
    expect((await test.page(`/track/${filed.trackingCode}`)).text).toContain(words);
    await send(`dishub/outages/${id}/undo`);
    await test.workOutages();
    expect((await test.page(`/track/${filed.trackingCode}`)).text).not.toContain(words);
  });
});
