import { randomUUID } from 'node:crypto';
import { loadCityPack } from '../../city/load-city-pack';
import { selectRows } from '../../database/select-rows';
import { createCaseStore, type RecordInput } from '../../database/stores/case-store';
import { createIntakeStore } from '../../database/stores/intake-store';
import type { NewComplaint } from '../../database/stores/new-complaint';
import { createPolicyStore } from '../../database/stores/policy-store';
import type { StoredPhoto } from '../../database/stores/stored-photo';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { apply } from '../../domain/apply';
import { assign } from '../../domain/assignment';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import type { Case } from '../../domain/complaint';
import { decide } from '../../domain/decide';
import type { Instant } from '../../domain/instant';
import { notificationsFor } from '../../domain/notifications';
import { nextDueBy } from '../../domain/settle';
import type { TimelineEvent } from '../../domain/timeline';
import { kotaJambi } from '../city/pack-folders';
import { newComplaint } from '../support/new-complaint';
import { createTestDatabase } from '../support/test-database';

export const centre: Actor = { kind: 'command_centre' };

/** A database with a policy, and the stores to bring complaints into it as the product does. */
export async function openDesk() {
  const [database, city] = await Promise.all([createTestDatabase(), loadCityPack(kotaJambi)]);
  const { db } = database;
  await createPolicyStore({ db }).save(city.policy);
  const intake = createIntakeStore({ db });
  const cases = createCaseStore({ db, city });

  async function file(changes: Partial<NewComplaint> = {}): Promise<ComplaintRecord> {
    return (await intake.file(newComplaint({ city, ...changes }))).complaint;
  }

  /** Files it and sends it to its agency. */
  async function fileAssigned(changes: Partial<NewComplaint> = {}): Promise<ComplaintRecord> {
    const complaint = await file(changes);
    const before = (await cases.load(complaint.id)).case;
    await cases.record(recordOf(before, assign(before, complaint.receivedAt + 1)));
    return complaint;
  }

  /** @throws Error when the rules refuse it */
  async function act(
    complaintId: string,
    wanted: Act,
    { actor = centre, at = Date.now() } = {},
  ): Promise<void> {
    const before = (await cases.load(complaintId)).case;
    await cases.record(recordOf(before, decided(before, { act: wanted, actor, at })));
  }

  /** No complaint any more; the policy stays. */
  async function empty(): Promise<void> {
    await selectRows(db, { sql: 'TRUNCATE complaints, api_keys, audit_entries CASCADE' });
  }

  return { ...database, city, cases, intake, file, fileAssigned, act, empty };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export function decided(before: Case, command: { act: Act; actor: Actor; at: Instant }): TimelineEvent[] {
  const decision = decide(before, command);
  if ('refusal' in decision) throw new Error(`refused: ${decision.refusal.code}`);
  return decision.events;
}

/** What the workflow hands to the record activity. */
export function recordOf(before: Case, events: TimelineEvent[]): RecordInput {
  const after = events.reduce((at, event) => ({ ...at, state: apply(at, event) }), before);
  return {
    complaintId: before.state.id,
    events,
    state: after.state,
    nextDueBy: nextDueBy(after),
    notifications: notificationsFor(events, before.state),
  };
}

export function storedPhoto(): StoredPhoto {
  return { id: randomUUID(), width: 800, height: 600, bytes: 12_345 };
}
