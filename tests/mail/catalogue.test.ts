import type { NotificationKind } from '../../domain/notification-kinds';
import {
  CANARY,
  createMailDesk,
  type LIVES,
  loadJambi,
  REPORTER,
  SUPPORTER,
  MERGED_REPORTER,
  notificationsIn,
  type Circumstances,
  type CausedNotification,
} from './mail-desk';

describe('the catalogue of mails', () => {
  let desk: ReturnType<typeof createMailDesk>;
  let english: ReturnType<typeof createMailDesk>;

  beforeAll(async () => {
    const city = await loadJambi();
    desk = createMailDesk(city);
    english = createMailDesk({ ...city, defaultLanguage: 'en' });
  });

  function texts(
    life: keyof typeof LIVES,
    kind: NotificationKind,
    recipient?: string,
    circumstances?: Circumstances,
  ) {
    return notificationsIn(life, kind, recipient).map((notification) =>
      desk.write(notification, circumstances),
    );
  }

  it('confirms a receipt with agency, promise and emergency number, and asks to confirm the address first', () => {
    const [unconfirmed] = texts('withdrawn', 'received', REPORTER, { person: { emailConfirmedAt: null } });
    expect(unconfirmed?.subject).toBe('[SK-7Q4M-2XKD] Aduan Jalan rusak kami terima');
    expect(unconfirmed?.text).toContain(
      'Aduan Anda sudah kami kirim ke Dinas PUPR. Dijanjikan selesai Jumat 27 November 2026, pukul 14.05 WIB.',
    );
    expect(unconfirmed?.text).toMatch(/Konfirmasi alamat: \S+\/confirm\/[\s\S]*Lihat aduan: \S+\/my\//);
    expect(unconfirmed?.text).toContain('Telepon 112.');
    const [confirmed] = texts('withdrawn', 'received', REPORTER);
    expect(confirmed?.text).not.toContain('Konfirmasi alamat');
  });

  it('tells the agency what is due first, what it may do, and who gets it next if nobody acts', () => {
    const [mail] = texts('withdrawn', 'assigned');
    expect(mail?.to).toBe('aduan@pupr.kota-jambi.example');
    expect(mail?.subject).toBe('[SK-7Q4M-2XKD] Baru: Jalan rusak, Jelutung. Terima sebelum Rab, 14.05');
    expect(mail?.text).toMatch(
      /Terima: \S+&do=acknowledge[\s\S]*di lokasi: \S+&do=start[\s\S]*Bukan urusan kami: \S+&do=reassign/,
    );
    expect(mail?.text).toContain('naik ke Kepala Bidang Dinas PUPR Rabu 25 November 2026, pukul 14.05 WIB');
    const [day] = texts('left alone with a target of 24 h', 'assigned');
    expect(day?.subject).toContain('Selesaikan sebelum Rab, 14.05');
  });

  it('claims no lateness when only the acknowledgement was missed', () => {
    const [first, second, third] = texts('left alone for a day at a time', 'escalated');
    expect(first?.to).toBe('kepala.bidang@pupr.kota-jambi.example');
    expect(first?.subject).toBe('[SK-7Q4M-2XKD] Tingkat 1: Jalan rusak belum diterima');
    expect(first?.text).toContain(
      'Sudah 24 jam dan Dinas PUPR belum menerimanya, jadi aduan ini naik kepada Anda.',
    );
    expect(second?.to).toBe('kepala.dinas@pupr.kota-jambi.example');
    expect(second?.subject).toBe('[SK-7Q4M-2XKD] Tingkat 2: Jalan rusak, 48 jam belum diterima');
    for (const mail of [first, second])
      expect(`${mail?.subject}${mail?.text}`).not.toMatch(/terlambat|belum selesai|menyelesaikan/i);
    expect(third?.subject).toBe('[SK-7Q4M-2XKD] Tingkat 3: Jalan rusak di Dinas PUPR, 72 jam');
    expect(third?.text).toContain('Sudah 72 jam dan belum selesai.');
    expect(third?.text).toContain('Keputusan kini ada pada Jambi City Operation Center (JCOC).');
  });

  it('says at levels 1 and 2 that it is unresolved when the target was missed', () => {
    const [first, second] = texts('left alone with a target of 24 h', 'escalated');
    expect(first?.subject).toBe('[SK-7Q4M-2XKD] Tingkat 1: Jalan rusak belum selesai');
    expect(second?.text).toContain('Sudah 48 jam dan Dinas PUPR belum menyelesaikannya');
    expect(second?.text).toContain('naik ke Jambi City Operation Center (JCOC)');
  });

  it('counts the hours of a reopened complaint from its reopening', () => {
    const [escalated] = texts('reopened and left alone', 'escalated');
    expect(escalated?.text).toContain('Sudah 24 jam sejak dibuka kembali');
  });

  it.each([
    ['objected to twice', 'Pelapor keberatan untuk kedua kalinya.'],
    ['objected to at level 2', 'Pelapor keberatan.'],
    [
      'passed on until the command centre decides',
      'Dua kali diteruskan antardinas, dan kini hendak diteruskan lagi.',
    ],
  ] as const)('has its own lead for level 3 when %s', (life, lead) => {
    for (const mail of texts(life, 'escalated', 'command_centre:jcoc').slice(-1)) {
      expect(mail.text).toContain(lead);
      expect(mail.text).not.toMatch(/belum selesai\.|belum diterima\./);
      expect(mail.text).toContain('Keputusan kini ada pada');
    }
    expect(notificationsIn(life, 'escalated', 'command_centre:jcoc').length).toBeGreaterThan(0);
  });

  it('says which agency a refused hand-over was meant for, and why', () => {
    const last = texts('passed on until the command centre decides', 'escalated', 'command_centre:sekda').at(
      -1,
    );
    expect(last?.text).toContain('Terakhir hendak diteruskan ke Dinas Lingkungan Hidup.');
    expect(last?.text).toContain('> KENARI-PETUGAS');
  });

  it('says that a level came with a merged complaint', () => {
    const [first, second, third] = texts('given the level of a merged one', 'escalated');
    expect(first?.subject).toContain('Tingkat 1: Jalan rusak, dari aduan yang digabung');
    expect(second?.text).toContain('Aduan yang digabung ke sini sudah di tingkat 2');
    expect(third?.text).toContain('Aduan yang digabung ke sini sudah di tingkat 3.');
  });

  it('apologises for a missed promise and says who has it now, even if that has changed since', () => {
    const [mail] = texts('left alone with a target of 24 h', 'late', REPORTER, {
      complaint: { escalationLevel: 1 },
    });
    expect(mail?.subject).toBe('[SK-7Q4M-2XKD] Kami terlambat: aduan Jalan rusak');
    expect(mail?.text).toContain(
      'Janji kami Rabu 25 November 2026, pukul 14.05 WIB sudah lewat dan aduan Anda belum selesai. Kami minta maaf.',
    );
    expect(mail?.text).toContain('Sekarang di tangan Kepala Bidang Dinas PUPR.');
    expect(mail?.text).toContain('naik lagi Kamis 26 November 2026, pukul 14.05 WIB');
    const [after] = texts('looked at after an outage of four days', 'late', REPORTER, {
      complaint: { escalationLevel: 3 },
    });
    expect(after?.text).toContain('Sekarang di tangan Jambi City Operation Center (JCOC).');
    expect(after?.text).not.toContain('naik lagi');
  });

  it('tells the new agency why it was handed a case, and the reporter that the promise stays', () => {
    const [agency] = texts('passed on until the command centre decides', 'reassigned_agency');
    expect(agency?.to).toBe('aduan@dlh.kota-jambi.example');
    expect(agency?.subject).toBe('[SK-7Q4M-2XKD] Diteruskan ke Anda: Jalan rusak, sisa 71 jam');
    expect(agency?.text).toContain('Dinas PUPR meneruskan: "KENARI-PETUGAS sedang ditambal".');
    const [reporter] = texts('passed on until the command centre decides', 'reassigned_reporter', REPORTER);
    expect(reporter?.subject).toBe('[SK-7Q4M-2XKD] Aduan Anda sekarang di Dinas Lingkungan Hidup');
    expect(reporter?.text).toContain('Janji selesai tidak berubah: Jumat 27 November 2026, pukul 14.05 WIB.');
  });

  it('names both promises when time is extended, and who asked', () => {
    const [bySupervisor, byCentre] = texts(
      'extended by the supervisor and by the command centre',
      'extended',
      REPORTER,
    );
    expect(bySupervisor?.text).toContain(
      'Kepala Bidang Dinas PUPR meminta waktu sampai Sabtu 28 November 2026, pukul 14.05 WIB, karena KENARI-PETUGAS',
    );
    expect(bySupervisor?.text).toContain('Janji semula: Jumat 27 November 2026, pukul 14.05 WIB');
    expect(byCentre?.text).toContain('Jambi City Operation Center (JCOC) meminta waktu sampai');
  });

  it('asks the reporter whether it is fixed, and says when it closes without an answer', () => {
    const [mail] = texts('resolved and confirmed', 'resolved', REPORTER);
    expect(mail?.text).toContain('Dinas PUPR menyatakan selesai pukul 19.05 WIB. Benarkah?');
    expect(mail?.text).toMatch(/Ya, sudah beres: \S+#confirm[\s\S]*Belum beres: \S+#reopen/);
    expect(mail?.text).toContain('Tanpa jawaban, aduan ini ditutup Jumat 27 November 2026, pukul 19.05 WIB.');
    expect(mail?.text).toMatch(/Foto sesudahnya 1: \S+\/photos\/\S+\/full\?t=/);
  });

  it('lets the reporter of a merged complaint object but not confirm, and a supporter neither', () => {
    const [merged] = texts('resolved and confirmed', 'resolved', MERGED_REPORTER);
    expect(merged?.text).toMatch(/#reopen/);
    expect(merged?.text).not.toMatch(/#confirm/);
    const [supporter] = texts('resolved and confirmed', 'resolved', SUPPORTER);
    expect(supporter?.text).not.toMatch(/\/my\/|#reopen|#confirm/);
    expect(supporter?.text).toContain('/track/SK-7Q4M-2XKD');
  });

  it.each([
    ['hidden', { hiddenAt: 1 }],
    ['not looked at by an agency yet, or rejected', { published: false }],
  ])('hides from others what staff wrote and showed while it is %s', (_why, complaint) => {
    for (const reader of [MERGED_REPORTER, SUPPORTER]) {
      const [shown] = texts('resolved and confirmed', 'resolved', reader);
      expect(shown?.text).toContain(CANARY.staff);
      const [kept] = texts('resolved and confirmed', 'resolved', reader, { complaint });
      expect(kept?.text).not.toMatch(/KENARI-PETUGAS|\/photos\//);
    }
    const [own] = texts('resolved and confirmed', 'resolved', REPORTER, { complaint });
    expect(own?.text).toContain(CANARY.staff);
  });

  it('says nothing about a confidential complaint to reporters who were merged into it', () => {
    const [notification] = notificationsIn('resolved and confirmed', 'resolved', MERGED_REPORTER);
    expect(() => notification && desk.write(notification, { complaint: { confidential: true } })).toThrow(
      'not_theirs',
    );
    const [merged] = texts('merged into another', 'merged', REPORTER, { mergedInto: null });
    expect(merged?.text).toContain('Aduan Anda digabung dengan laporan lain');
    const [settled] = texts('merged into a confidential one that is over', 'settled_together', REPORTER);
    expect(settled?.text).toContain('Aduan Anda sudah selesai ditangani bersama laporan lain.');
  });

  it("tells the agency and the level above it of an objection, with the reporter's reason", () => {
    const [agency, above] = notificationsIn('objected to twice', 'reopened').map((notification) =>
      desk.write(notification),
    );
    expect(agency?.to).toBe('aduan@pupr.kota-jambi.example');
    expect(agency?.subject).toBe('[SK-7Q4M-2XKD] Dibuka kembali: Jalan rusak, selesaikan dalam 24 jam');
    expect(above?.to).toBe('kepala.bidang@pupr.kota-jambi.example');
    expect(above?.text).toContain('Pelapor menyatakan belum beres, jadi aduan ini naik kepada Anda.');
    for (const mail of [agency, above]) {
      expect(mail?.text).toContain('Alasan: Baru sebagian');
      expect(mail?.text).toContain('> KENARI-KEBERATAN');
    }
  });

  it('gives the reason of a rejection and the time to object', () => {
    const [reporter] = texts('rejected and accepted', 'rejected_reporter', REPORTER);
    expect(reporter?.text).toContain(
      'Alasannya: Perselisihan pribadi. Kalau keberatan, jawab sampai Jumat 27 November 2026, pukul 19.05 WIB.',
    );
    expect(reporter?.text).toMatch(/Saya keberatan: \S+#reopen/);
    const [supervisor] = texts('rejected and accepted', 'rejected_supervisor');
    expect(supervisor?.to).toBe('kepala.bidang@pupr.kota-jambi.example');
    expect(supervisor?.text).toContain('Dinas PUPR menolak aduan ini. Alasannya: Perselisihan pribadi.');
  });

  it.each([
    ['resolved and confirmed', 'Anda menyatakan beres, terima kasih.', 'selesai dikerjakan Dinas PUPR'],
    [
      'resolved and closed by silence',
      'Tidak ada keberatan sampai Jumat 27 November 2026, pukul 20.05 WIB.',
      'selesai',
    ],
    [
      'rejected and accepted',
      'Anda tidak berkeberatan, terima kasih.',
      'ditolak. Alasannya: Perselisihan pribadi',
    ],
    ['rejected and closed by silence', 'Tidak ada keberatan sampai', 'ditolak. Alasannya: Sudah ditangani'],
  ] as const)('says why it was closed when %s', (life, why, outcome) => {
    const [mail] = texts(life, 'closed', REPORTER);
    expect(mail?.text).toContain(why);
    expect(mail?.text).toContain(outcome);
    const [other] = texts(life, 'closed', MERGED_REPORTER);
    expect(other?.text).not.toContain('terima kasih');
  });

  it('links a merged reporter to the survivor with a token of their own', () => {
    const [mail] = texts('merged into another', 'merged', REPORTER);
    expect(mail?.text).toContain('Aduan Anda digabung dengan SK-9999-ZZZZ');
    expect(mail?.text).toMatch(/Lihat aduan SK-9999-ZZZZ: \S+\/my\/SK-9999-ZZZZ\?t=/);
  });

  it('tells the agency of a withdrawal without the text, photos or links to act', () => {
    const [mail] = texts('withdrawn', 'withdrawn');
    expect(mail?.text).toContain('Pelapor mencabut aduan ini.');
    expect(mail?.text).not.toMatch(/KENARI-ISI|\/photos\/|\/act\//);
  });

  it('offers only acts that the recipient may execute', () => {
    const offered = (notification: CausedNotification | undefined) =>
      [...(notification ? desk.write(notification).text : '').matchAll(/\/act\/\S+&do=(\w+)/g)].map(
        ([, act]) => act,
      );
    const [level1, , level3] = notificationsIn('left alone for a day at a time', 'escalated');
    expect(offered(level1)).toEqual(['acknowledge', 'resolve', 'reassign', 'extend', 'nudge']);
    expect(offered(level3)).toEqual(['take_over', 'reassign', 'resolve', 'nudge']);
    expect(level1 && desk.write(level1).text).toMatch(
      /Tugaskan: https:\/\/aduan\.kota\.example\/desk\/complaints\/SK-7Q4M-2XKD\?do=assign$/m,
    );
    const [assigned] = notificationsIn('withdrawn', 'assigned');
    expect(offered(assigned)).toEqual(['acknowledge', 'start', 'resolve', 'ask', 'reassign']);
    const [byThen] = notificationsIn('acknowledged with a target of 24 h', 'escalated', 'supervisor:pupr');
    expect(offered(byThen)).toEqual(['resolve', 'reassign', 'nudge']);
    const [, second] = notificationsIn('objected to twice', 'reopened', 'agency:pupr');
    expect(offered(second)).toContain('acknowledge');
  });

  it('is in English when the pack or the reporter uses it', () => {
    const [escalated] = notificationsIn('left alone for a day at a time', 'escalated');
    expect(english.write(escalated as CausedNotification).text).toContain(
      'After 24 h Public Works Agency has not accepted it, so it comes to you.',
    );
    const [late] = texts('left alone with a target of 24 h', 'late', REPORTER, {
      person: { language: 'en' },
    });
    expect(late?.text).toContain(
      'We promised Wednesday 25 November 2026, 14:05 WIB and it is not done. We are sorry.',
    );
    const [unknown] = texts('left alone with a target of 24 h', 'late', REPORTER, {
      person: { language: 'fr' },
    });
    expect(unknown?.language).toBe('id');
  });
});
