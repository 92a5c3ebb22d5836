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

/** Larger batches would make the transaction long. */
const BATCH = 50;
/** Updates per run, before a new run takes over: the server refuses every update after the 2,000th. */
const UPDATES_PER_RUN = 500;

interface Waiting {
  message: CaseMessage;
  answer(result: AdvanceResult, index: number): void;
}

export type Batch = readonly Waiting[];

/**
 * Takes every update and signal of a case in order of arrival, whatever their names, and keeps the case's only
 * timer. Open it before the first await: messages may already be waiting.
 */
export function openInbox() {
  const alarm = openAlarm();
  let waiting: Waiting[] = [];
  let isWoken = false;
  let updates = 0;
  let signals = 0;

  setDefaultUpdateHandler((name, payload): Promise<ActResult> => {
    updates += 1;
    // Always set within an update's handler.
    const id = requestIdIn(payload) ?? currentUpdateInfo()!.id;
    return new Promise((resolve, reject) => {
      const message: CaseMessage = { id, kind: 'update', name, payload, at: Date.now() };
      waiting.push({ message, answer: (result, index) => answerSender(result, index, { resolve, reject }) });
    });
  });

  setDefaultSignalHandler((name, payload) => {
    signals += 1;
    // The same again after a reset, although that gives the run another id.
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
     * Waits for messages, a wake-up or the deadline.
     * @returns what came; null when this run has to end: the case is over, or a new run takes over
     */
    async next({ nextDueBy, isOver }: AdvanceResult): Promise<Batch | null> {
      // A timer that is no longer needed ends with the run; cancelling it would only add an event.
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
    /** Tells each sender the outcome of their message. */
    answer(batch: Batch, result: AdvanceResult): void {
      batch.forEach((each, index) => each.answer(result, index));
    },
  };
}

/** The same for each attempt at one request; without one, the update's own id is used. */
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
