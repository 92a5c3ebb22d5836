import { localDay } from '../domain/local-day';
import { MS_PER_HOUR, type Instant } from '../domain/instant';
import type { Language } from '../city/city-pack';

const MS_PER_MINUTE = 60_000;
const LOCALE_TAGS: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

/** Instants and durations as people read them, in one language and the city's time zone. */
export interface TimeFormat {
  /** `Rabu 25 November 2026, pukul 14.05 WIB`, `Wednesday 25 November 2026, 14:05 WIB`. */
  long(at: Instant): string;
  /** `Rabu 25 Nov, 14.05 WIB`, `Wednesday 25 Nov, 14:05 WIB`: when the year is obvious. */
  medium(at: Instant): string;
  /** `Rab, 14.05`, `Wed 14:05`: only for days close by. */
  short(at: Instant): string;
  /** `25 November 2026`. */
  date(at: Instant): string;
  /** `14.05 WIB`, `14:05 WIB`. */
  clock(at: Instant): string;
  /** `5 jam 40 menit`, `5 h 40 min`; whole hours from ten hours on: `28 jam`. */
  duration(ms: number): string;
  /** Whole hours, to the nearest. */
  hours(ms: number): string;
  /** `1.060`, `1,060`. */
  number(value: number): string;
  isSameDay(one: Instant, other: Instant): boolean;
  /** The calendar day in machine-readable form: `2026-11-25`. */
  day(at: Instant): string;
}

export function createTimeFormat({
  language,
  timeZone,
}: {
  language: Language;
  timeZone: string;
}): TimeFormat {
  const parts = partsReader(LOCALE_TAGS[language], timeZone);
  const zone = zoneReader(LOCALE_TAGS[language], timeZone);
  const numbers = new Intl.NumberFormat(LOCALE_TAGS[language], { maximumFractionDigits: 1 });
  const mark = language === 'id' ? '.' : ':';
  const clockOf = (at: Instant) => `${parts(at).hour}${mark}${parts(at).minute}`;
  const dayOf = (at: Instant) => `${parts(at).day} ${parts(at).month} ${parts(at).year}`;
  const number = (value: number) => numbers.format(value);
  return {
    long: (at) =>
      `${parts(at).weekday} ${dayOf(at)}, ${language === 'id' ? 'pukul ' : ''}${clockOf(at)} ${zone(at)}`,
    medium: (at) =>
      `${parts(at).weekday} ${parts(at).day} ${parts(at).shortMonth}, ${clockOf(at)} ${zone(at)}`,
    short: (at) => `${parts(at).shortWeekday}${language === 'id' ? ',' : ''} ${clockOf(at)}`,
    date: dayOf,
    clock: (at) => `${clockOf(at)} ${zone(at)}`,
    duration: (ms) => durationOf(ms, language, number),
    hours: (ms) => number(Math.round(ms / MS_PER_HOUR)),
    number,
    isSameDay: (one, other) => dayOf(one) === dayOf(other),
    day: (at) => localDay(at, timeZone),
  };
}

type Part = 'weekday' | 'shortWeekday' | 'day' | 'month' | 'shortMonth' | 'year' | 'hour' | 'minute';

function partsReader(tag: string, timeZone: string): (at: Instant) => Record<Part, string> {
  const long = new Intl.DateTimeFormat(tag, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const weekday = new Intl.DateTimeFormat(tag, { timeZone, weekday: 'short' });
  const shortMonth = new Intl.DateTimeFormat(tag, { timeZone, month: 'short' });
  return (at) => {
    const found = Object.fromEntries(long.formatToParts(at).map(({ type, value }) => [type, value]));
    const { weekday: longWeekday = '', day = '', month = '', year = '', hour = '', minute = '' } = found;
    return {
      ...{ weekday: longWeekday, shortWeekday: weekday.format(at) },
      ...{ day, month, shortMonth: shortMonth.format(at), year, hour, minute },
    };
  };
}

/**
 * Intl knows a zone's short name only in the language of its country: WIB in Indonesian, BST in British English.
 */
function zoneReader(tag: string, timeZone: string): (at: Instant) => string {
  const formats = [tag, 'id-ID', 'en-US'].map(
    (each) => new Intl.DateTimeFormat(each, { timeZone, timeZoneName: 'short' }),
  );
  return (at) => {
    const names = formats.map(
      (format) => format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '',
    );
    return names.find((name) => /^[A-Z]{2,5}$/.test(name)) ?? names[0] ?? '';
  };
}

function durationOf(ms: number, language: Language, number: (value: number) => string): string {
  const units = language === 'id' ? { hour: 'jam', minute: 'menit' } : { hour: 'h', minute: 'min' };
  const minutes = Math.round(ms / MS_PER_MINUTE);
  const hours = Math.floor(minutes / 60);
  if (hours >= 10) return `${number(Math.round(minutes / 60))} ${units.hour}`;
  const rest = minutes % 60;
  const parts = [
    ...(hours > 0 ? [`${hours} ${units.hour}`] : []),
    ...(rest > 0 || hours === 0 ? [`${rest} ${units.minute}`] : []),
  ];
  return parts.join(' ');
}
