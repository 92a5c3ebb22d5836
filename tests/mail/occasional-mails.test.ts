import type { CityPack } from '../../city/city-pack';
import type { Digest, DigestCase, OccasionalMaterial } from '../../mail/occasions/occasional-material';
import { createMailRenderer, type MailRenderer } from '../../mail/render-mail';
import { links, loadJambi, publicUrl, templatesFolder } from './mail-desk';

const HOUR = 3_600_000;
/** Wednesday 25 November 2026, 07:00 WIB. */
const NOW = Date.parse('2026-11-25T00:00:00Z');
const STAFF_ID = '01936000-0000-7000-8000-00000000005b';
const SIGN_IN_ID = '01936000-0000-7000-8000-00000000005c';

const signIn: OccasionalMaterial & { kind: 'sign_in' } = {
  kind: 'sign_in',
  signInId: SIGN_IN_ID,
  member: {
    id: STAFF_ID,
    name: 'Budi Santoso',
    email: 'budi@pupr.example',
    language: 'id',
    role: 'officer',
    agency: 'pupr',
    active: true,
  },
  device: 'Chrome, Android',
  requestedAt: NOW,
  expiresAt: NOW + HOUR / 4,
  usedAt: null,
};

const aCase = (changes: Partial<DigestCase> = {}): DigestCase => ({
  trackingCode: 'SK-7Q4M-2XKD',
  category: 'jalan',
  district: 'jelutung',
  escalationLevel: 0,
  dueBy: NOW + 7 * HOUR,
  silentSince: NOW - HOUR,
  now: NOW,
  ...changes,
});
const part = (...cases: DigestCase[]) => ({ count: cases.length, cases });
const NOTHING: Digest = { overdue: part(), dueToday: part(), dueNext: part(), silent: part() };
const FULL: Digest = {
  overdue: {
    count: 23,
    cases: [aCase({ trackingCode: 'SK-81E0-H8K6', escalationLevel: 2, dueBy: NOW - 28 * HOUR })],
  },
  dueToday: part(aCase({ dueBy: NOW + 5.5 * HOUR }), aCase({ dueBy: NOW + 9 * HOUR })),
  dueNext: part(),
  silent: part(aCase({ silentSince: NOW - 30 * HOUR, dueBy: NOW + 40 * HOUR, escalationLevel: 1 })),
};

