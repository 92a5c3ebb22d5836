import type { ActOutcome, ActRequest } from '../../api/complaint-gateway';
import type { CaseStore } from '../../database/stores/case-store';
import { absorb } from '../../domain/absorption';
import { apply } from '../../domain/apply';
import { assign } from '../../domain/assignment';
import type { Case } from '../../domain/complaint';
import { decide } from '../../domain/decide';
import type { Instant } from '../../domain/instant';
import { notificationsFor } from '../../domain/notifications';
import { nextDueBy, settle } from '../../domain/settle';
import type { TimelineEvent } from '../../domain/timeline';

/**
 * Decides acts in this process, with the real rules and the real store, where the engine would: for tests of what
 * stands around it. `clock` is the workflow's.
 */
export function createDirectGateway({ cases, clock }: { cases: CaseStore; clock: () => Instant }) {
  const done = new Set<string>();

  async function record({ state, policy }: Case, events: TimelineEvent[]): Promise<void> {
    const after = events.reduce((at, event) => apply({ state: at, policy }, event), state);
    await cases.record({
      complaintId: state.id,
      events,
      state: after,
      nextDueBy: nextDueBy({ state: after, policy }),
      notifications: notificationsFor(events, state),
    });
  }

  return {
    /** What the workflow does first. */
    async start(complaintId: string): Promise<void> {
      const { case: current } = await cases.load(complaintId);
      await record(current, assign(current, clock()));
    },
    /** What the survivor of a merge does when it is told. */
    async absorb({ survivor, absorbed }: { survivor: string; absorbed: string }): Promise<void> {
      const { case: current } = await cases.load(survivor);
      await record(current, absorb(current, { absorbed: [absorbed], level: 0, at: clock() }));
    },
    /** Lets the clock's checkpoints that have passed be told. */
    async settle(complaintId: string): Promise<void> {
      const { case: current } = await cases.load(complaintId);
      await record(current, settle(current, clock()));
    },
    async act({ complaintId, act, actor, requestId }: ActRequest): Promise<ActOutcome> {
      if (done.has(requestId)) return { kind: 'done' };
      const { case: current } = await cases.load(complaintId);
      const decision = decide(current, { act, actor, at: clock(), requestId });
      if ('refusal' in decision) return { kind: 'refused', refusal: decision.refusal };
      await record(current, decision.events);
      done.add(requestId);
      return { kind: 'done' };
    },
  };
}
