import { heartbeat } from '@temporalio/activity';
import type { Legacy } from '../domain/absorption';
import type { Act } from '../domain/acts';
import type { Case } from '../domain/complaint';
import type { Instant } from '../domain/instant';
import type { RefusalCode } from '../domain/refusal';
import type { CaseStore, RecordInput } from '../database/stores/case-store';
import { withoutDetails } from './failures';
import type { createMoveOutageCases } from './move-outage-cases';
import type { ReferenceCheck } from './reference-check';
import type { createWriteDigests } from './write-digests';
import type { createWriteWeeklyReport } from './write-weekly-report';

export interface ActivityDeps {
  cases: CaseStore;
  references: ReferenceCheck;
  /** Carries a message to the workflow of another complaint, which is started if it was lost. */
  survivors: { absorb(survivorId: string, legacy: Legacy): Promise<void> };
  writeDigests: ReturnType<typeof createWriteDigests>;
  writeWeeklyReport: ReturnType<typeof createWriteWeeklyReport>;
  moveOutageCases: ReturnType<typeof createMoveOutageCases>;
}

export type Activities = ReturnType<typeof createActivities>;

/** What the workflow needs of the world. Each may run twice: they are keyed by complaint and sequence. */
export function createActivities({
  cases,
  references,
  survivors,
  writeDigests,
  writeWeeklyReport,
  moveOutageCases,
}: ActivityDeps) {
  return {
    /** The case as its timeline tells it, with the policy that it pinned. */
    load: (complaintId: string): Promise<Case> =>
      withoutDetails(async () => (await cases.load(complaintId)).case),

    /** One transaction: timeline events, the row that people read, and the notifications that have to leave. */
    record: (input: RecordInput): Promise<void> => withoutDetails(() => cases.record(input)),

    /** Whether an integrator's act names things that exist; the API checks the same before it sends an act. */
    checkReferences: (input: { complaintId: string; act: Act }): Promise<RefusalCode | null> =>
      withoutDetails(() => references.check(input)),

    tellSurvivor: ({ survivorId, legacy }: { survivorId: string; legacy: Legacy }): Promise<void> =>
      withoutDetails(() => survivors.absorb(survivorId, legacy)),

    writeDigests: (input: { at: Instant }): Promise<number> => withoutDetails(() => writeDigests(input)),

    writeWeeklyReport: (input: { at: Instant }): Promise<number> =>
      withoutDetails(() => writeWeeklyReport(input)),

    moveOutageCases: (input: { outageId: string }): Promise<boolean> =>
      withoutDetails(() => moveOutageCases(input, heartbeat)),
  };
}
