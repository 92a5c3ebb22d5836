import type { CityPack } from '../../city/city-pack';
import type { WeeklyMaterial, WeekFigures } from '../../mail/occasions/weekly-material';
import { createMailRenderer } from '../../mail/render-mail';
import { links, loadJambi, publicUrl, templatesFolder } from './mail-desk';

const DAY = 86_400_000;
/** Monday 23 November 2026, 07:00 WIB. */
const NOW = Date.parse('2026-11-23T00:00:00Z');
const TO = Date.parse('2026-11-22T17:00:00Z');

const figures = (changes: Partial<WeekFigures> = {}): WeekFigures => ({
  ...{ received: 0, resolved: 0, decided: 0, onTime: 0 },
  ...changes,
});

const MATERIAL: WeeklyMaterial = {
  kind: 'weekly_report',
  contact: 'sekda',
  monday: '2026-11-23',
  report: {
    ...{ from: TO - 7 * DAY, to: TO },
    week: figures({ received: 1212, resolved: 1100, decided: 4000, onTime: 3280 }),
    before: figures({ received: 1000, resolved: 990, decided: 3900, onTime: 3081 }),
    agencies: [
      {
        agency: 'pupr',
        week: figures({ received: 12, resolved: 9, decided: 40, onTime: 20 }),
        before: figures({ received: 10, resolved: 8, decided: 9, onTime: 9 }),
      },
      { agency: 'dlh', week: figures(), before: figures() },
    ],
    standing: { open: 41, late: 7, confidential: 3, level1: 4, level2: 2, level3: 1 },
    longest: [
      {
        ...{ trackingCode: 'SK-7Q4M-2XKD', category: 'jalan', district: 'jelutung', agency: 'pupr' },
        ...{ level: 3, openMs: 40.5 * DAY },
      },
    ],
  },
};

describe('the weekly report', () => {
  let city: CityPack;
  beforeAll(async () => {
    city = await loadJambi();
  });

  function write({ pack = city, now = NOW, recipient = 'leadership:sekda', material = MATERIAL } = {}) {
    const renderer = createMailRenderer({ city: pack, links, publicUrl, templatesFolder });
    return renderer.renderOccasional({ recipient, material, now });
  }

  it('compares the week with the one before, by agency too, and lists what has been open longest', () => {
    const mail = write();
    if ('suppress' in mail) throw new Error(mail.suppress);
    expect(mail.to).toBe('sekda@kota-jambi.example');
    expect(mail.subject).toBe('Laporan pekan Kota Jambi, 16 November 2026 sampai 22 November 2026');
    expect(mail.text).toContain(`Yth. Sekretaris Daerah,

Pekan 16 November 2026 sampai 22 November 2026. Di dalam kurung: pekan sebelumnya.

Masuk: 1.212 (1.000)
Selesai: 1.100 (990)
Tepat waktu: 82 % (79 %)
Terbuka: 41, 7 di antaranya terlambat, 3 rahasia
Tingkat eskalasi: tingkat 1: 4, tingkat 2: 2, tingkat 3: 1

Per dinas
- Dinas PUPR: Masuk 12 (10), Selesai 9 (8), Tepat waktu 50 % (terlalu sedikit: 9)

Paling lama terbuka
- SK-7Q4M-2XKD: Aduan Jalan rusak, Jelutung, Ditangani Dinas PUPR, Terbuka 40 hari, tingkat 3

Lihat statistik: ${publicUrl}/statistics
`);
    expect(mail.html).toContain('<th scope="col"');
    expect(mail.html).toContain('50 % (terlalu sedikit: 9)');
    expect(mail.html).not.toContain('<img');
  });

  it('is in English when that is the city’s language', () => {
    const mail = write({ pack: { ...city, defaultLanguage: 'en' } });
    if ('suppress' in mail) throw new Error(mail.suppress);
    expect(mail.subject).toBe('Kota Jambi, the week from 16 November 2026 to 22 November 2026');
    expect(mail.text).toContain('Received: 1,212 (1,000)');
    expect(mail.text).toContain('By agency');
  });

  it('is suppressed once another week has begun', () => {
    expect(write({ now: TO + 7 * DAY })).toEqual({ suppress: 'stale' });
    expect('to' in write({ now: TO + 7 * DAY - 1 })).toBe(true);
  });

  it('is an error for a recipient who is not in the leadership', () => {
    expect(() => write({ recipient: 'leadership:nobody' })).toThrow('leads nothing');
    expect(() => write({ recipient: 'supervisor:sekda' })).toThrow('leads nothing');
  });

  it('goes to the command centre’s contacts when the pack names no leadership', () => {
    expect(city.leadership).toEqual(city.commandCentre.contacts);
  });
});
