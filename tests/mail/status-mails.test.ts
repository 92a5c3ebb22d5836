import type { NotificationKind } from '../../domain/notification-kinds';
import {
  createMailDesk,
  loadJambi,
  MEMBER,
  MERGED_REPORTER,
  REPORTER,
  SUPPORTER,
  notificationsIn,
  type Circumstances,
  type LIVES,
  type CausedNotification,
} from './mail-desk';

const WITH_OFFICER = 'with an officer, and left alone';
const LEFT = 'left to others who have the problem';
const NOTED = 'accepted, begun and noted';

describe('the mails that keep everybody up to date', () => {
  let desk: ReturnType<typeof createMailDesk>;
  beforeAll(async () => {
    desk = createMailDesk(await loadJambi());
  });

  const write = (
    life: keyof typeof LIVES,
    kind: NotificationKind,
    recipient: string,
    circumstances?: Circumstances,
  ) => desk.write(notificationsIn(life, kind, recipient)[0] as CausedNotification, circumstances);

  it('tell the desk and the officer to whom their case has escalated, why, and that it stays theirs', () => {
    for (const [recipient, address] of [
      ['agency:pupr', 'aduan@pupr.kota-jambi.example'],
      [MEMBER, 'rina@pupr.example'],
    ] as const) {
      const mail = write(WITH_OFFICER, 'climbed', recipient);
      expect(mail.to).toBe(address);
      expect(mail.subject).toBe('[SK-7Q4M-2XKD] Naik ke Kepala Bidang Dinas PUPR: Jalan rusak, Jelutung');
      expect(mail.text).toContain('Sudah 24 jam dan aduan ini belum diterima, jadi naik ke Kepala Bidang');
      expect(mail.text).toContain('Aduan ini tetap Anda tangani.');
      expect(mail.text).toMatch(/^Terima: \S+do=acknowledge/m);
    }
    const [third] = notificationsIn('passed on until the command centre decides', 'climbed');
    expect(desk.write(third as CausedNotification).text).toContain(
      'Tiga kali aduan ini diteruskan antardinas, jadi Jambi',
    );
  });

  it('tell them of an extension with both promises, and of a question for which the clock waits', () => {
    const more = write(
      'extended by the supervisor and by the command centre',
      'deadline_moved',
      'agency:pupr',
    );
    expect(more.subject).toBe('[SK-7Q4M-2XKD] Waktu ditambah 24 jam: Jalan rusak, Jelutung');
    expect(more.text).toContain('Kepala Bidang Dinas PUPR memberi waktu sampai Sabtu 28 November 2026');
    expect(more.text).toContain('Janji semula: Jumat 27 November 2026, pukul 14.05 WIB');
    const held = write('asked while the clock waits', 'deadline_moved', 'agency:pupr');
    expect(held.text).toContain('waktu berhenti, paling lama sampai Rabu 25 November 2026, pukul 04.05 WIB.');
    expect(held.text).toContain('> KENARI-PETUGAS');
  });

  it('tell the reporter that work has begun, and what an officer noted for everybody', () => {
    expect(write(NOTED, 'started', REPORTER).text).toContain('Dinas PUPR mulai mengerjakan aduan Anda');
    expect(write(NOTED, 'noted', REPORTER).text).toContain('> KENARI-PETUGAS');
    const unconfirmed = { person: { emailConfirmedAt: null } };
    expect(write(NOTED, 'noted', REPORTER, unconfirmed).text).not.toContain('KENARI');
    const hidden = { complaint: { published: false } };
    expect(write(NOTED, 'noted', MERGED_REPORTER, hidden).text).not.toContain('KENARI-PETUGAS');
  });

  it('confirm an objection to whoever made it, with its new deadline, and tell the others of it', () => {
    const own = write('objected to twice', 'objection', REPORTER, { complaint: { escalationLevel: 1 } });
    expect(own.subject).toBe('[SK-7Q4M-2XKD] Keberatan Anda kami terima: aduan Jalan rusak');
    expect(own.text).toContain('Dijanjikan selesai Rabu 25 November 2026, pukul 20.05 WIB.');
    expect(own.text).toContain('Sekarang di tangan Kepala Bidang Dinas PUPR.');
    const other = write('objected to twice', 'objection', MERGED_REPORTER);
    expect(other.subject).toBe('[SK-7Q4M-2XKD] Dibuka kembali: aduan Jalan rusak');
    expect(other.text).not.toContain('Keberatan Anda');
  });

  it('confirm a withdrawal, and say whether the complaint goes on', () => {
    expect(write('withdrawn', 'withdrawal', REPORTER).text).toContain('Dinasnya sudah kami kabari.');
    const left = write(LEFT, 'withdrawal', REPORTER).text;
    expect(left).toContain('jadi aduannya tetap berjalan tanpa Anda.');
    expect(left).toContain('Ini email terakhir dari kami tentang aduan ini.');
    expect(write(LEFT, 'goes_on', SUPPORTER).text).toContain('Karena Anda mengalaminya juga');
    expect(write(LEFT, 'goes_on', MERGED_REPORTER).text).toContain(
      'Karena Anda melaporkan masalah yang sama',
    );
  });

  it('tell an officer of a withdrawal without the text, or with it that the complaint goes on, with nobody to ask', () => {
    expect(write('withdrawn', 'withdrawn', MEMBER).text).not.toContain('KENARI-ISI');
    const mail = write(LEFT, 'reporter_left', MEMBER);
    expect(mail.text).toContain('> KENARI-ISI');
    expect(mail.text).toContain('Pelapornya tidak bisa ditanyai lagi.');
    expect(mail.text).toContain('do=resolve');
    expect(mail.text).not.toContain('do=ask');
  });

  it('tell supporters where their complaint goes on', () => {
    const { text } = write('merged into another', 'merged', SUPPORTER);
    expect(text).toContain('Aduan yang Anda dukung digabung dengan SK-9999-ZZZZ');
    expect(text).toContain('/track/SK-9999-ZZZZ');
    expect(text).not.toMatch(/\/my\/|keberatan/);
  });
});

