import type { NotificationKind } from '../../domain/notification-kinds';
import type { Fact, TimelineEvent } from '../../domain/timeline';
import {
  ABSORBED_ID,
  createMailDesk,
  loadJambi,
  materialOf,
  MEMBER,
  REPORTER,
  notificationsIn,
  type Circumstances,
  type CausedNotification,
} from './mail-desk';

const LIFE = 'assigned, asked, answered and nudged';

describe('the mails about questions, assignments and nudges', () => {
  let desk: ReturnType<typeof createMailDesk>;
  let english: ReturnType<typeof createMailDesk>;
  beforeAll(async () => {
    const city = await loadJambi();
    desk = createMailDesk(city);
    english = createMailDesk({ ...city, defaultLanguage: 'en' });
  });

  const only = (life: string, kind: NotificationKind, recipient: string): CausedNotification => {
    const found = notificationsIn(life, kind, recipient);
    expect(found).toHaveLength(1);
    return found[0] as CausedNotification;
  };
  const asked = (circumstances: Circumstances = {}, life = LIFE) =>
    desk.write(only(life, 'information_requested', REPORTER), circumstances);

  it('ask the reporter for an answer, and say that the clock keeps running', () => {
    const mail = asked();
    expect(mail.subject).toBe('[SK-7Q4M-2XKD] Butuh jawaban Anda: aduan Jalan rusak');
    expect(mail.text).toContain(
      'Petugas bertanya; jawaban Anda membantu menyelesaikannya. Waktu tetap berjalan.',
    );
    expect(mail.text).toMatch(/Pertanyaan petugas[\s\S]*> KENARI-PETUGAS/);
    expect(mail.text).toMatch(/Kirim jawaban: \S+\/my\/SK-7Q4M-2XKD\?t=\S+#answer/);
    expect(mail.html).toContain('Butuh jawaban Anda</');
  });

  it('withhold the question until the address is confirmed', () => {
    expect(asked({ person: { emailConfirmedAt: null } }).text).not.toContain('KENARI');
  });

  it('say until when the clock waits when it does, and not that it is running', () => {
    const { text } = asked({}, 'asked while the clock waits');
    expect(text).toContain(
      'Selama menunggu jawaban Anda waktu berhenti, paling lama sampai Rabu 25 November 2026, pukul 04.05 WIB.',
    );
    expect(text).not.toContain('Waktu tetap berjalan');
  });

  it('go to nobody who merely shares the problem', () => {
    expect(notificationsIn(LIFE, 'information_requested').map(({ recipient }) => recipient)).toEqual([
      REPORTER,
    ]);
  });

  it('tell the agency and its officer what the reporter answered, with photos where a link opens them', () => {
    const agency = desk.write(only(LIFE, 'information_answered', 'agency:pupr'));
    const officer = desk.write(only(LIFE, 'information_answered', MEMBER));
    expect(agency.subject).toBe('[SK-7Q4M-2XKD] Pelapor menjawab: Jalan rusak, Jelutung');
    for (const mail of [agency, officer]) {
      expect(mail.text).toMatch(
        /Pertanyaan petugas[\s\S]*> KENARI-PETUGAS[\s\S]*Jawaban pelapor[\s\S]*> KENARI-KEBERATAN/,
      );
    }
    expect(agency.text).toMatch(/\/photos\/01936000-0000-7000-8000-0000000000f1\/full\?t=/);
    expect(officer.text).not.toContain('/photos/');
    expect(officer.to).toBe('rina@pupr.example');
  });

  it('tell an officer who assigned them a complaint, and link to the desk, where they sign in', () => {
    const mail = desk.write(only(LIFE, 'officer_assigned', MEMBER));
    expect(mail.subject).toBe('[SK-7Q4M-2XKD] Ditugaskan kepada Anda: Jalan rusak, Jelutung');
    expect(mail.text).toContain('Kepala Bidang Dinas PUPR menugaskan aduan ini kepada Anda.');
    expect(mail.text).toContain('/desk/complaints/SK-7Q4M-2XKD');
    expect(mail.text).not.toContain('?t=');
  });

  /** One more event on the timeline, after what the mail is about. */
  const later = ({ events }: CausedNotification, fact: Fact): Circumstances => {
    const last = events.at(-1) as TimelineEvent;
    return { since: [{ ...fact, sequence: last.sequence + 1, at: last.at + 1, actor: { kind: 'system' } }] };
  };
  const HANDED_OVER: Fact = { type: 'reassigned', data: { from: 'pupr', to: 'dlh' } };
  const MERGED: Fact = { type: 'merged', data: { into: ABSORBED_ID } };

  describe.each(['agency:pupr', MEMBER])('waiting for %s', (recipient) => {
    const render = (notification: CausedNotification, circumstances: Circumstances) => {
      const material = materialOf(notification, circumstances);
      return desk.renderer.render({ kind: notification.kind, recipient, material, now: material.dueAt });
    };

    it.each([
      ['handed over', HANDED_OVER],
      ['withdrawn', { type: 'withdrawn', data: {} }],
      ['merged', MERGED],
    ] satisfies [string, Fact][])('are not sent once the complaint was %s', (_what, fact) => {
      const notification = only(LIFE, 'nudged', recipient);
      expect(render(notification, later(notification, fact))).toEqual({ suppress: 'not_theirs' });
    });

    it('are sent while the complaint is theirs, whatever else has happened', () => {
      const notification = only(LIFE, 'nudged', recipient);
      expect(render(notification, later(notification, { type: 'resolved', data: {} }))).toHaveProperty(
        'subject',
      );
      const [gone] = notificationsIn('withdrawn', 'withdrawn', recipient) as [CausedNotification];
      expect(render(gone, {})).toHaveProperty('subject');
    });
  });

  it('do not go to an officer once a colleague has the complaint, but still go to the desk', () => {
    const given: Fact = { type: 'officer_assigned', data: { officer: ABSORBED_ID } };
    for (const kind of ['officer_assigned', 'nudged', 'information_answered'] as const) {
      const notification = only(LIFE, kind, MEMBER);
      expect(() => desk.write(notification, later(notification, given))).toThrow('not_theirs');
    }
    const notification = only(LIFE, 'nudged', 'agency:pupr');
    expect(desk.write(notification, later(notification, given))).toHaveProperty('subject');
  });

  it('do not go to somebody who now works elsewhere', () => {
    const notification = only(LIFE, 'nudged', MEMBER);
    expect(() => desk.write(notification, { member: { agency: 'dishub' } })).toThrow('not_theirs');
    const centre = { role: 'command_centre', agency: null } as const;
    expect(desk.write(notification, { member: centre })).toHaveProperty('subject');
  });

  describe('to those who no longer have a complaint', () => {
    const GIVEN = 'given to one, to another and to nobody';
    const PASSED_ON = 'escalated and handed over by the command centre';
    const MERGED_AWAY = 'escalated and merged by the command centre';

    it.each([
      [GIVEN, MEMBER, 0, 'Aduan ini sekarang ditangani rekan Anda.', 'A colleague of yours has this'],
      [GIVEN, MEMBER, 1, 'Aduan ini tidak lagi ditugaskan kepada Anda.', 'not assigned to you any more'],
      [PASSED_ON, MEMBER, 0, 'diteruskan ke Dinas Lingkungan Hidup.', 'passed to'],
      [PASSED_ON, 'agency:pupr', 0, 'diteruskan ke Dinas Lingkungan Hidup.', 'passed to'],
      [PASSED_ON, 'supervisor:pupr', 0, 'diteruskan ke Dinas Lingkungan Hidup.', 'passed to'],
      [MERGED_AWAY, MEMBER, 0, 'Aduan ini sudah digabung dengan SK-9999-ZZZZ,', 'merged with SK-9999-ZZZZ,'],
      [MERGED_AWAY, 'agency:pupr', 0, 'digabung dengan SK-9999-ZZZZ,', 'merged with SK-9999-ZZZZ,'],
      [MERGED_AWAY, 'supervisor:pupr', 0, 'digabung dengan SK-9999-ZZZZ,', 'merged with SK-9999-ZZZZ,'],
    ] as const)('say so when it was %s, to %s (%d)', (life, recipient, nth, says, inEnglish) => {
      const notification = notificationsIn(life, 'unassigned', recipient)[nth] as CausedNotification;
      // Even to somebody who now works elsewhere: it was theirs.
      const mail = desk.write(notification, { member: { agency: 'dishub' } });
      expect(mail.subject).toBe('[SK-7Q4M-2XKD] Bukan lagi tugas Anda: Jalan rusak');
      expect(mail.text).toContain(says);
      expect(mail.text).toContain('Tidak ada lagi yang perlu Anda kerjakan. Terima kasih.');
      expect(english.write(notification, { member: { language: 'en' } }).text).toContain(inEnglish);
    });

    it('show no more than code, category and what happened, and have no links', () => {
      for (const life of [GIVEN, PASSED_ON, MERGED_AWAY])
        for (const notification of notificationsIn(life, 'unassigned')) {
          const { text, html } = desk.write(notification);
          expect(text + html).not.toMatch(/KENARI|Jelutung|https?:|pukul|tenggat|○|▲/);
        }
    });

    it('do not name what is confidential', () => {
      const notification = notificationsIn(MERGED_AWAY, 'unassigned', MEMBER)[0] as CausedNotification;
      const { text } = desk.write(notification, { mergedInto: null });
      expect(text).toContain('digabung dengan laporan lain tentang masalah yang sama.');
      expect(text).not.toContain('SK-9999');
    });
  });

  describe('before a deadline', () => {
    const warned = (recipient: string) => notificationsIn('warned before each deadline', 'warned', recipient);

    it.each(['agency:pupr', MEMBER])('tell %s what is due, and how much time is left', (recipient) => {
      const [first, last] = warned(recipient).map((notification) => desk.write(notification));
      expect(first?.subject).toBe(
        '[SK-7Q4M-2XKD] Hampir habis: Jalan rusak, Jelutung. Terima sebelum Rab, 14.05',
      );
      expect(first?.text).toContain(
        'Tinggal 6 jam lagi untuk menerima aduan ini, sampai Rabu 25 November 2026, pukul 14.05 WIB.',
      );
      expect(first?.text).toContain('naik ke Kepala Bidang Dinas PUPR');
      expect(last?.subject).toContain('Selesaikan sebelum Jum, 14.05');
      expect(last?.text).toContain('Tinggal 6 jam lagi untuk menyelesaikan aduan ini');
      const [notification] = warned(recipient);
      const inEnglish = english.write(notification as CausedNotification, { member: { language: 'en' } });
      expect(inEnglish.subject).toContain('Accept by Wed 14:05');
      expect(inEnglish.text).toContain('6 h left to accept this complaint');
    });

    it('are suppressed when they would come too late', () => {
      const [first, last] = warned('agency:pupr') as [CausedNotification, CausedNotification];
      const hours = (count: number) => ({ lateByMs: count * 3_600_000 });
      expect(() => desk.write(first, hours(6.1))).toThrow('gone');
      for (const type of ['acknowledged', 'started', 'resolved'] as const)
        expect(() => desk.write(first, later(first, { type, data: {} }))).toThrow('gone');
      expect(() => desk.write(first, later(first, HANDED_OVER))).toThrow('not_theirs');
      expect(desk.write(last, { ...hours(5), ...later(last, { type: 'started', data: {} }) }).text).toContain(
        'Tinggal 1 jam lagi',
      );
      const rejected: Fact = { type: 'rejected', data: { reason: 'private_dispute' } };
      expect(() => desk.write(last, later(last, rejected))).toThrow('gone');
    });

    it.each([
      ['more time', { type: 'extended', data: { hours: 4, promisedBy: 0, resolveBy: 4 * 3_600_000 } }],
      ['an outage', { type: 'shifted', data: { shift: 's', hours: 4, promisedBy: 0, resolveBy: 1 } }],
      ['a question', { type: 'information_requested', data: { heldUntil: Date.UTC(2027, 0) } }],
      ['an objection', { type: 'reopened', data: { reason: 'partly', cycle: 2 } }],
      ['who works it now', { type: 'taken_over', data: {} }],
    ] satisfies [string, Fact][])('are suppressed once %s has changed what they say', (_what, fact) => {
      for (const notification of warned('agency:pupr'))
        expect(() => desk.write(notification, later(notification, fact))).toThrow('gone');
    });

    it('are sent after an event that changes nothing for them', () => {
      const [first] = warned('agency:pupr') as [CausedNotification];
      const note: Fact = { type: 'noted', data: { kind: 'note', public: false } };
      expect(desk.write(first, later(first, note))).toHaveProperty('subject');
    });
  });

  it('remind the agency and its officer in the name of whoever nudged, with what they wrote', () => {
    for (const recipient of ['agency:pupr', MEMBER]) {
      const mail = desk.write(only(LIFE, 'nudged', recipient));
      expect(mail.subject).toBe('[SK-7Q4M-2XKD] Diingatkan: Jalan rusak, Jelutung');
      expect(mail.text).toContain(
        'Jambi City Operation Center (JCOC) mengingatkan Anda: aduan ini belum selesai.',
      );
      expect(mail.text).toContain('> KENARI-PETUGAS');
      expect(mail.text).toContain('Selesaikan sebelum: Jumat 27 November 2026, pukul 14.05 WIB');
    }
  });

  it('are in English for those who read English', () => {
    expect(asked({ person: { language: 'en' } }).text).toContain(
      'The officer asks; the clock keeps running.',
    );
    const nudged = english.write(only(LIFE, 'nudged', 'agency:pupr'));
    expect(nudged.subject).toBe('[SK-7Q4M-2XKD] Nudge: Damaged road, Jelutung');
    const given = desk.write(only(LIFE, 'officer_assigned', MEMBER), { member: { language: 'en' } });
    expect(given.text).toContain('assigned this complaint to you.');
  });
});
