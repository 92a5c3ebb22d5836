import type { CityPack } from '../../../city/city-pack';
import type { Told } from '../../../database/readers/told-reader';
import { parseRecipient } from '../../../mail/recipients';
import { officeName } from '../../office-name';
import type { Speech } from '../../speech';

export interface ToldView {
  who: string;
  what: string;
  state: string;
  /** Colours of the state. */
  mark: Told['state'];
  at: string;
  iso: string;
  /** How often it was tried, and what the last attempt met with. */
  attempts: string | null;
}

interface Words {
  city: CityPack;
  speech: Speech;
  names: ReadonlyMap<string, string>;
  complaintId: string;
}

/** Who was told what, in words and without anybody's address; those who said “me too” stand together. */
export function toldViews(told: readonly Told[], words: Words): ToldView[] {
  return together(told).map(({ row, count }) => toldView(row, count, words));
}

interface Together {
  row: Told;
  count: number;
}

function together(told: readonly Told[]): Together[] {
  const groups = new Map<string, Together>();
  told.forEach((row, index) => {
    const isSupporter = row.recipient.startsWith('supporter:');
    const key = isSupporter ? `${row.sequence} ${row.kind} ${row.state}` : String(index);
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { row, count: 1 });
  });
  return [...groups.values()];
}

function toldView(row: Told, count: number, words: Words): ToldView {
  const { say, time } = words.speech;
  return {
    who: whoOf(row, count, words),
    what: say(`case.told.kinds.${row.kind}`),
    state: say(`case.told.states.${row.state}`),
    mark: row.state,
    at: time.medium(row.at),
    iso: new Date(row.at).toISOString(),
    attempts: attemptsOf(row, words.speech),
  };
}

function attemptsOf(
  { state, attempts, nextAttemptAt, lastError }: Told,
  { say, time }: Speech,
): string | null {
  if (state === 'sent')
    return attempts > 1 ? say('case.told.attempts', { count: time.number(attempts) }) : null;
  if (lastError === null) return null;
  if (state === 'suppressed') return reasonOf(lastError, say);
  const failed = say('case.told.failed', { count: time.number(attempts), code: lastError });
  return state === 'pending'
    ? `${failed} ${say('case.told.next', { time: time.medium(nextAttemptAt) })}`
    : failed;
}

/** Why nobody was to get it. */
const REASONS = [
  'no_address',
  'no_person',
  'mails_stopped',
  'inactive',
  'not_theirs',
  'gone',
  'unconfirmed_budget',
] as const;

function reasonOf(code: string, say: Speech['say']): string {
  const known = REASONS.find((each) => each === code);
  return known ? say(`case.told.reasons.${known}`) : say('case.told.because', { code });
}

function whoOf({ recipient: reference }: Told, count: number, words: Words): string {
  const { say, time } = words.speech;
  const recipient = parseRecipient(reference);
  switch (recipient.role) {
    case 'reporter':
      return say(
        recipient.complaintId === words.complaintId ? 'case.told.reporter' : 'case.told.otherReporter',
      );
    case 'supporter':
      return say('case.told.supporters', { count: time.number(count) });
    case 'staff':
      return words.names.get(recipient.id) ?? say('desk.asked.somebody');
    default:
      return officeName(recipient, words);
  }
}
