import type { NotificationKind } from '../../domain/notifications';
import {
  createMailDesk,
  loadJambi,
  materialOf,
  MEMBER,
  REPORTER,
  toldIn,
  type Circumstances,
  type Told,
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

  const only = (life: string, kind: NotificationKind, recipient: string): Told => {
    const told = toldIn(life, kind, recipient);
    expect(told).toHaveLength(1);
    return told[0] as Told;
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

  it('keep the question back until the address is confirmed', () => {
    expect(asked({ person: { emailConfirmedAt: null } }).text).not.toContain('KENARI');
  });

  it('say until when the clock waits, and not that it runs, where it waits', () => {
    const { text } = asked({}, 'asked while the clock waits');
    expect(text).toContain(
      'Selama menunggu jawaban Anda waktu berhenti, paling lama sampai Rabu 25 November 2026, pukul 04.05 WIB.',
    );
    expect(text).not.toContain('Waktu tetap berjalan');
  });

  it('go to nobody who merely shares the problem', () => {
    expect(toldIn(LIFE, 'information_requested').map(({ recipient }) => recipient)).toEqual([REPORTER]);
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

  it('tell an officer who gave them a complaint, and lead to the desk that they sign in to', () => {
    const mail = desk.write(only(LIFE, 'officer_assigned', MEMBER));
    expect(mail.subject).toBe('[SK-7Q4M-2XKD] Ditugaskan kepada Anda: Jalan rusak, Jelutung');
    expect(mail.text).toContain('Kepala Bidang Dinas PUPR menugaskan aduan ini kepada Anda.');
    expect(mail.text).toContain('/desk/complaints/SK-7Q4M-2XKD');
    expect(mail.text).not.toContain('?t=');
  });

  it('go to no person who works elsewhere by now, or whose agency has it no more', () => {
    const reasonFor = (circumstances: Circumstances) => {
      const told = only(LIFE, 'nudged', MEMBER);
      const material = materialOf(told, circumstances);
      return desk.renderer.render({ kind: told.kind, recipient: MEMBER, material, now: material.dueAt });
    };
    expect(reasonFor({ member: { agency: 'dishub' } })).toEqual({ suppress: 'not_theirs' });
    expect(reasonFor({ complaint: { agency: 'dishub' } })).toEqual({ suppress: 'not_theirs' });
    expect(reasonFor({ member: { role: 'command_centre', agency: null } })).toHaveProperty('subject');
  });

  describe('before a deadline', () => {
    const warned = (recipient: string) => toldIn('warned before each deadline', 'warned', recipient);

    it.each(['agency:pupr', MEMBER])('tell %s what is due, and how long there is', (recipient) => {
      const [first, last] = warned(recipient).map((told) => desk.write(told));
      expect(first?.subject).toBe(
        '[SK-7Q4M-2XKD] Hampir habis: Jalan rusak, Jelutung. Terima sebelum Rab, 14.05',
      );
      expect(first?.text).toContain(
        'Tinggal 6 jam lagi untuk menerima aduan ini, sampai Rabu 25 November 2026, pukul 14.05 WIB.',
      );
      expect(first?.text).toContain('naik ke Kepala Bidang Dinas PUPR');
      expect(last?.subject).toContain('Selesaikan sebelum Jum, 14.05');
      expect(last?.text).toContain('Tinggal 6 jam lagi untuk menyelesaikan aduan ini');
      const [told] = warned(recipient);
      const inEnglish = english.write(told as Told, { member: { language: 'en' } });
      expect(inEnglish.subject).toContain('Accept by Wed 14:05');
      expect(inEnglish.text).toContain('6 h left to accept this complaint');
    });

    it('are left out when they would come too late', () => {
      const [first, last] = warned('agency:pupr') as [Told, Told];
      const hours = (count: number) => ({ lateByMs: count * 3_600_000 });
      expect(() => desk.write(first, hours(6.1))).toThrow('gone');
      for (const status of ['acknowledged', 'in_progress', 'resolved', 'withdrawn'] as const)
        expect(() => desk.write(first, { complaint: { status } })).toThrow('gone');
      expect(() => desk.write(first, { complaint: { agency: 'dlh' } })).toThrow('gone');
      expect(desk.write(last, { ...hours(5), complaint: { status: 'in_progress' } }).text).toContain(
        'Tinggal 1 jam lagi',
      );
      expect(() => desk.write(last, { complaint: { status: 'rejected' } })).toThrow('gone');
    });
  });

  it('remind the agency and its officer in the name of who nudged, with what they wrote', () => {
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

  it('speak English where the reader does', () => {
    expect(asked({ person: { language: 'en' } }).text).toContain(
      'The officer asks; the clock keeps running.',
    );
    const nudged = english.write(only(LIFE, 'nudged', 'agency:pupr'));
    expect(nudged.subject).toBe('[SK-7Q4M-2XKD] Nudge: Damaged road, Jelutung');
    const given = desk.write(only(LIFE, 'officer_assigned', MEMBER), { member: { language: 'en' } });
    expect(given.text).toContain('assigned this complaint to you.');
  });
});
