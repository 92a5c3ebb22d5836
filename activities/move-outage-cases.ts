import { createHash } from 'node:crypto';
import type { Act } from '../domain/acts';
import type { Actor } from '../domain/actor';
import type { RefusalCode } from '../domain/refusal';
import type { Outage } from '../database/readers/outage-reader';
import type { OutageCaseState, OutageJob, OutageWork } from '../database/stores/outage-work';

export interface CaseRequest {
  complaintId: string;
  act: Act;
  actor: Actor;
  /** Two requests with the same id are one act. */
  requestId: string;
}

/** `over`: nothing can happen to it any more. */
export type CaseAnswer = { kind: 'done' } | { kind: 'refused'; code: RefusalCode } | { kind: 'over' };

export interface MoveOutageCasesDeps {
  outages: Pick<OutageWork, 'next' | 'settle' | 'postpone'>;
  cases: {
    /** @throws when the case cannot be reached now; the same request may be sent again */
    act(request: CaseRequest): Promise<CaseAnswer>;
  };
}

class OutageChanged extends Error {
  override readonly name = 'OutageChanged';
}

/** What a run of the activity takes on; with the messenger's deadline it stays well below the activity's own. */
const CASES_PER_RUN = 40;
/** The cases' own acts by people come through the same worker. */
const CASES_AT_ONCE = 5;

/**
 * Moves the deadlines of some of the cases of an outage, or gives back what was not used of it. Whatever was done before
 * a crash is found done: each case takes the request once. @returns whether nothing is left to do
 */
export function createMoveOutageCases({ outages, cases }: MoveOutageCasesDeps) {
  async function moveOne(job: OutageJob, complaintId: string): Promise<void> {
    const { outage, act } = job;
    const answer = await cases.act({
      complaintId,
      act: actOf(job),
      actor: actorOf(outage, act),
      requestId: requestIdOf({ outageId: outage.id, act, complaintId }),
    });
    await outages.settle({ outageId: outage.id, complaintId, state: stateAfter(act, answer) });
  }

  /** @returns what stood in the way, null when it is done */
  async function tryOne(job: OutageJob, complaintId: string): Promise<Error | null> {
    try {
      await moveOne(job, complaintId);
      return null;
    } catch (error) {
      await outages.postpone({ outageId: job.outage.id, complaintId });
      return error instanceof Error ? error : new Error('unknown');
    }
  }

  /** @param onProgress called every few seconds, so that the engine soon notices a worker that died */
  return async ({ outageId }: { outageId: string }, onProgress: () => void): Promise<boolean> => {
    const job = await outages.next({ outageId, limit: CASES_PER_RUN });
    if (!job) return true;
    const faults: (Error | null)[] = [];
    for (let start = 0; start < job.complaintIds.length; start += CASES_AT_ONCE) {
      const some = job.complaintIds.slice(start, start + CASES_AT_ONCE);
      faults.push(...(await Promise.all(some.map((id) => tryOne(job, id)))));
      onProgress();
    }
    const [fault] = faults;
    // Without any progress the engine lets some time pass; with some, the next run begins with the others.
    if (fault && faults.every((each) => each !== null)) throw fault;
    return false;
  };
}

function actOf({ act, outage }: OutageJob): Act {
  const { id: shift, agency, hours } = outage;
  return act === 'shift' ? { act, shift, agency, hours } : { act, shift };
}

/** Whoever declared it, or called it off, by the id within their credential. */
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

function stateAfter(act: OutageJob['act'], answer: CaseAnswer): OutageCaseState {
  if (answer.kind === 'done') return act === 'shift' ? 'shifted' : 'given_back';
  const code = answer.kind === 'refused' ? answer.code : null;
  // Called off meanwhile: the next run asks for what was done to it.
  if (code === 'invalid') throw new OutageChanged();
  if (act === 'shift') return code === 'already_shifted' ? 'shifted' : 'left';
  return code === 'not_shifted' ? 'left' : 'kept';
}
