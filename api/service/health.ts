import type { UnheardOffice } from '../../database/readers/unheard-offices';
import type { Pressure } from '../../database/stores/intake-pressure';
import type { Instant } from '../../domain/instant';

/** The findings of the watchdog's last look at the cases. */
export interface CaseHealth {
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
  /** Of those, how many were rebuilt as often as makes sense and need an operator. */
  givenUp: number;
  /** Their next deadline passed more than half a minute ago without its event. */
  latecomers: number;
}

/** What the watchdog last saw. */
export interface Health {
  /** Whether they answered. */
  engine: boolean;
  mail: boolean;
  /** Notifications that have been due for more than a minute. */
  couriersBehind: number;
  /** Cases answered for a day of which it is not known whether the reporter can be told: they stay open. */
  untold: number;
  /** Offices whose mails reach nobody: they go one office up. */
  unheard: readonly UnheardOffice[];
  /** Networks that filed more than their share within the last ten minutes. */
  pressure: Pressure;
  /** When each was first seen in its present state; null before the first check. */
  since: { engine: Instant | null; mail: Instant | null };
  /** Null before the first look. */
  cases: CaseHealth | null;
}
