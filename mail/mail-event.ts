import type { EventType } from '../domain/timeline';
import type { CityNames } from '../locale/city-names';
import type { MailContext } from './mail-context';
import type { MailEvent } from './mail-material';

/**
 * The event, narrowed to the type that this kind of mail expects; another type is a bug in the planning of
 * notifications.
 */
export function eventOf<T extends EventType>(
  { event }: MailContext,
  type: T,
): Extract<MailEvent, { type: T }> {
  if (!isOfType(event, type)) throw new RangeError(`a mail about "${type}" was caused by "${event.type}"`);
  return event;
}

function isOfType<T extends EventType>(event: MailEvent, type: T): event is Extract<MailEvent, { type: T }> {
  return event.type === type;
}

/** Who works on it: its agency, or the command centre in its place. */
export function workingOffice({ names, case: { state } }: Pick<MailContext, 'names' | 'case'>): string {
  return state.takenOver ? names.centreInFull : names.agency(state.agency);
}

/** The office that did something: the command centre, or one of the agency that has the complaint. */
export function actingOffice(
  { names, case: { state } }: Pick<MailContext, 'names' | 'case'>,
  { actor }: MailEvent,
): string {
  if (actor.kind === 'command_centre') return names.centreInFull;
  const level = { supervisor: 1, agency_head: 2, officer: 0, reporter: 0, system: 0 } as const;
  return names.office(level[actor.kind], state.agency);
}

/** Who reassigned a complaint: the agency that had it, or the command centre. */
export function passedOnBy(
  { names }: { names: CityNames },
  event: Extract<MailEvent, { type: 'reassigned' }>,
): string {
  return event.actor.kind === 'command_centre' ? names.centreInFull : names.agency(event.data.from);
}
