import { absorb } from './absorption';
import { ACT_NAMES } from './act-rules';
import type { ActName } from './acts';
import { parseMessage, type ActRequest, type CaseMessage } from './case-message';
import { decide } from './decide';
import type { Instant } from './instant';
import { mergeRefusal } from './merging';
import { broughtUpTo, notBefore, withEvents, type OpenCase } from './open-case';
import { referenceRefusal, type References } from './references';
import type { Refusal, RefusalCode } from './refusal';
import { isFinal } from './statuses';
import { handedOver } from './succession';

/** The outcome of a message. */
export type Outcome =
  /** `isRepeat`: it had counted before, and nothing was added this time. */
  | { kind: 'done'; isRepeat: boolean }
  | { kind: 'refused'; refusal: Refusal }
  /** A rule threw an error; nothing in the message counts. */
  | { kind: 'failed' };

export interface Advanced {
  subject: OpenCase;
  /** Complaints that others were merged into, by id. */
  survivors: ReadonlyMap<string, OpenCase>;
  /** In the order of the messages. */
  outcomes: Outcome[];
  /** Whether a rule threw an error, so that the passing of time could not be recorded. */
  isStuck: boolean;
}

export interface AdvanceInput {
  subject: OpenCase;
  messages: readonly CaseMessage[];
  /** By the clock of the case's workflow. */
  at: Instant;
  references: References;
  /**
   * Called with each error that a rule threw, and the id of the message that it failed; null when no message did.
   */
  onFailure: (error: unknown, messageId: string | null) => void;
}

/**
 * Advances a case: decides each message on the state that the ones before it left, then lets time pass
 * until `at`. When a rule throws an error, only the message being decided fails.
 */
export function advance({ subject, messages, at, references, onFailure }: AdvanceInput): Advanced {
  let advanced: Omit<Advanced, 'isStuck' | 'outcomes'> = { subject, survivors: references.survivors };
  const outcomes = messages.map((message): Outcome => {
    try {
      const answered = answer(advanced, message, references);
      advanced = answered;
      return answered.outcome;
    } catch (error) {
      onFailure(error, message.id);
      return { kind: 'failed' };
    }
  });
  try {
    const subject = handedOver(broughtUpTo(advanced.subject, at), references, at);
    return { ...advanced, subject, outcomes, isStuck: false };
  } catch (error) {
    onFailure(error, null);
    return { ...advanced, outcomes, isStuck: true };
  }
}

type Cases = Pick<Advanced, 'subject' | 'survivors'>;
type Answered = Cases & { outcome: Outcome };

function answer(cases: Cases, message: CaseMessage, references: References): Answered {
  if (cases.subject.requestIds.has(message.id))
    return { ...cases, outcome: { kind: 'done', isRepeat: true } };
  const assigned = { ...cases, subject: withAgency(cases.subject, message.at, references) };
  const request = parseMessage(message);
  const answered = request
    ? execute(assigned, { ...request, message }, references)
    : refuse(assigned, 'invalid', message.name);
  if (answered.outcome.kind !== 'refused' || message.kind === 'update') return answered;
  const { code } = answered.outcome.refusal;
  return { ...answered, subject: withRefusedSignal(answered.subject, message, code) };
}

/**
 * Makes sure that the case is with its agency before a message is decided: it may not have been assigned yet, or
 * its agency may have been retired since.
 */
function withAgency(subject: OpenCase, at: Instant, references: References): OpenCase {
  const { status, agency } = subject.case.state;
  const isSettled = status !== 'submitted' && references.heirOf(agency) === null;
  return isSettled ? subject : handedOver(broughtUpTo(subject, at), references, at);
}

function execute(
  cases: Cases,
  { act, actor, message }: ActRequest & { message: CaseMessage },
  references: References,
): Answered {
  const at = notBefore(cases.subject, message.at);
  const decision = decide(cases.subject.case, {
    ...{ act, actor, at, requestId: message.id },
    others: references.others,
  });
  if ('refusal' in decision) return { ...cases, outcome: { kind: 'refused', refusal: decision.refusal } };
  const code = referenceRefusal(cases.subject.case, act, references);
  if (code) return refuse(cases, code, act.act);
  const executed: Answered = {
    subject: withEvents(cases.subject, decision.events),
    survivors: cases.survivors,
    outcome: { kind: 'done', isRepeat: false },
  };
  if (act.act !== 'merge') return executed;
  const survivor = survivorOf(cases, { id: act.into, at });
  if (!survivor) return refuse(cases, 'not_mergeable', act.act);
  const refusal = mergeRefusal(facts(cases.subject), facts(survivor));
  if (refusal) return refuse(cases, refusal, act.act);
  return {
    ...executed,
    survivors: new Map(cases.survivors).set(act.into, withMerged(survivor, executed.subject)),
  };
}

/** The complaint to merge into, brought up to the same moment by its own clock; null when there is none. */
function survivorOf({ subject, survivors }: Cases, { id, at }: { id: string; at: Instant }): OpenCase | null {
  const stored = survivors.get(id);
  return stored ? broughtUpTo(stored, at - subject.clockOffsetMs + stored.clockOffsetMs) : null;
}

function facts({ case: { state }, confidential }: OpenCase) {
  return { ...state, confidential };
}

function withMerged(survivor: OpenCase, merged: OpenCase): OpenCase {
  const at = notBefore(survivor, merged.lastAt - merged.clockOffsetMs + survivor.clockOffsetMs);
  return withEvents(survivor, absorb(survivor.case, { merged: merged.case.state, at }));
}

function refuse(cases: Cases, code: RefusalCode, act: string): Answered {
  const { status } = cases.subject.case.state;
  return { ...cases, outcome: { kind: 'refused', refusal: { code, act: nameOf(act), status } } };
}

/**
 * Nobody waits for the outcome of a signal, so a refused one is recorded as a note while the case is not final.
 */
function withRefusedSignal(subject: OpenCase, { id, name, at }: CaseMessage, refusal: RefusalCode): OpenCase {
  const { status, sequence } = subject.case.state;
  if (isFinal(status)) return subject;
  return withEvents(subject, [
    {
      type: 'noted',
      data: { kind: 'signal_refused', act: nameOf(name), refusal },
      sequence: sequence + 1,
      at: notBefore(subject, at),
      actor: { kind: 'system' },
      requestId: id,
    },
  ]);
}

/** Anyone with access to the engine may have chosen the name, and it stays on the timeline. */
function nameOf(name: string): ActName | 'unknown' {
  return ACT_NAMES.find((known) => known === name) ?? 'unknown';
}