describe('the mail about an outage', () => {
  const material = {
    kind: 'deadlines_shifted',
    agency: 'pupr',
    hours: 48,
    until: Date.UTC(2026, 10, 26, 7),
    reason: 'Banjir di kantor',
    member: null,
  } as const;

  it('tells the desk that its deadlines are shifted and why, and when they are shifted back', async () => {
    const { renderer } = createMailDesk(await loadJambi());
    const render = (undone: boolean) => {
      const mail = renderer.renderOccasional({
        recipient: 'agency:pupr',
        material: { ...material, undone },
        now: material.until,
      });
      if ('suppress' in mail) throw new Error(mail.suppress);
      return mail;
    };
    const moved = render(false);
    expect(moved.to).toBe('aduan@pupr.kota-jambi.example');
    expect(moved.subject).toBe('Tenggat mundur 48 jam: Dinas PUPR');
    expect(moved.text).toContain('tidak dapat bekerja sampai Kamis 26 November 2026, pukul 14.00 WIB');
    expect(moved.text).toContain('Alasannya: Banjir di kantor');
    expect(moved.html).toContain('Banjir di kantor');
    const back = render(true);
    expect(back.subject).toBe('Tenggat maju lagi: Dinas PUPR');
    expect(back.text).not.toContain('Banjir');
  });

  it('tells another agency that it is about complaints that were handed over to it', async () => {
    const { renderer } = createMailDesk(await loadJambi());
    const mail = renderer.renderOccasional({
      ...{ recipient: 'agency:dlh', now: material.until },
      material: { ...material, undone: true },
    });
    if ('suppress' in mail) throw new Error(mail.suppress);
    expect(mail.text).toContain('Dinas PUPR bekerja kembali. Aduan yang diteruskan dari sana kepada Anda');
  });
});
