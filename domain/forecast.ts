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
  /** The fact that it waits for. */
  waitsFor: Requirement;
  /** The case's level after the miss. */
  level: EscalationLevel;
  /** Whether that level is higher than before. */
  climbs: boolean;
  /** Whether this also misses the promise to the reporter. */
  missesTarget: boolean;
}

/** What the passing of time alone will do to a case before `until`, by the same rules that settle it. */
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

/** The checkpoint that an event is about; undefined for a reminder. */
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
