import { NOTIFICATION_KINDS } from '../../domain/notification-kinds';
import type { RenderedMail } from '../../mail/rendered-mail';
import {
  ABSORBED_ID,
  CANARY,
  createMailDesk,
  links,
  LIVES,
  loadJambi,
  materialOf,
  MERGED_REPORTER,
  publicUrl,
  REPORTER,
  SUPPORTER,
  notificationsIn,
  type Circumstances,
  type CausedNotification,
} from './mail-desk';
import { COMPLAINT_ID } from '../support/case-on-paper';

type Desk = ReturnType<typeof createMailDesk>;

const all = Object.entries(LIVES).flatMap(([life, causes]) => causes().map((each) => ({ life, ...each })));
const readers = [REPORTER, MERGED_REPORTER, SUPPORTER];

describe('the mails', () => {
  let desks: Record<'id' | 'en', Desk>;

  beforeAll(async () => {
    const city = await loadJambi();
    desks = { id: createMailDesk(city), en: createMailDesk({ ...city, defaultLanguage: 'en' }) };
  });

  function write(
    notification: CausedNotification,
    language: 'id' | 'en',
    circumstances: Circumstances = {},
  ): RenderedMail {
    const person = { language, ...circumstances.person };
    return desks[language].write(notification, { ...circumstances, person, member: { language } });
  }

  it('are tested here for every kind', () => {
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(NOTIFICATION_KINDS));
  });

  describe.each(['id', 'en'] as const)('in the language "%s"', (language) => {
    it.each(all)('are complete: $kind to $recipient when $life', (notification) => {
      for (const emailConfirmedAt of [null, 1]) {
        const mail = write(notification, language, { person: { emailConfirmedAt } });
        expect(mail.language).toBe(language);
        expect(mail.subject).toMatch(/^\[SK-7Q4M-2XKD\] \S.*\S$/u);
        for (const part of [mail.subject, mail.text, mail.html]) {
          expect(part).not.toMatch(/undefined|\[object|NaN|Invalid Date|[{}]|\bnull\b|JUICE/);
        }
        for (const line of visibleText(mail.html)) expect(mail.text).toContain(line);
        for (const url of linksIn(mail.html))
          expect(mail.text).toContain(url.replace('/thumbnail?', '/full?'));
      }
    });
  });

  it('keep to one subject line without anything that a person wrote', () => {
    for (const notification of all) {
      const { subject } = write(notification, 'id');
      expect(subject).not.toMatch(/KENARI|[\p{Cc}\p{Cf}]/u);
    }
  });

  it('carry nothing that a reporter wrote, and no name, before the address is confirmed', () => {
    for (const notification of all.filter(({ recipient }) => readers.includes(recipient))) {
      const mail = write(notification, 'id', { person: { emailConfirmedAt: null } });
      expect(everythingOf(mail)).not.toMatch(/KENARI-(ISI|PATOKAN|NAMA|KEBERATAN)/);
      expect(mail.text).toContain(`${publicUrl}/confirm/SK-7Q4M-2XKD?t=`);
    }
  });

  it('never show what the reporter wrote to those who merely share the problem', () => {
    for (const notification of all.filter(({ recipient }) =>
      [MERGED_REPORTER, SUPPORTER].includes(recipient),
    )) {
      expect(everythingOf(write(notification, 'id'))).not.toMatch(/KENARI-(ISI|PATOKAN|KEBERATAN)/);
    }
  });

  it('greet by name and quote the complaint once the address is confirmed', () => {
    const [notification] = notificationsIn('resolved and confirmed', 'resolved', REPORTER);
    const { text } = write(notification as CausedNotification, 'id');
    expect(text).toContain(`Bapak/Ibu ${CANARY.name},`);
    expect(text).toContain(`> ${CANARY.description}`);
    expect(text).toContain(`> ${CANARY.staff}`);
  });

  it('tell staff what and where, but never who complained', () => {
    for (const notification of all.filter(({ recipient }) => !readers.includes(recipient))) {
      const mail = write(notification, 'id');
      expect(everythingOf(mail)).not.toContain('KENARI-NAMA');
      expect(mail.headers).toEqual({});
      if (!['withdrawn', 'unassigned'].includes(notification.kind))
        expect(mail.text).toContain(CANARY.description);
    }
  });

  it('give every reporter and supporter a way to stop them', () => {
    for (const notification of all.filter(({ recipient }) => readers.includes(recipient))) {
      const mail = write(notification, 'id');
      const stop = `${publicUrl}/stop/SK-7Q4M-2XKD?t=`;
      expect(mail.headers['List-Unsubscribe']).toContain(`<${stop}`);
      expect(mail.text).toContain(`Berhenti menerima email: ${stop}`);
    }
  });

  it('link with tokens of their own recipient, for the purpose of the page', () => {
    for (const notification of all) {
      const claims = tokensIn(write(notification, 'id')).map(({ page, token }) => ({
        page,
        claims: links.verify(token),
      }));
      for (const each of claims) {
        expect(each.claims).toMatchObject({
          recipient: notification.recipient,
          complaintId: notification.recipient === MERGED_REPORTER ? ABSORBED_ID : COMPLAINT_ID,
        });
        const purposes: Record<string, string> = { my: 'reporter', api: 'photo' };
        expect(each.claims?.purpose).toBe(purposes[each.page ?? ''] ?? each.page);
      }
      if (notification.recipient === SUPPORTER) expect(claims.map(({ page }) => page)).not.toContain('my');
    }
  });

  it('carry the assignment in the links of staff, so that a hand-over invalidates the earlier ones', () => {
    const assignments = notificationsIn(
      'passed on until the command centre decides',
      'reassigned_agency',
    ).map((notification) => tokensIn(write(notification, 'id')).map(({ token }) => links.verify(token)));
    expect(assignments).toHaveLength(3);
    for (const [index, claims] of assignments.entries()) {
      expect(claims.length).toBeGreaterThan(0);
      for (const each of claims) expect(each).toMatchObject({ generation: index + 2 });
    }
  });

  it('are not written to those who stopped them, were erased, or left no address', () => {
    const [notification] = notificationsIn('resolved and confirmed', 'resolved', REPORTER);
    const render = (circumstances: Circumstances) => {
      const material = materialOf(notification as CausedNotification, circumstances);
      return desks.id.renderer.render({ kind: 'resolved', recipient: REPORTER, material, now: 0 });
    };
    expect(render({ person: { mailsStoppedAt: 5 } })).toEqual({ suppress: 'mails_stopped' });
    expect(render({ person: { email: null } })).toEqual({ suppress: 'no_address' });
    const material = { ...materialOf(notification as CausedNotification), person: null };
    expect(desks.id.renderer.render({ kind: 'resolved', recipient: REPORTER, material, now: 0 })).toEqual({
      suppress: 'no_person',
    });
  });

  it('go to the mailboxes of the pack as it is when they are written', async () => {
    const city = await loadJambi();
    const agencies = city.agencies.map((each) =>
      each.code === 'pupr' ? { ...each, mailbox: 'baru@pupr.example' } : each,
    );
    const [notification] = notificationsIn('withdrawn', 'assigned');
    expect(createMailDesk({ ...city, agencies }).write(notification as CausedNotification).to).toBe(
      'baru@pupr.example',
    );
    const gone = createMailDesk({ ...city, agencies: city.agencies.filter(({ code }) => code !== 'pupr') });
    expect(() => gone.write(notification as CausedNotification)).toThrow('"agency:pupr" has no address');
  });

  it('refuse a kind that its recipient does not get', () => {
    const [notification] = notificationsIn('withdrawn', 'assigned');
    expect(() => write({ ...(notification as CausedNotification), recipient: REPORTER }, 'id')).toThrow(
      RangeError,
    );
    expect(() => write({ ...(notification as CausedNotification), kind: 'resolved' }, 'id')).toThrow(
      RangeError,
    );
    expect(() => write({ ...(notification as CausedNotification), recipient: 'nobody' }, 'id')).toThrow(
      'refers to nobody',
    );
  });

  describe('with hostile texts', () => {
    const hostile = '<b onclick="x()">{{{secret}}}</b>{{secret}}\r\nBcc: all@contoh.example\u202Etxt';

    it('show them as text, on lines of their own', () => {
      const [notification] = notificationsIn('withdrawn', 'assigned');
      const mail = write(notification as CausedNotification, 'id', {
        complaint: { description: hostile, address: hostile },
      });
      expect(mail.html).not.toContain('<b onclick');
      expect(mail.html).toContain('&lt;b onclick');
      expect(mail.text).toContain(
        '> <b onclick="x()">{{{secret}}}</b>{{secret}}\n> Bcc: all@contoh.exampletxt',
      );
      expect(mail.text).not.toMatch(/^Bcc:/m);
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/[\r\u202E]/);
    });

    it('keep a name and a reason on the line where they belong', () => {
      const [resolved] = notificationsIn('resolved and confirmed', 'resolved', REPORTER);
      const named = write(resolved as CausedNotification, 'id', {
        person: { name: 'Budi\r\n\r\nhttps://jahat.example' },
      });
      expect(named.text).toContain('Bapak/Ibu Budi https://jahat.example,');
      const [extended] = notificationsIn(
        'extended by the supervisor and by the command centre',
        'extended',
        REPORTER,
      );
      const material = materialOf(extended as CausedNotification);
      for (const event of material.timeline)
        event.text = event.text === null ? null : 'banjir\r\n\r\nSubject: x';
      const mail = desks.id.renderer.render({
        kind: 'extended',
        recipient: REPORTER,
        material,
        now: material.dueAt,
      });
      expect('text' in mail && mail.text).toContain('karena banjir Subject: x.');
    });
  });

  describe('sent late', () => {
    const [notification] = notificationsIn('resolved and confirmed', 'acknowledged', REPORTER);

    it('say so, and when they were due, from ten minutes on', () => {
      const sentence =
        'Terlambat terkirim karena gangguan; seharusnya Selasa 24 November 2026, pukul 15.05 WIB.';
      expect(write(notification as CausedNotification, 'id', { lateByMs: 10 * 60_000 + 1 }).text).toContain(
        sentence,
      );
      expect(write(notification as CausedNotification, 'id', { lateByMs: 10 * 60_000 }).text).not.toContain(
        'Terlambat terkirim',
      );
    });

    it('go by the clock of the case, which a developer may have moved', () => {
      const moved = write(notification as CausedNotification, 'id', {
        complaint: { clockOffsetMs: 3_600_000 },
        lateByMs: 1_000 - 3_600_000,
      });
      expect(moved.text).not.toContain('Terlambat terkirim');
    });

    it('are not late because a developer moved the clock on before they were sent', () => {
      const material = { ...materialOf(notification as CausedNotification), createdAt: 1_000 };
      material.complaint.clockOffsetMs = 25 * 3_600_000;
      const mail = desks.id.renderer.render({
        ...(notification as CausedNotification),
        material,
        now: 2_000,
      });
      expect('text' in mail && mail.text).not.toContain('Terlambat terkirim');
    });

    it('say so when the engine had been down, however fast they were sent afterwards', () => {
      const material = materialOf(notification as CausedNotification);
      material.dueAt -= 3_600_000;
      const mail = desks.id.renderer.render({
        ...(notification as CausedNotification),
        material,
        now: material.createdAt,
      });
      expect('text' in mail && mail.text).toContain('Terlambat terkirim');
    });
  });
});

function everythingOf({ subject, text, html }: RenderedMail): string {
  return [subject, text, html].join('\n');
}

function visibleText(html: string): string[] {
  return html
    .replace(/^[\s\S]*<body/, '<body')
    .replace(/<[^>]*>/g, '\n')
    .split('\n')
    .map(decode)
    .map((line) => line.replace(/^· /, '').trim())
    .filter((line) => line !== '');
}

function linksIn(html: string): string[] {
  return [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url = '']) => decode(url));
}

function decode(text: string): string {
  const entities: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#x27': "'",
    '#x3D': '=',
    '#x60': '`',
  };
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function tokensIn({ text }: RenderedMail): { page: string; token: string }[] {
  return [...text.matchAll(/example\/(\w+)\/\S*[?&]t=([\w.-]+)/g)].map(([, page = '', token = '']) => ({
    page,
    token,
  }));
}
