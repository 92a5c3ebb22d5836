/** What a clock on the wall shows. */
export interface WallClock {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** Epoch milliseconds of a time in UTC; null if there is no such date or time. */
export function utcInstant({ year, month, day, hour, minute, second }: WallClock): number | null {
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const asked = [year, month, day, hour, minute, second].map((part) => String(part).padStart(2, '0'));
  const said = Number.isNaN(at) ? [] : new Date(at).toISOString().slice(0, 19).split(/[-T:]/);
  return asked.join() === said.join() ? at : null;
}

/**
 * Epoch milliseconds of a time in an IANA zone. A time that a change of the clocks skips gives one close to it.
 */
export function zonedInstant(clock: WallClock, timeZone: string): number | null {
  const asUtc = utcInstant(clock);
  if (asUtc === null) return null;
  // The offset depends on the instant, and the instant on the offset: the second pass settles it.
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return asUtc - offsetMs(guess, timeZone);
}

function offsetMs(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return parseOffsetMs(name.replace('GMT', '')) ?? 0;
}

/** Parses `+07:00` or `-03:30:00`; null for anything else. */
export function parseOffsetMs(text: string): number | null {
  const match = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!match) return null;
  const [, sign, hours, minutes, seconds = '0'] = match;
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ms : ms;
}
