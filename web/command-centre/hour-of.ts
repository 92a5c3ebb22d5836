import type { Instant } from '../../domain/instant';
import type { TimeFormat } from '../../mail/format-time';

/** `14.05`: the clock on top of the wall names the zone. */
export function hourOf(at: Instant, time: TimeFormat): string {
  return time.clock(at).replace(/ .*/, '');
}
