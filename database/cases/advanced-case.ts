import type { Outcome } from '../../domain/advance';
import type { Instant } from '../../domain/instant';
import type { Status } from '../../domain/statuses';

/** How a case stands after it was carried forward. */
export interface AdvancedCase {
  status: Status;
  sequence: number;
  /** When something is due if nobody acts; null when nothing is, or when the rules cannot tell. */
  nextDueBy: Instant | null;
  /** Nothing can happen to it any more. */
  isOver: boolean;
  /** In the order of the messages. */
  outcomes: Outcome[];
  /** Ids of other cases whose workflow has to look earlier than it expects. */
  toWake: string[];
  /** Null when the rules cannot read the case. */
  labels: Labels | null;
}

/** What an operator sees of a case at the engine; its workflow passes it on without reading it. */
export interface Labels {
  /** One line for the engine's own pages. */
  details: string;
  /** Search attributes of type Keyword. */
  searchAttributes: { name: string; value: string }[];
}
