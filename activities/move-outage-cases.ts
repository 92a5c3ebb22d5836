import { createHash } from 'node:crypto';
import type { Cases } from '../database/cases/advance-case';
import type { Outage } from '../database/readers/outage-reader';
import type { OutageCaseState, OutageJob, OutageWork } from '../database/stores/outage-work';
import type { Act } from '../domain/acts';
import type { Actor } from '../domain/actor';
import type { Outcome } from '../domain/advance';
import { messageOf } from '../domain/case-message';
import type { Instant } from '../domain/instant';

export interface MoveOutageCasesDeps {
  outages: Pick<OutageWork, 'next' | 'record' | 'postpone'>;
  cases: Pick<Cases, 'advance'>;
  /** Wakes a case's workflow, if the engine can be reached. */
  wake: (complaintId: string) => void;
}

export interface MoveInput {
  outageId: string;
  /** By the engine's clock. */
  at: Instant;
}

class OutageChanged extends Error {
  override readonly name = 'OutageChanged';
}

/** The rules failed for one case: the others go on, and this one is tried again. */
class CaseNotMoved extends Error {
  override readonly name = 'CaseNotMoved';
}

/** Cases that one run of the activity handles; that takes some seconds. */
const CASES_PER_RUN = 200;
/** Kept low, since acts by people use the same connections. */
const CASES_AT_ONCE = 4;

/**
 * Moves the deadlines of some of an outage's cases, or moves them back by what was not used of its hours. After a
 * crash it is safe to repeat: each request counts once per case.
 * @returns whether nothing is left to do
 */
export function createMoveOutageCases({ outages, cases, wake }: MoveOutageCasesDeps) {
  async function moveOne(
    job: OutageJob,
    { id, clockOffsetMs }: OutageJob['cases'][number],
    at: Instant,
  ): Promise<void> {
    const { outage, act: name } = job;
    const message = messageOf({
      act: actOf(job),
      actor: actorOf(outage, name),
      requestId: requestIdOf({ outageId: outage.id, act: name, complaintId: id }),
    });
    const theirs = at + clockOffsetMs;
    const moved = await cases.advance({
      complaintId: id,
      messages: [{ ...message, at: theirs }],
      at: theirs,
    });
    const state = stateAfter(name, moved.outcomes[0]);
    // Deadlines that moved later need no wake: the timer goes off at the old instant, and the case is looked at
    // again.
    if (state === 'given_back') wake(id);
    await outages.record({ outageId: outage.id, complaintId: id, state });
  }

  /** @returns the error, or null when the case is done */
  async function tryOne(
    job: OutageJob,
    moving: OutageJob['cases'][number],
    at: Instant,
  ): Promise<Error | null> {
    try {
      await moveOne(job, moving, at);
      return null;
    } catch (error) {
      await outages.postpone({ outageId: job.outage.id, complaintId: moving.id });
      return error instanceof Error ? error : new Error('unknown');
    }
  }

  /** @param onProgress called every few cases, so that the engine soon notices a worker that died */
  return async ({ outageId, at }: MoveInput, onProgress: () => void): Promise<boolean> => {
    const job = await outages.next({ outageId, limit: CASES_PER_RUN });
    if (!job) return true;
    const errors: (Error | null)[] = [];
    for (let start = 0; start < job.cases.length; start += CASES_AT_ONCE) {
      const some = job.cases.slice(start, start + CASES_AT_ONCE);
      errors.push(...(await Promise.all(some.map((each) => tryOne(job, each, at)))));
      onProgress();
    }
    const [error] = errors;
    // With no progress at all, throw, so that the engine waits before the next attempt; otherwise the next run
    // starts with the remaining cases.
    if (error && errors.every((each) => each !== null)) throw error;
    return false;
  };
}

function actOf({ act, outage }: OutageJob): Act {
  const { id: shift, agency, hours } = outage;
  return act === 'shift' ? { act, shift, agency, hours } : { act, shift };
}

/** Whoever declared the outage, or called it off, by the id within their credential. */
function actorOf({ createdBy, undoneBy }: Outage, act: OutageJob['act']): Actor {
  const credential = act === 'shift' ? createdBy : (undoneBy ?? createdBy);
  return { kind: 'command_centre', ref: credential.slice(credential.indexOf(':') + 1) };
}

function requestIdOf({
  outageId,
  act,
  complaintId,
}: {
  outageId: string;
  act: string;
  complaintId: string;
}): string {
  return createHash('sha256')
    .update(JSON.stringify(['outage', outageId, act, complaintId]))
    .digest('hex');
}

function stateAfter(act: OutageJob['act'], outcome: Outcome | undefined): OutageCaseState {
  if (outcome?.kind === 'done') return act === 'shift' ? 'shifted' : 'given_back';
  if (outcome?.kind !== 'refused') throw new CaseNotMoved();
  const { code } = outcome.refusal;
  // Called off in the meantime: the next run moves the deadlines back.
  if (code === 'invalid') throw new OutageChanged();
  if (act === 'shift') return code === 'already_shifted' ? 'shifted' : 'left';
  return code === 'not_shifted' ? 'left' : 'kept';
}
