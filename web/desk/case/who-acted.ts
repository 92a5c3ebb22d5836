import type { TimelineActor } from '../../../domain/actor';
import type { Locale } from '../../../locale/locale';

interface Words {
  locale: Locale;
  /** Names of staff, by their ids. */
  names: ReadonlyMap<string, string>;
}

/** Who did something: the person if one signed in, else the office of the mailbox or key; null for the clock. */
export function whoActed(actor: TimelineActor, { locale, names }: Words): string | null {
  if (actor.kind === 'system') return null;
  if (actor.kind === 'reporter') return locale.t('case.by.reporter');
  const office = officeOf(actor, locale);
  const person = actor.ref === undefined ? undefined : names.get(actor.ref);
  return person === undefined ? office : locale.t('case.by.person', { person, office });
}

function officeOf({ kind, agency }: TimelineActor, { names }: Locale): string {
  if (agency === undefined) return names.centreInFull;
  return names.office(kind === 'supervisor' ? 1 : kind === 'agency_head' ? 2 : 0, agency);
}
