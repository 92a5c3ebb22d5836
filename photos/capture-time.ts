import { parseOffsetMs, utcInstant, zonedInstant, type WallClock } from './local-time';

/** Tags by name; a value is as it is in the file, or undefined. */
export type Tags = Record<string, unknown>;

/**
 * When the photo was taken, from the most reliable source in the file: the camera's time with its offset, then GPS
 * time, which is UTC, then the camera's time read as one of `timeZone`. The time of an edit is not used.
 */
export function captureTime(tags: Tags, timeZone: string): number | null {
  const taken = cameraTime(tags.DateTimeOriginal, tags.OffsetTimeOriginal);
  const digitized = cameraTime(tags.CreateDate, tags.OffsetTimeDigitized);
  const local = taken.clock ?? digitized.clock;
  return taken.at ?? digitized.at ?? satelliteTime(tags) ?? (local && zonedInstant(local, timeZone));
}

/** `at` is known only with an offset. */
function cameraTime(time: unknown, offset: unknown): { clock: WallClock | null; at: number | null } {
  const clock = clockOf(time);
  const asUtc = clock && utcInstant(clock);
  const offsetMs = typeof offset === 'string' ? parseOffsetMs(offset.trim()) : null;
  return { clock, at: asUtc === null || offsetMs === null ? null : asUtc - offsetMs };
}

/** EXIF writes `2026:11:25 14:05:00`; cameras whose clock was never set write zeros or blanks. */
function clockOf(time: unknown): WallClock | null {
  const match = typeof time === 'string' && /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(time.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return { year, month, day, hour, minute, second };
}

function satelliteTime({ GPSDateStamp: date, GPSTimeStamp: time }: Tags): number | null {
  const day = typeof date === 'string' && /^(\d{4}):(\d\d):(\d\d)$/.exec(date.trim());
  if (!day || !isIterable(time)) return null;
  const [hour = NaN, minute = NaN, second = NaN] = [...time].map(Number);
  const [year = 0, month = 0, dayOfMonth = 0] = day.slice(1).map(Number);
  return utcInstant({ year, month, day: dayOfMonth, hour, minute, second: Math.floor(second) });
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
