import type { NotificationKind } from '../../domain/notification-kinds';
import {
  createMailDesk,
  loadJambi,
  MEMBER,
  REPORTER,
  SUPPORTER,
  notificationsIn,
  type Circumstances,
  type CausedNotification,
} from './mail-desk';

const TAKEN = 'taken over, left alone and handed back';
const OUT = 'of an agency that is out for two days';

describe('the mails about interventions of the command centre', () => {
  let desk: ReturnType<typeof createMailDesk>;
  let english: ReturnType<typeof createMailDesk>;
  beforeAll(async () => {
    const city = await loadJambi();
    desk = createMailDesk(city);
    english = createMailDesk({ ...city, defaultLanguage: 'en' });
  });

  const first = (life: string, kind: NotificationKind, recipient: string): CausedNotification =>
    notificationsIn(life, kind, recipient)[0] as CausedNotification;

  it('tell agency and officer who took it over and why, and that the clock keeps running; and offer no act', () => {
    const notification = first(TAKEN, 'taken_over', 'agency:pupr');
    const mail = desk.write(notification);
    expect(mail.subject).toMatch(/^\[SK-7Q4M-2XKD\] Diambil alih .*JCOC.*: Jalan rusak, Jelutung$/);
    expect(mail.text).toContain(
      'kini menangani aduan ini. Dinas PUPR tetap dapat melihatnya dan menulis catatan.',
    );
    expect(mail.text).toContain('Waktu tetap dihitung sejak Selasa 24 November 2026, pukul 14.05 WIB.');
    expect(mail.text).toContain('KENARI-PETUGAS');
    expect(mail.text).toMatch(/Lihat aduan: \S+\/act\//);
    expect(mail.text).not.toMatch(/do=(acknowledge|resolve|reassign)/);
    const toOfficer = desk.write(first(TAKEN, 'taken_over', MEMBER));
    expect(toOfficer.to).toBe('rina@pupr.example');
    expect(toOfficer.text).toMatch(/Lihat aduan: \S+\/desk\/complaints\//);
    expect(english.write(notification).subject).toMatch(/Taken over by .*: /);
  });

  it('go to the command centre, and not to the agency, when a case that it took over misses a checkpoint', () => {
    expect(notificationsIn(TAKEN, 'escalated').map(({ recipient }) => recipient)).toEqual([
      'command_centre:jcoc',
      'command_centre:sekda',
    ]);
    const { text } = desk.write(first(TAKEN, 'escalated', 'command_centre:jcoc'));
    expect(text).toContain('Sudah 24 jam dan aduan yang Anda ambil alih ini belum diterima.');
    expect(text).not.toContain('naik kepada Anda');
    expect(text).not.toContain('do=take_over');
  });

  it('tell the reporter who acknowledged, and the agency that it has the case back', () => {
    expect(desk.write(first(TAKEN, 'acknowledged', REPORTER)).subject).toMatch(/JCOC.* menerima aduan Anda/);
    const back = desk.write(first(TAKEN, 'reassigned_agency', 'agency:pupr'));
    expect(back.subject).toBe('[SK-7Q4M-2XKD] Dikembalikan kepada Anda: Jalan rusak, Jelutung');
    expect(back.text).toContain('mengembalikan aduan ini kepada Anda: "KENARI-PETUGAS sedang ditambal".');
    expect(back.text).toMatch(/do=acknowledge/);
    expect(desk.write(first(TAKEN, 'reassigned_reporter', REPORTER)).text).toContain(
      'mengembalikan aduan Anda ke Dinas PUPR.',
    );
  });

  it('name whoever resolved it', () => {
    const life = 'taken over and resolved by the command centre';
    expect(desk.write(first(life, 'resolved', REPORTER)).text).toMatch(/JCOC.* menyatakan selesai/);
    expect(desk.write(first(life, 'closed', REPORTER)).text).toMatch(/JCOC/);
  });

  it('offer the command centre first of all to take over a case that reached it', () => {
    const { text } = desk.write(first('left alone for a day at a time', 'reminder', 'command_centre:jcoc'));
    expect(text).toMatch(/Ambil alih: \S+&do=take_over[\s\S]*Teruskan: \S+&do=reassign/);
  });

  it('tell reporters both promises and the reason', () => {
    const shifted = (recipient: string, circumstances: Circumstances = {}) =>
      desk.write(first(OUT, 'shifted', recipient), circumstances);
    const mail = shifted(REPORTER);
    expect(mail.subject).toBe('[SK-7Q4M-2XKD] Waktu bergeser: aduan Jalan rusak');
    expect(mail.text).toContain(
      'Dinas PUPR sedang tidak dapat bekerja. Aduan Anda kini dijanjikan selesai Minggu 29 November 2026, pukul 14.05 WIB.',
    );
    expect(mail.text).toContain('Alasannya: KENARI-PETUGAS sedang ditambal.');
    expect(mail.text).toMatch(/Janji baru: Minggu 29 November[\s\S]*Janji semula: Jumat 27 November/);
    expect(shifted(SUPPORTER).text).toContain('Aduan yang juga Anda alami kini dijanjikan selesai');
    expect(shifted(SUPPORTER, { complaint: { hiddenAt: 1 } }).text).not.toContain('KENARI');
    const en = desk.write(first(OUT, 'shifted', REPORTER), { person: { language: 'en' } });
    expect(en.subject).toBe('[SK-7Q4M-2XKD] Promise moved: Damaged road');
  });
});
