import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { executeAct, type ExecuteActDeps } from '../api/acts/execute-act';
import type { EventHub } from '../api/live/event-hub';
import type { ComplaintReader } from '../database/readers/complaint-reader';
import type { Telling, ToldReader } from '../database/readers/told-reader';
import { createWorkLoop, type WorkLoop } from './work-loop';

export interface ToldRelayDeps extends ExecuteActDeps {
  told: ToldReader;
  complaints: Pick<ComplaintReader, 'byId'>;
  live: Pick<EventHub, 'subscribe'>;
  logger: Pick<Logger, 'warn' | 'info'>;
  pollMs?: number;
}

/** A telling waits this long at most if its delivery's notification did not reach this process. */
const POLL_MS = 15_000;
const AT_ONCE = 8;

/**
 * Tells each answered case what became of telling its reporter: the row of a sent mail is the outbox. Every api
 * process runs one; it does not matter which of them is first, or how often one is told.
 */
export function createToldRelay(deps: ToldRelayDeps): Pick<WorkLoop, 'start' | 'stop'> {
  const { told, live, logger, pollMs = POLL_MS } = deps;

  async function tellAll(): Promise<boolean> {
    let failure: unknown = null;
    for (let after: string | null = null; ;) {
      const page: Telling[] = await told.tellings({ after, limit: AT_ONCE });
      // One case that cannot go on does not hold up the others.
      for (const each of await Promise.allSettled(page.map((telling) => tell(deps, telling))))
        if (each.status === 'rejected') failure = each.reason;
      if (page.length < AT_ONCE) break;
      after = page.at(-1)?.complaintId ?? null;
    }
    if (failure !== null) throw failure;
    return false;
  }

  const loop = createWorkLoop({
    work: tellAll,
    pollMs,
    logger,
    logs: {
      fails: 'cases cannot be told that their reporters were told; still trying',
      works: 'cases are told again that their reporters were told',
    },
  });
  let unsubscribe: () => void = () => undefined;
  return {
    start(): void {
      unsubscribe = live.subscribe('delivered', loop.wake);
      loop.start();
    },
    async stop(): Promise<void> {
      unsubscribe();
      await loop.stop();
    },
  };
}

/** A refusal means that the case has gone on: somebody objected, or it was closed. */
async function tell(deps: ToldRelayDeps, { complaintId, answer, by }: Telling): Promise<void> {
  const complaint = await deps.complaints.byId(complaintId);
  if (!complaint) return;
  const outcome = await executeAct(deps, {
    complaint,
    act: { act: 'tell', by, answer },
    actor: { kind: 'system' },
    requestId: createHash('sha256')
      .update(JSON.stringify(['told', complaintId, answer, by]))
      .digest('hex'),
  });
  if (outcome.kind === 'failed' || outcome.kind === 'unavailable')
    throw new Error(`telling is ${outcome.kind}`);
}
