import type { UnheardOffice } from '../../database/readers/unheard-offices';
import type { Pressure } from '../../database/stores/intake-pressure';
import type { Instant } from '../../domain/instant';

/** What the watchdog's last look at the cases found. */
export interface CaseHealth {
  /** When it looked. */
  checkedAt: Instant;
  /** Complaints that are not over. */
  unfinished: number;
  /** Of those, how many have an execution that runs and can go on. */
  watched: number;
  /** Stored, and not yet handed to the engine. */
  unstarted: number;
  /** Had lost their execution, and were started again. */
  orphans: number;
  /** Cannot go on: their workflow tasks fail, or the rules fail for them. */
  wedged: number;
  /** Of those, how many were rebuilt as often as makes sense; they need an operator. */
  givenUp: number;
  /** Their next deadline passed more than half a minute ago, and nothing was recorded. */
  latecomers: number;
}

/** What the watchdog saw last. */
export interface Health {
  /** Whether engine and mail server answered. */
  engine: boolean;
  mail: boolean;
  /** Notifications that are due for more than a minute. */
  couriersBehind: number;
  /** Offices whose mails nobody gets: they go one office up. */
  unheard: readonly UnheardOffice[];
  /** Networks that file more than their share, within the last ten minutes. */
  pressure: Pressure;
  /** When each was first seen in the state that it is in; null before the first look. */
  since: { engine: Instant | null; mail: Instant | null };
  /** Null before the first look. */
  cases: CaseHealth | null;
}
