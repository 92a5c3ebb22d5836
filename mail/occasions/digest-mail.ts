import type { Instant } from '../../domain/instant';
import { cityNames, type CityNames } from '../../locale/city-names';
import type { TimeFormat } from '../../locale/time-format';
import type { Translate } from '../../locale/translator';
import { chipOf } from '../mail-chip';
import { languageOf, type MailDeps } from '../mail-context';
import { staffGreeting } from '../mail-frame';
import { baseOf } from '../../links/complaint-urls';
import type { MemberRecipient } from '../../city/recipients';
import type { MailRow, MailSection, MailView } from '../mail-view';
import { openUrgency, type Urgency } from '../../domain/urgency';
import {
  DIGEST_SECTIONS,
  type DigestCase,
  type DigestMaterial,
  type DigestSection,
} from './occasional-material';
import { occasionalView } from './occasional-view';

interface Words {
  t: Translate;
  names: CityNames;
  time: TimeFormat;
}

/**
 * The morning digest of a supervisor, or of a mailbox that chose it: what is late, what is due today, and cases
 * without news for a day.
 */
export function digestMail(deps: MailDeps, { material, reader, now }: DigestInput): MailView {
  const { digest, member } = material;
  const language = member ? languageOf(deps.city, member.language) : deps.city.defaultLanguage;
  const t = deps.translator.in(language);
  const words: Words = { t, names: cityNames(deps.city, language, t), time: deps.times[language] };
  return occasionalView(deps, {
    language,
    greeting: staffGreeting({ ...words, recipient: reader, member, city: deps.city, language }),
    subject: subjectOf(words, material),
    lead: [t('occasions.digest.lead', { time: words.time.long(now) })],
    sections: DIGEST_SECTIONS.flatMap((section) => sectionOf(words, section, digest[section])),
    button: { label: t('occasions.digest.list'), url: `${baseOf(deps)}/desk` },
    notes: digest.silent.count > 0 ? [t('occasions.digest.silentHint')] : [],
  });
}

/** A supervisor, as an office or as a person, or a mailbox. */
export type DigestReader = { role: 'supervisor' | 'agency'; agency: string } | MemberRecipient;

interface DigestInput {
  material: DigestMaterial;
  reader: DigestReader;
  /** Real time of sending. */
  now: Instant;
}

function subjectOf({ t, names, time }: Words, { agency: code, digest }: DigestMaterial): string {
  const [late, silent] = [digest.overdue.count, digest.silent.count];
  const due = digest.dueToday.count;
  const agency = names.agency(code);
  const next = digest.dueNext.count;
  if (late + due === 0 && next > 0)
    return t('occasions.digest.subjectNext', { next: time.number(next), agency });
  if (late + due === 0) return t('occasions.digest.subjectSilent', { silent: time.number(silent), agency });
  return t('occasions.digest.subject', { late: time.number(late), due: time.number(due), agency });
}

function sectionOf(
  words: Words,
  section: DigestSection,
  { count, cases }: { count: number; cases: DigestCase[] },
): MailSection[] {
  const { t, time } = words;
  if (count === 0) return [];
  const more = count - cases.length;
  return [
    {
      title: t(`occasions.digest.${section}`, { count: time.number(count) }),
      rows: cases.map((each) => rowOf(words, section, each)),
      more: more > 0 ? t('occasions.digest.more', { count: time.number(more) }) : null,
    },
  ];
}

function rowOf(words: Words, section: DigestSection, one: DigestCase): MailRow {
  const { t, names } = words;
  const urgency = openUrgency({ escalationLevel: one.escalationLevel, nextBy: one.dueBy, now: one.now });
  return {
    chip: chipOf(
      urgency,
      t(`words.urgency.${urgency as Exclude<Urgency, 'aside'>}`, { centre: names.centre }),
    ),
    trackingCode: one.trackingCode,
    what: t('occasions.digest.what', {
      kind: names.category(one.category),
      district: names.district(one.district),
    }),
    hours: hoursOf(words, section, one),
  };
}

function hoursOf(
  { t, time }: Words,
  section: DigestSection,
  { dueBy, silentSince, now }: DigestCase,
): string {
  switch (section) {
    case 'overdue':
      return t('occasions.digest.hoursPast', { duration: time.duration(now - dueBy) });
    case 'dueToday':
    case 'dueNext':
      return t('occasions.digest.hoursLeft', { duration: time.duration(dueBy - now) });
    case 'silent':
      return t('occasions.digest.hoursSilent', { duration: time.duration(now - silentSince) });
  }
}
