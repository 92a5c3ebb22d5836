import type { Outcome } from '../../domain/advance';
import type { Instant } from '../../domain/instant';
import type { Status } from '../../domain/statuses';

/** A case after it was advanced. */
export interface AdvancedCase {
  status: Status;
  sequence: number;
  /** When something is due if nobody acts; null when nothing is, or when the rules fail. */
  nextDueBy: Instant | null;
  /** Nothing can happen to it any more. */
  isOver: boolean;
  /** In the order of the messages. */
  outcomes: Outcome[];
  /** Ids of other cases whose workflow has to look earlier than it has planned. */
  toWake: string[];
  /** Null when the rules cannot read the case. */
  labels: Labels | null;
}

/** What operators see of a case in the engine's UI; its workflow passes it on without reading it. */
export interface Labels {
  /** One line for the page of the execution. */
  details: string;
  /** Search attributes of type Keyword. */
  searchAttributes: { name: string; value: string }[];
}
