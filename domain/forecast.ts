import type { Case, Checkpoint, ComplaintState } from './complaint';
import type { Instant } from './instant';
import type { EscalationLevel } from './policy';
import { requirementOf } from './promise';
import { settle } from './settle';
import type { Requirement, TimelineEvent } from './timeline';

/** A checkpoint that will be missed if nobody acts. */
export interface ForecastMiss {
  /** Its name: hours after the start of the cycle. */
  checkpointHours: number;
  /** By the case's own clock. */
  dueBy: Instant;
  /** What it waits for. */
  waitsFor: Requirement;
  /** The level that the case is at afterwards. */
  level: EscalationLevel;
  /** Whether that is higher than before. */
  climbs: boolean;
  /** Whether the promise to the reporter is missed with it. */
  missesTarget: boolean;
}

/** What the passing of time alone does to a case before `until`: the rules of the clock themselves, asked ahead. */
export function forecast(current: Case, until: Instant): ForecastMiss[] {
  const { state } = current;
  const misses: ForecastMiss[] = [];
  let level = state.escalationLevel;
  for (const event of settle(current, until)) {
    const checkpoint = checkpointOf(event, state);
    if (!checkpoint) continue;
    const before = level;
    if (event.type === 'escalated') ({ level } = event.data);
    const known = misses.find(({ checkpointHours }) => checkpointHours === checkpoint.hours);
    const missesTarget = event.type === 'target_missed';
    if (known) known.missesTarget ||= missesTarget;
    else misses.push({ ...aboutOf(checkpoint, state), level, climbs: level > before, missesTarget });
  }
  return misses;
}

/** The checkpoint that an event is about; none for reminders. */
function checkpointOf(
  { type, data }: TimelineEvent,
  { checkpoints }: ComplaintState,
): Checkpoint | undefined {
  const isMiss = type === 'escalated' || type === 'target_missed' || type === 'noted';
  if (!isMiss || !('checkpointHours' in data)) return undefined;
  return checkpoints.find(({ hours }) => hours === data.checkpointHours);
}

function aboutOf(checkpoint: Checkpoint, { targetHours }: ComplaintState) {
  const { hours, dueBy } = checkpoint;
  return { checkpointHours: hours, dueBy, waitsFor: requirementOf(checkpoint, targetHours) };
}
