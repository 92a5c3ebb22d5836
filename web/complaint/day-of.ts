import { hoursAfter, type Instant } from '../../domain/instant';
import type { Locale } from '../../locale/locale';

/** `dayOf` for use within a sentence: `hari ini, Rabu 25 November 2026, pukul 14.05 WIB`. */
export function dayWithin(at: Instant, now: Instant, locale: Locale): string {
  const day = dayOf(at, now, locale);
  return day === locale.time.long(at) ? day : day.charAt(0).toLowerCase() + day.slice(1);
}

/** `Hari ini, Rabu 25 November 2026, pukul 14.05 WIB`: yesterday, today and tomorrow are named as such. */
export function dayOf(at: Instant, now: Instant, { t, time }: Locale): string {
  const days = [
    ['today', now],
    ['tomorrow', hoursAfter(now, 24)],
    ['yesterday', hoursAfter(now, -24)],
  ] as const;
  const named = days.find(([, day]) => time.isSameDay(at, day));
  return named ? t(`web.days.${named[0]}`, { time: time.long(at) }) : time.long(at);
}

const NEAR_HOURS = 6 * 24;

/** `Rab, 14.05` while the name of the day is unambiguous, else with the date. */
export function shortDayOf(at: Instant, now: Instant, { time }: Locale): string {
  const isNear = at > hoursAfter(now, -NEAR_HOURS) && at < hoursAfter(now, NEAR_HOURS);
  return isNear ? time.short(at) : time.medium(at);
}
