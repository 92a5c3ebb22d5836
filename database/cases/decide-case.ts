import { advance } from '../../domain/advance';
import type { CaseMessage } from '../../domain/case-message';
import type { Instant } from '../../domain/instant';
import type { OpenCase } from '../../domain/open-case';
import { mayChangePromise, promiseFactsOf } from '../../domain/promise-facts';
import { nextDueBy } from '../../domain/settle';
import { isFinal } from '../../domain/statuses';
import type { AdvancedCase } from './advanced-case';
import { labelsOf } from './labels';
import { projectState, type ProjectedState } from './project-state';
import type { CaseWithReferences } from './read-case';
import { promiseRow, type PromiseRow } from './save-promise-facts';
import type { StoredCase } from './stored-case';
import type { CaseFailure } from './case-failure';

/** What has to be written for a case. */
export interface ChangedCase {
  open: OpenCase;
  row: ProjectedState;
  /** Null when the new events do not affect its promise facts. */
  promise: PromiseRow | null;
}

interface Deciding {
  complaintId: string;
  stored: CaseWithReferences;
  messages: readonly CaseMessage[];
  at: Instant;
  onFailure: (failure: CaseFailure) => void;
}

interface Decided {
  stored: StoredCase;
  open: OpenCase;
  nextDueBy: Instant | null;
}

/**
 * Decides what messages and the passing of time do to a case, and to the complaints that it is merged into. Writes
 * nothing.
 */
export function decideCase(deciding: Deciding): { changed: ChangedCase[]; result: AdvancedCase } {
  const { complaintId, stored, messages, at, onFailure } = deciding;
  const { subject, others, references } = stored;
  const failed = (error: unknown, messageId: string | null) => onFailure({ complaintId, messageId, error });
  if (!subject.open) return { changed: [], result: unreadable(deciding) };
  const advanced = advance({ subject: subject.open, messages, at, references, onFailure: failed });
  const { outcomes, isStuck } = advanced;
  const survivors = [...advanced.survivors].flatMap(([id, open]) => {
    const other = others.get(id);
    return other && open.events.length > 0 ? [{ stored: other, open, nextDueBy: nextDueBy(open.case) }] : [];
  });
  const main = {
    stored: subject,
    open: advanced.subject,
    nextDueBy: isStuck ? subject.nextDueBy : nextDueBy(advanced.subject.case),
  };
  const { state } = main.open.case;
  return {
    changed: [main, ...survivors].filter(hasChanged).map(toChangedCase),
    result: {
      status: state.status,
      sequence: state.sequence,
      nextDueBy: isStuck ? null : main.nextDueBy,
      isOver: isFinal(state.status),
      outcomes,
      toWake: survivors.filter(isDueEarlier).map(({ stored: { id } }) => id),
      labels: labelsOf(state),
    },
  };
}

/** A case may change without an event: new rules may set another deadline. */
function hasChanged({ stored, open, nextDueBy: dueBy }: Decided): boolean {
  return open.events.length > 0 || dueBy !== stored.nextDueBy;
}

/** A later deadline needs no wake: the old timer goes off, and the workflow looks again. */
function isDueEarlier({ stored, nextDueBy: dueBy }: Decided): boolean {
  return dueBy !== null && dueBy < (stored.nextDueBy ?? Infinity);
}

function toChangedCase({ stored, open, nextDueBy: dueBy }: Decided): ChangedCase {
  const { state, policy } = open.case;
  const row = projectState({ state, nextDueBy: dueBy });
  if (!open.events.some(mayChangePromise)) return { open, row, promise: null };
  const facts = promiseFactsOf({ events: [...stored.timeline, ...open.events], policy });
  return { open, row, promise: promiseRow({ complaintId: state.id, facts }) };
}

/** The rules fail for this case: it stays as it is, and the watchdog has it tried again. */
function unreadable({ stored: { subject }, messages }: Deciding): AdvancedCase {
  return {
    status: subject.status,
    sequence: subject.sequence,
    nextDueBy: null,
    isOver: isFinal(subject.status),
    outcomes: messages.map(() => ({ kind: 'failed' })),
    toWake: [],
    labels: null,
  };
}
