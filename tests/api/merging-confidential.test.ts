import { join } from 'node:path';
import { createMailReader } from '../../database/readers/mail-reader';
import { publishEvents } from '../../database/stores/event-positions';
import { selectRows } from '../../database/select-rows';
import type { NotificationKind } from '../../domain/notification-kinds';
import { createMailRenderer } from '../../mail/render-mail';
import { FILING, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';

/** Makes a complaint confidential after its merge, as if it was merged before such merges were refused. */
async function makeConfidential({ db }: ApiUnderTest, { id }: Filed): Promise<void> {
  await db.models.Complaint.update({ confidential: true }, { where: { id } });
}

interface Shown {
  type: string;
  at: string;
  sequence: number;
}

describe('a merge with a confidential complaint', () => {
  let test: ApiUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  it.each([
    [true, false],
    [false, true],
    [true, true],
  ])('is refused (the earlier one: %s, the later one: %s)', async (isEarlier, isLater) => {
    const earlier = await test.fileAssigned({ confidential: isEarlier });
    const later = await test.fileAssigned({ confidential: isLater });
    const { status, body } = await test.act(later.trackingCode, 'merge', officer, {
      into: earlier.trackingCode,
    });
    expect([status, body.refusal]).toEqual([409, 'confidential']);
    expect((await test.get(later.trackingCode, officer)).body.status).toBe('assigned');
    expect((await test.get(earlier.trackingCode, officer)).body.timeline).toHaveLength(2);
  });

  it('is also refused by the rules, not only by the API', async () => {
    const earlier = await test.fileAssigned({ confidential: true });
    const later = await test.fileAssigned();
    const outcome = await test.direct.act({
      complaintId: later.id,
      act: { act: 'merge', into: earlier.id },
      actor: { kind: 'officer', agency: 'pupr' },
      requestId: 'straight-to-the-engine',
    });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'confidential' } });
  });
});

