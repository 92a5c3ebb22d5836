import { firstOfMonth, startOfLocalDay } from '../../../api/statistics/calendar';

describe('a calendar day', () => {
  it.each([
    ['Asia/Jakarta', '2026-11-25', '2026-11-24T17:00:00.000Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
    // Here clocks go forward at midnight, so the day begins at one o'clock.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-01-01', '2026-01-01T11:00:00.000Z'],
  ])('begins in %s on %s at its own midnight', (timeZone, day, at) => {
    expect(new Date(startOfLocalDay(day, timeZone)).toISOString()).toBe(at);
  });

  it('is refused if it does not exist', () => {
    expect(() => startOfLocalDay('2026-13-01', 'Asia/Jakarta')).toThrow(RangeError);
  });
});

describe('a month ago', () => {
  it('is counted on the city’s calendar', () => {
    const newYear = Date.parse('2025-12-31T18:00:00Z');
    expect(firstOfMonth(newYear, { timeZone: 'Asia/Jakarta', back: 0 })).toBe('2026-01-01');
    expect(firstOfMonth(newYear, { timeZone: 'Asia/Jakarta', back: 11 })).toBe('2025-02-01');
    expect(firstOfMonth(newYear, { timeZone: 'UTC', back: 0 })).toBe('2025-12-01');
  });
});
