import { randomUUID } from 'node:crypto';
import { loadCityPack } from '../../city/load-city-pack';
import { createCases, type Cases } from '../../database/cases/advance-case';
import { createCaseReader } from '../../database/cases/case-reader';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { selectRows } from '../../database/select-rows';
import { createIntakeStore } from '../../database/stores/intake-store';
import type { NewComplaint } from '../../database/stores/new-complaint';
import { createPolicyStore } from '../../database/stores/policy-store';
import { createStaffStore } from '../../database/stores/staff-store';
import type { StoredPhoto } from '../../database/stores/insert-photos';
import type { Act, ToldBy } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import type { Outcome } from '../../domain/advance';
import { messageOf } from '../../domain/case-message';
import type { Instant } from '../../domain/instant';
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
  const onFailure: Parameters<typeof createCases>[0]['onFailure'] = ({ error }) => {
    throw error;
  };
  const cases: Cases = createCases({ db, city, onFailure });

  const { load } = createCaseReader({ db });

  async function file(changes: Partial<NewComplaint> = {}): Promise<ComplaintRecord> {
    return (await intake.file(newComplaint({ city, ...changes }))).complaint;
  }

  /** Lets time pass until `at`; the first call assigns the complaint to its agency. */
  async function look(complaintId: string, at: Instant): Promise<void> {
    await cases.advance({ complaintId, messages: [], at });
  }

  /** Files a complaint and assigns it to its agency. */
  async function fileAssigned(changes: Partial<NewComplaint> = {}): Promise<ComplaintRecord> {
    const complaint = await file(changes);
    await look(complaint.id, complaint.receivedAt + 1);
    return complaint;
  }

  async function ask(
    complaintId: string,
    act: Act,
    { actor = centre, at = Date.now(), requestId = randomUUID() as string } = {},
  ): Promise<Outcome | undefined> {
    const message = { ...messageOf({ act, actor, requestId }), at };
    return (await cases.advance({ complaintId, messages: [message], at })).outcomes[0];
  }

  /** @throws Error when the rules refuse it */
  async function act(...asked: Parameters<typeof ask>): Promise<void> {
    const outcome = await ask(...asked);
    if (outcome?.kind !== 'done') throw new Error(`not done: ${JSON.stringify(outcome)}`);
  }

  /** Says that the reporter was told of the standing answer, as the api's relay does. */
  async function tell(complaintId: string, by: ToldBy = 'mail', at = Date.now()): Promise<void> {
    const { answerSequence } = (await load(complaintId)).state;
    const told = { act: 'tell', by, answer: answerSequence ?? 0 } as const;
    await act(complaintId, told, { actor: { kind: 'system' }, at });
  }

  /** The id of a new member of an agency's staff. */
  async function hire(agency: string): Promise<string> {
    const email = `${randomUUID()}@${agency}.example`;
    const member = { name: 'Dewi', email, role: 'officer', agency, language: 'id' } as const;
    return (await createStaffStore({ db }).add(member, { by: 'test' })).id;
  }

  /** Removes all complaints; the policy stays. */
  async function empty(): Promise<void> {
    await selectRows(db, { sql: 'TRUNCATE complaints, api_keys, audit_entries CASCADE' });
  }

  return { ...database, city, cases, intake, load, file, fileAssigned, look, ask, act, tell, hire, empty };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export function storedPhoto(): StoredPhoto {
  return { id: randomUUID(), width: 800, height: 600, bytes: 12_345 };
}