describe.each([
  ['earlier', 'the survivor'],
  ['later', 'the one that ended in it'],
] as const)('after an old merge whose %s complaint is confidential (%s)', (which, _role) => {
  let test: ApiUnderTest;
  let officer: string;
  let application: string;
  let open: Filed;
  let secret: Filed;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
    application = await test.key('application');
    const [earlier, later] = [
      await test.fileAssigned(),
      await test.fileAssigned({ location: FILING.location }),
    ];
    [open, secret] = which === 'earlier' ? [later, earlier] : [earlier, later];
    await test.act(open.trackingCode, 'acknowledge', officer);
    await selectRows(test.db, {
      // The case to be merged has escalated, which escalates the survivor.
      sql: `UPDATE complaints SET clock_offset = 25 * 3600000 WHERE id = $1 RETURNING id`,
      bind: [later.id],
    });
    await test.settle(later.id);
    await test.api
      .post(`/api/v1/complaints/${open.trackingCode}/support`)
      .send({ email: 'tetangga@warga.example' });
    await test.act(later.trackingCode, 'merge', officer, { into: earlier.trackingCode });
    await makeConfidential(test, secret);
    await test.act(earlier.trackingCode, 'resolve', officer, { note: 'Kenari catatan.' });
    await publishEvents(test.db, { limit: 1_000 });
  });
  afterAll(() => test.stop());

  const codes = () => [open.trackingCode, secret.trackingCode] as const;
  const timelineOf = async (code: string, bearer?: string): Promise<Shown[]> =>
    (await test.get(code, bearer)).body.timeline;

  it('the public sees nothing that links the two', async () => {
    for (const bearer of [undefined, application]) {
      const [openly, secretly] = await Promise.all(codes().map((code) => test.get(code, bearer)));
      expect(openly?.text).not.toContain(secret.trackingCode);
      expect(secretly?.text).not.toContain(open.trackingCode);
      const shown = [...(openly?.body.timeline ?? []), ...(secretly?.body.timeline ?? [])] as Shown[];
      expect(shown.map(({ type }) => type)).not.toContain('merged');
      expect(openly?.text).not.toContain('absorbed');
      expect(openly?.text).not.toContain('"cause":"merged"');
      const hours = new Set((secretly?.body.timeline as Shown[]).map(({ at }) => at.slice(10)));
      expect([...hours]).toEqual(['T00:00:00+07:00']);
    }
  });

  it('neither the feed nor Open311 shows the merge', async () => {
    const { body: feed } = await test.api
      .get('/api/v1/events?limit=500')
      .set('Authorization', `Bearer ${application}`);
    expect(feed.items.length).toBeGreaterThan(0);
    expect(JSON.stringify(feed)).not.toMatch(/merged/);
    expect(JSON.stringify(feed)).not.toContain(secret.trackingCode);
    const { body: updates } = await test.api.get('/open311/v2/servicerequestupdates.json');
    expect(updates.map(({ status }: { status: string }) => status)).not.toContain('DUPLICATE');
  });

  it('staff still see both ends of the merge', async () => {
    const [earlier, later] = which === 'earlier' ? [secret, open] : [open, secret];
    expect((await test.get(later.trackingCode, officer)).text).toContain(earlier.trackingCode);
    expect((await test.get(earlier.trackingCode, officer)).text).toContain(later.trackingCode);
  });

  it('a reporter sees that their own complaint was merged, and only what is public of the other', async () => {
    const shown = await timelineOf(open.trackingCode, open.reporterToken);
    expect(shown.some(({ type }) => type === 'merged')).toBe(which === 'earlier');
    expect((await test.get(open.trackingCode, open.reporterToken)).text).not.toContain(secret.trackingCode);
    const objection = await test.act(secret.trackingCode, 'reopen', open.reporterToken, {
      reason: 'partly',
      text: 'Masih berlubang.',
    });
    expect(objection.status).toBe(404);
  });

  it('mails show nobody a case that they may not see', async () => {
    const [earlier, later] = which === 'earlier' ? [secret, open] : [open, secret];
    await test.act(earlier.trackingCode, 'confirm', earlier.reporterToken);
    const mails = await mailsTo(test, `reporter:${later.id}`);
    const newer = mails.filter(({ kind }) => kind !== 'received' && kind !== 'merged');
    if (which === 'later') {
      // They may read a public survivor.
      expect(newer.map(({ kind }) => kind)).toContain('closed');
      return;
    }
    expect(newer.map(({ kind }) => kind)).toEqual(['acknowledged', 'settled_together']);
    expect(mails.at(-1)?.text).toContain('Aduan Anda sudah selesai ditangani bersama laporan lain.');
    for (const { subject, text } of mails) {
      expect(subject).toContain(`[${open.trackingCode}]`);
      for (const words of [secret.trackingCode, 'Kenari catatan', 'ditutup', 'Aduan ini selesai'])
        expect(text).not.toContain(words);
    }
    const supporters = await mailsTo(test, 'supporter:');
    expect(supporters.map(({ kind }) => kind)).toEqual(['merged', 'settled_together']);
    for (const { text } of supporters) expect(text).not.toContain(secret.trackingCode);
  });
});

interface Mail {
  kind: string;
  subject: string;
  text: string;
}

/** The mails that couriers would send now to recipients with this prefix, in the order of the events. */
async function mailsTo({ db, city, deps }: ApiUnderTest, recipient: string): Promise<Mail[]> {
  const reader = createMailReader({ db, staff: deps.staff });
  const renderer = createMailRenderer({
    ...{ city, links: deps.links, publicUrl: deps.settings.publicUrl },
    templatesFolder: join(__dirname, '../../templates'),
  });
  const rows = await db.models.Notification.findAll({ order: [['createdAt', 'ASC']] });
  const mails: Mail[] = [];
  for (const row of rows.map((each) => each.get({ plain: true }))) {
    const { kind, complaintId, sequence } = row;
    if (!row.recipient.startsWith(recipient) || complaintId === null || sequence === null) continue;
    const [dueAt, createdAt] = [row.dueAt.getTime(), row.createdAt.getTime()];
    const key = { complaintId, sequence, recipient: row.recipient, dueAt, createdAt };
    const material = await reader.materialFor(key);
    if (!material) continue;
    const input = { kind: kind as NotificationKind, recipient: row.recipient, material, now: Date.now() };
    const mail = renderer.render(input);
    if (!('suppress' in mail)) mails.push({ kind, subject: mail.subject, text: mail.text });
  }
  return mails;
}
