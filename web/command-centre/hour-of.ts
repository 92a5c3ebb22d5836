import type { Instant } from '../../domain/instant';
import type { TimeFormat } from '../../locale/time-format';

/** `14.05`: the clock at the top of the wall shows the time zone. */
export function hourOf(at: Instant, time: TimeFormat): string {
  return time.clock(at).replace(/ .*/, '');
}
