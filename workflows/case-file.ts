import { condition, currentUpdateInfo, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import { apply } from '../domain/apply';
import type { Case } from '../domain/complaint';
import { notificationsFor } from '../domain/notifications';
import { nextDueBy } from '../domain/settle';
import { isFinal } from '../domain/statuses';
import type { TimelineEvent } from '../domain/timeline';
import { isCaseMoved, postgres } from './postgres';

/** Updates that one run takes before it hands over to a fresh one: the server refuses more than 2,000 for ever. */
const UPDATES_PER_RUN = 500;

export type CaseFile = ReturnType<typeof openCaseFile>;

/** The case as this execution knows it, and the only way to change it. */
export function openCaseFile(complaintId: string) {
  let known: Case | undefined;
  let heard = false;
  let updates = 0;
  // Grows when the stored case turned out to be ahead: what was decided before that is not written any more.
  let edition = 0;
  let writing: Promise<unknown> = Promise.resolve();

  function current(): Case {
    if (!known) throw new RangeError('the case is not loaded yet');
    return known;
  }

  async function load(): Promise<void> {
    known = await postgres((activities) => activities.load(complaintId));
    edition += 1;
  }

  /** @returns false when the stored case had moved on; it is loaded again then. */
  async function write(
    events: TimelineEvent[],
    before: Case,
    after: Case,
    decidedOn: number,
  ): Promise<boolean> {
    if (decidedOn !== edition) return false;
    const { state } = after;
    const notifications = notificationsFor(events, before.state);
    try {
      await postgres((activities) =>
        activities.record({ complaintId, events, state, nextDueBy: nextDueBy(after), notifications }),
      );
      setCurrentDetails(
        `${state.status}, ${state.agency}, level ${state.escalationLevel}, cycle ${state.cycle}`,
      );
      return true;
    } catch (error) {
      if (!isCaseMoved(error)) throw error;
      await load();
      return false;
    }
  }

  /** Takes events into the case at once, so that the next decision knows them, and writes them in their order. */
  async function record(events: TimelineEvent[]): Promise<boolean> {
    const before = current();
    const state = events.reduce(
      (at, event) => apply({ state: at, policy: before.policy }, event),
      before.state,
    );
    const after = (known = { ...before, state });
    const decidedOn = edition;
    const previous = writing;
    const mine = (async () => {
      // Whoever waits for the previous write hears of its failure; this one only waits for its turn.
      await previous.catch(() => undefined);
      return write(events, before, after, decidedOn);
    })();
    writing = mine;
    return mine;
  }

  /**
   * Decides on the case as it is now and writes the result to Postgres; decides anew when the stored case turns out
   * to be ahead of this execution (another run's last write, an operator's reset).
   */
  async function commit(decideOn: (current: Case) => TimelineEvent[]): Promise<void> {
    for (;;) {
      const events = decideOn(current());
      if (events.length === 0 || (await record(events))) return;
    }
  }

  return {
    complaintId,
    current,
    load,
    commit,
    /** From here on messages are decided; those that came earlier have waited. */
    hearMessages: () => {
      heard = true;
    },
    /** Whether nothing can happen any more and its end is on the timeline. */
    async isOver(): Promise<boolean> {
      let awaited: Promise<unknown> | undefined;
      while (awaited !== writing) {
        awaited = writing;
        await awaited;
      }
      return isFinal(current().state.status);
    },
    isHeard: () => heard,
    untilHeard: () => condition(() => heard),
    countUpdate: () => {
      updates += 1;
      return currentUpdateInfo()?.id;
    },
    /** Whether this run has grown so long that a fresh one should go on. */
    isThick: () => updates >= UPDATES_PER_RUN || workflowInfo().continueAsNewSuggested,
  };
}
