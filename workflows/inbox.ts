import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  setDefaultSignalHandler,
  setDefaultUpdateHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { AdvanceResult } from '../activities/advance-case';
import type { CaseMessage } from '../domain/case-message';
import { openAlarm } from './alarm';
import { REFUSED, RULE_FAILED, wakeSignal, type ActResult } from './messages';

/** More at once would make a transaction long. */
const BATCH = 50;
/** Updates that one run takes before it hands over to a fresh one: the server refuses more than 2,000 for ever. */
const UPDATES_PER_RUN = 500;

interface Waiting {
  message: CaseMessage;
  answer(result: AdvanceResult, index: number): void;
}

export type Batch = readonly Waiting[];

/**
 * Takes every update and signal of a case in the order in which they come, whatever their names, and keeps its one
 * timer. To be opened before the first await: messages may already wait.
 */
export function openInbox() {
  const alarm = openAlarm();
  let waiting: Waiting[] = [];
  let isWoken = false;
  let updates = 0;
  let signals = 0;

  setDefaultUpdateHandler((name, payload): Promise<ActResult> => {
    updates += 1;
    // Within an update's handler there always is one.
    const id = requestIdIn(payload) ?? currentUpdateInfo()!.id;
    return new Promise((resolve, reject) => {
      const message: CaseMessage = { id, kind: 'update', name, payload, at: Date.now() };
      waiting.push({ message, answer: (result, index) => answerSender(result, index, { resolve, reject }) });
    });
  });

  setDefaultSignalHandler((name, payload) => {
    signals += 1;
    // The same again after a reset, which gives the run another id.
    const id = `${workflowInfo().originalExecutionRunId}/signal/${signals}`;
    const message: CaseMessage = { id, kind: 'signal', name, payload, at: Date.now() };
    waiting.push({ message, answer: () => undefined });
  });

  setHandler(wakeSignal, () => {
    isWoken = true;
  });

  const isFull = () => updates >= UPDATES_PER_RUN || workflowInfo().continueAsNewSuggested;

  return {
    /**
     * Waits for messages, a wake-up or the deadline. @returns what came; null when this run is to end: the case is over,
     * or a fresh run has to go on
     */
    async next({ nextDueBy, isOver }: AdvanceResult): Promise<Batch | null> {
      // A timer that nobody needs any more ends with the run; to cancel it would be one more event.
      if (!isOver) alarm.setTo(nextDueBy);
      const hasNews = () => waiting.length > 0 || isWoken || (!isOver && alarm.isRinging());
      const isAtEnd = () => (isOver || isFull()) && allHandlersFinished();
      await condition(() => hasNews() || isAtEnd());
      if (!hasNews()) return null;
      isWoken = false;
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      return batch;
    },
    /** Tells each sender what became of their message. */
    answer(batch: Batch, result: AdvanceResult): void {
      batch.forEach((each, index) => each.answer(result, index));
    },
  };
}

/** The same for each attempt at one request; whoever names none is known by the update's own id. */
function requestIdIn(payload: unknown): string | null {
  const { requestId } = (payload ?? {}) as { requestId?: unknown };
  return typeof requestId === 'string' ? requestId : null;
}

interface Sender {
  resolve(result: ActResult): void;
  reject(failure: ApplicationFailure): void;
}

function answerSender(
  { outcomes, status, sequence }: AdvanceResult,
  index: number,
  { resolve, reject }: Sender,
): void {
  const outcome = outcomes[index];
  if (outcome?.kind === 'done') resolve({ status, sequence });
  else if (outcome?.kind === 'refused') {
    const { act, code } = outcome.refusal;
    reject(ApplicationFailure.nonRetryable(`${act} is refused: ${code}`, REFUSED, outcome.refusal));
  } else reject(ApplicationFailure.nonRetryable('a rule failed', RULE_FAILED));
}
