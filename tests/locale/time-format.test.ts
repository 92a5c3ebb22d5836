import { createTimeFormat } from '../../locale/time-format';

const wednesday = Date.UTC(2026, 10, 25, 7, 5);
const jambi = { timeZone: 'Asia/Jakarta' } as const;

describe('times', () => {
  const indonesian = createTimeFormat({ ...jambi, language: 'id' });
  const english = createTimeFormat({ ...jambi, language: 'en' });

  it('are written in full with day, date, hour and zone', () => {
    expect(indonesian.long(wednesday)).toBe('Rabu 25 November 2026, pukul 14.05 WIB');
    expect(english.long(wednesday)).toBe('Wednesday 25 November 2026, 14:05 WIB');
  });

  it('have shorter forms for when the day is near', () => {
    expect(indonesian.short(wednesday)).toBe('Rab, 14.05');
    expect(english.short(wednesday)).toBe('Wed 14:05');
    expect(indonesian.medium(wednesday)).toBe('Rabu 25 Nov, 14.05 WIB');
    expect(english.medium(wednesday)).toBe('Wednesday 25 Nov, 14:05 WIB');
    expect(indonesian.clock(wednesday)).toBe('14.05 WIB');
  });

  it('write midnight as 00, and know which day it is in the city', () => {
    const midnight = Date.UTC(2026, 10, 24, 17, 0);
    expect(indonesian.long(midnight)).toBe('Rabu 25 November 2026, pukul 00.00 WIB');
    expect(indonesian.isSameDay(midnight, wednesday)).toBe(true);
    expect(indonesian.isSameDay(midnight - 1, wednesday)).toBe(false);
  });

  it('name the zone as the people who live in it do, or by its offset', () => {
    const zone = (timeZone: string) =>
      createTimeFormat({ language: 'en', timeZone }).clock(wednesday).split(' ')[1];
    expect(zone('Asia/Makassar')).toBe('WITA');
    expect(zone('Europe/London')).toBe('GMT');
    expect(zone('America/New_York')).toBe('EST');
    expect(zone('Asia/Kolkata')).toMatch(/^(IST|GMT\+5:30)$/);
  });

  it.each([
    [(5 * 60 + 40) * 60_000, '5 jam 40 menit', '5 h 40 min'],
    [5 * 3_600_000, '5 jam', '5 h'],
    [12 * 60_000, '12 menit', '12 min'],
    [0, '0 menit', '0 min'],
    [59.6 * 60_000, '1 jam', '1 h'],
    [28.4 * 3_600_000, '28 jam', '28 h'],
    [1060 * 3_600_000, '1.060 jam', '1,060 h'],
  ])('a duration of %d ms reads "%s" and "%s"', (ms, id, en) => {
    expect(indonesian.duration(ms)).toBe(id);
    expect(english.duration(ms)).toBe(en);
  });

  it('come with numbers that use the separators of their language', () => {
    expect([indonesian.number(1060), indonesian.number(39.9)]).toEqual(['1.060', '39,9']);
    expect([english.number(1060), english.number(39.9)]).toEqual(['1,060', '39.9']);
  });
});
