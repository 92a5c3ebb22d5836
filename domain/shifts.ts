import type { Act } from './acts';
import type { Checkpoint, ComplaintState, Shift } from './complaint';
import { MS_PER_HOUR, type Instant } from './instant';
import { resolveBy } from './promise';
import type { RefusalCode } from './refusal';
import type { Fact, TimelineEvent } from './timeline';

/** Most hours by which one outage moves the deadlines of its cases: two weeks. */
export const SHIFT_MAX_HOURS = 336;

type ShiftedFact = Extract<Fact, { type: 'shifted' }>;
type Shifted = Extract<TimelineEvent, { type: 'shifted' }>;
interface ShiftAct<Name extends 'shift' | 'unshift'> {
  act: Extract<Act, { act: Name }>;
  at: Instant;
}

/** Why an outage does not move the deadlines of a case, or null. */
export function shiftRefusal(state: ComplaintState, { act, at }: ShiftAct<'shift'>): RefusalCode | null {
  const { hours } = act;
  if (!Number.isInteger(hours) || hours < 1 || hours > SHIFT_MAX_HOURS) return 'invalid';
  if (act.agency !== state.agency) return 'other_agency';
  if (shiftOf(state, act.shift)) return 'already_shifted';
  return state.checkpoints.some((checkpoint) => isToCome(checkpoint, at)) ? null : 'nothing_to_shift';
}

/**
 * Why calling off an outage does not move a case's deadlines back, or null. A case keeps its shift when it is
 * reassigned.
 */
export function unshiftRefusal(state: ComplaintState, { act, at }: ShiftAct<'unshift'>): RefusalCode | null {
  const shift = shiftOf(state, act.shift);
  if (!shift) return 'not_shifted';
  const isMoved = givenBack(state, { shift, at }).some(
    ({ dueBy }, index) => dueBy !== state.checkpoints[index]?.dueBy,
  );
  return isMoved ? null : 'nothing_to_shift';
}

export function shiftFact(state: ComplaintState, { act, at }: ShiftAct<'shift'>): ShiftedFact {
  const { shift, hours } = act;
  return factOf(state, { shift, hours }, moved(state, { hours, at }));
}

/** Call it only when `unshiftRefusal` returned null. */
export function unshiftFact(state: ComplaintState, { act, at }: ShiftAct<'unshift'>): ShiftedFact {
  const shift = shiftOf(state, act.shift);
  if (!shift) throw new RangeError('a shift that never was cannot be undone');
  const { id, hours } = shift;
  return factOf(state, { shift: id, hours, undone: true }, givenBack(state, { shift, at }));
}

/**
 * What a running outage of its agency does to a complaint at receipt: its deadlines start to count at the outage's
 * end, as if they had been moved like those of the agency's other cases.
 */
export function shiftAtReceipt(state: ComplaintState, outage: { id: string; until: Instant }): Shifted {
  const at = state.receivedAt;
  const hours = (outage.until - at) / MS_PER_HOUR;
  const fact = factOf(state, { shift: outage.id, hours }, moved(state, { hours, at }));
  return { ...fact, sequence: state.sequence + 1, at, actor: { kind: 'system' } };
}

/** The case after its deadlines were moved, or moved back by what was left of the hours. */
export function withShift(state: ComplaintState, { at, data }: Shifted): Partial<ComplaintState> {
  const others = shiftsOf(state).filter(({ id }) => id !== data.shift);
  if (!data.undone) {
    const shift = { id: data.shift, at, hours: data.hours };
    return { checkpoints: moved(state, shift), shifts: [...others, shift] };
  }
  const shift = shiftOf(state, data.shift);
  return shift ? { checkpoints: givenBack(state, { shift, at }), shifts: others } : {};
}

function factOf(
  state: ComplaintState,
  data: Pick<ShiftedFact['data'], 'shift' | 'hours' | 'undone'>,
  checkpoints: Checkpoint[],
): ShiftedFact {
  const promises = { promisedBy: resolveBy(state), resolveBy: resolveBy({ ...state, checkpoints }) };
  return { type: 'shifted', data: { ...data, ...promises } };
}

function moved({ checkpoints }: ComplaintState, { hours, at }: { hours: number; at: Instant }): Checkpoint[] {
  return checkpoints.map((checkpoint) =>
    isToCome(checkpoint, at) ? { ...checkpoint, dueBy: checkpoint.dueBy + toMs(hours) } : checkpoint,
  );
}

/** Moves pending deadlines back by what is left of the hours, but never before the current instant. */
function givenBack(
  { checkpoints }: ComplaintState,
  { shift, at }: { shift: Shift; at: Instant },
): Checkpoint[] {
  const unusedMs = Math.max(0, toMs(shift.hours) - (at - shift.at));
  return checkpoints.map((checkpoint) =>
    isToCome(checkpoint, at)
      ? { ...checkpoint, dueBy: Math.max(checkpoint.dueBy - unusedMs, at) }
      : checkpoint,
  );
}

/** When the hours of an outage that moved the case are over. */
export function shiftEnd({ at, hours }: Pick<Shift, 'at' | 'hours'>): Instant {
  return at + toMs(hours);
}

/** The hours are a fraction for a complaint that was filed during the outage. */
function toMs(hours: number): number {
  return Math.round(hours * MS_PER_HOUR);
}

function isToCome({ state, dueBy }: Checkpoint, at: Instant): boolean {
  return state === 'pending' && dueBy >= at;
}

function shiftOf(state: ComplaintState, id: string): Shift | undefined {
  return shiftsOf(state).find((shift) => shift.id === id);
}

/** Missing in the state of a case that was loaded before outages existed. */
function shiftsOf({ shifts = [] }: Partial<Pick<ComplaintState, 'shifts'>>): Shift[] {
  return shifts;
}