describe('mails about no complaint', () => {
  let city: CityPack;
  let renderer: MailRenderer;

  const rendererOf = (pack: CityPack) =>
    createMailRenderer({ city: pack, links, publicUrl, templatesFolder });

  beforeAll(async () => {
    city = await loadJambi();
    renderer = rendererOf(city);
  });

  function write(
    material: OccasionalMaterial,
    recipient: string,
    { now = NOW, by = renderer }: { now?: number; by?: MailRenderer } = {},
  ) {
    const mail = by.renderOccasional({ recipient, material, now });
    if ('suppress' in mail) throw new Error(`nobody gets it: ${mail.suppress}`);
    return mail;
  }

  describe('the sign-in link', () => {
    const recipient = `staff:${STAFF_ID}`;
    const suppressed = (changes: Partial<typeof signIn>, now = NOW) =>
      renderer.renderOccasional({ recipient, material: { ...signIn, ...changes }, now });

    it('says who asked and from where, and has one link that is signed for the request and the person', () => {
      const mail = write(signIn, recipient);
      expect(mail).toMatchObject({
        to: 'budi@pupr.example',
        subject: 'Tautan masuk SiKesal, berlaku 15 menit',
        language: 'id',
        headers: {},
      });
      expect(mail.text).toContain('Bapak/Ibu Budi Santoso,');
      expect(mail.text).toContain('Tekan untuk masuk. Bukan Anda yang meminta? Abaikan saja.');
      expect(mail.text).toContain('Diminta: Rabu 25 November 2026, pukul 07.00 WIB\nDari: Chrome, Android');
      expect(mail.text).toContain('Tautan ini bisa dipakai satu kali, sampai 07.15 WIB.');
      const urls = new Set(
        [...`${mail.text} ${mail.html}`.replaceAll('&#x3D;', '=').matchAll(/https?:\/\/[^\s"<]+/g)].map(
          ([url]) => url,
        ),
      );
      expect(urls.size).toBe(1);
      const [url = ''] = urls;
      expect(url.startsWith(`${publicUrl}/sign-in/link?t=`)).toBe(true);
      expect(links.verify(url.split('t=')[1] ?? '')).toEqual({
        purpose: 'sign_in',
        signInId: SIGN_IN_ID,
        recipient,
      });
    });

    it('is in the member’s language, or in the city’s when the city does not have theirs', () => {
      const english = { ...signIn, member: { ...signIn.member, language: 'en' } };
      expect(write(english, recipient).subject).toBe('Your SiKesal sign-in link, 15 minutes');
      const other = { ...signIn, member: { ...signIn.member, language: 'fr' } };
      expect(write(other, recipient).language).toBe('id');
    });

    it('is suppressed once it was used or has expired, or its person was deactivated', () => {
      expect(suppressed({ usedAt: NOW - 1 })).toEqual({ suppress: 'used' });
      expect(suppressed({}, signIn.expiresAt)).toEqual({ suppress: 'expired' });
      expect('to' in suppressed({}, signIn.expiresAt - 1)).toBe(true);
      expect(suppressed({ member: { ...signIn.member, active: false } })).toEqual({ suppress: 'inactive' });
    });

    it('shows a name and a device as text on one line', () => {
      const member = { ...signIn.member, name: 'Budi\r\nBcc: x@jahat.example<b>' };
      const mail = write({ ...signIn, member, device: '<i>\u202Ehp\nhttps://jahat.example' }, recipient);
      expect(mail.text).not.toMatch(/^(Bcc|https:\/\/jahat)/m);
      expect(mail.html).not.toMatch(/<b>|<i>|\u202E/);
      expect(mail.subject).toBe('Tautan masuk SiKesal, berlaku 15 menit');
      expect(write({ ...signIn, device: null }, recipient).text).toContain(
        'Dari: perangkat yang tidak dikenali',
      );
    });
  });

  describe('the morning digest', () => {
    const recipient = 'supervisor:pupr';
    const digest = (changes: Partial<Digest> = {}, day = '2026-11-25'): OccasionalMaterial => ({
      kind: 'digest',
      agency: 'pupr',
      member: null,
      day,
      digest: { ...NOTHING, ...changes },
    });

    it('lists what is late, due today and silent, each with its mark, code, category, district and hours', () => {
      const mail = write(digest(FULL), recipient);
      expect(mail.to).toBe(city.agencies.find(({ code }) => code === 'pupr')?.supervisor.email);
      expect(mail.subject).toBe('23 terlambat, 2 jatuh tempo hari ini: Dinas PUPR');
      expect(mail.text).toBe(`Yth. Kepala Bidang Dinas PUPR,

Keadaan Rabu 25 November 2026, pukul 07.00 WIB.

Terlambat: 23
- ◆ Tingkat 2, di kepala dinas · SK-81E0-H8K6 · Jalan rusak, Jelutung · lewat 28 jam
dan 22 lagi

Jatuh tempo hari ini: 2
- ◐ Hampir tenggat · SK-7Q4M-2XKD · Jalan rusak, Jelutung · 5 jam 30 menit lagi
- ○ Masih ada waktu · SK-7Q4M-2XKD · Jalan rusak, Jelutung · 9 jam lagi

Tanpa kabar: 1
- ▲ Tingkat 1, di atasan · SK-7Q4M-2XKD · Jalan rusak, Jelutung · 30 jam tanpa kabar

Lihat daftar: ${publicUrl}/desk

Tanpa kabar: belum diterima dinas, atau tidak ada yang tercatat, selama 24 jam atau lebih.

Salam, SiKesal Kota Jambi

--
Email ini otomatis; balasan tidak terbaca.
`);
    });

    it('says all of it in HTML, too, and in English when that is the city’s language', () => {
      const by = rendererOf({ ...city, defaultLanguage: 'en' });
      const mail = write(digest(FULL), recipient, { by });
      expect(mail.language).toBe('en');
      expect(mail.subject).toMatch(/^23 late, 2 due today: /);
      const text = mail.html.replace(/^[\s\S]*<body/, '').replace(/<[^>]*>/g, '\n');
      for (const piece of [
        '28 h late',
        '5 h 30 min left',
        '30 h without news',
        'and 22 more',
        'SK-81E0-H8K6',
      ])
        expect(text).toContain(piece);
      expect(mail.html).toMatch(/background-color: #fbe0e1; color: #971422;">◆ Level 2/);
      expect(mail.html).toContain(`href="${publicUrl}/desk"`);
      expect(`${mail.text}${mail.html}`).not.toMatch(
        /undefined|\[object|NaN|Invalid Date|[{}]|\bnull\b|JUICE/,
      );
    });

    it('names the silent ones when nothing is late or due', () => {
      const { subject, text } = write(digest({ silent: FULL.silent }), recipient);
      expect(subject).toBe('1 tanpa kabar: Dinas PUPR');
      expect(text).not.toContain('Terlambat');
    });

    it('lists what is due before the next one for a mailbox that gets its warnings there', () => {
      const next = part(aCase({ dueBy: NOW + 20 * HOUR }));
      const mail = write(digest({ dueNext: next }), 'agency:pupr');
      expect(mail.to).toBe('aduan@pupr.kota-jambi.example');
      expect(mail.subject).toBe('1 jatuh tempo sebelum besok pagi: Dinas PUPR');
      expect(mail.text).toContain('Yth. Petugas Dinas PUPR,');
      expect(mail.text).toMatch(/Jatuh tempo sebelum besok pagi: 1\n- .* · 20 jam lagi/);
    });

    it('is suppressed when there is nothing to say, or when its day is over in the city', () => {
      const of = (material: OccasionalMaterial, now = NOW) =>
        renderer.renderOccasional({ recipient, material, now });
      expect(of(digest())).toEqual({ suppress: 'nothing_to_say' });
      expect(of(digest(FULL, '2026-11-24'))).toEqual({ suppress: 'stale' });
      const lastInstant = Date.parse('2026-11-25T16:59:59.999Z');
      expect('to' in of(digest(FULL), lastInstant)).toBe(true);
      expect(of(digest(FULL), lastInstant + 1)).toEqual({ suppress: 'stale' });
    });

    it('is an error for an office that gets none, or an agency that does not exist', () => {
      expect(() => write(digest(FULL), 'agency_head:pupr')).toThrow('a digest is for a supervisor');
      expect(() => write(digest(FULL), 'supervisor:unheard-of')).toThrow(
        '"supervisor:unheard-of" has no address',
      );
    });
  });
});
