import type { Policy } from '../../domain/policy';

/** The policy of the default city, written out so that a change of the pack does not change what tests expect. */
export const policy: Policy = {
  version: 'test-1',
  checkpoints: [
    { hours: 24, level: 1 },
    { hours: 48, level: 2 },
    { hours: 72, level: 3 },
  ],
  reopenTargetHours: 24,
  objectionWindowHours: 72,
  reminders: { everyHours: 24, forHours: 168, thenEveryHours: 168 },
  handOversByAgencies: 2,
  extensionMaxHours: 72,
};
