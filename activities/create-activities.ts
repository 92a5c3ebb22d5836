import { activityInfo, heartbeat } from '@temporalio/activity';
import type { AdvanceInput } from '../database/cases/advance-input';
import type { Instant } from '../domain/instant';
import type { AdvanceResult, createAdvanceCase } from './advance-case';
import { withoutDetails } from './without-details';
import type { createMoveOutageCases } from './move-outage-cases';
import type { createWriteDigests } from './write-digests';
import type { createWriteWeeklyReport } from './write-weekly-report';

export interface ActivityDeps {
  advanceCase: ReturnType<typeof createAdvanceCase>;
  writeDigests: ReturnType<typeof createWriteDigests>;
  writeWeeklyReport: ReturnType<typeof createWriteWeeklyReport>;
  moveOutageCases: ReturnType<typeof createMoveOutageCases>;
}

export type Activities = ReturnType<typeof createActivities>;

/** The activities that workflows call. Each may run twice; its effect counts once. */
export function createActivities({
  advanceCase,
  writeDigests,
  writeWeeklyReport,
  moveOutageCases,
}: ActivityDeps) {
  return {
    /** One transaction: timeline events, the row that people read, and the notifications to send. */
    advanceCase: (input: AdvanceInput): Promise<AdvanceResult> => withoutDetails(() => advanceCase(input)),

    writeDigests: (input: { at: Instant }): Promise<number> => withoutDetails(() => writeDigests(input)),

    writeWeeklyReport: (input: { at: Instant }): Promise<number> =>
      withoutDetails(() => writeWeeklyReport(input)),

    /** By the engine's clock, which tests can move forward. */
    moveOutageCases: ({ outageId }: { outageId: string }): Promise<boolean> => {
      const at = activityInfo().currentAttemptScheduledTimestampMs;
      return withoutDetails(() => moveOutageCases({ outageId, at }, heartbeat));
    },
  };
}
