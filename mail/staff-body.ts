import type { ActName } from '../domain/acts';
import type { Actor } from '../domain/actor';
import { decide } from '../domain/decide';
import { can, isTakenFrom } from '../domain/permissions';
import { resolveBy } from '../domain/promise';
import { isLegal } from '../domain/act-rules';
import type { MessageKey } from '../locale/translator';
import type { StaffContext } from './mail-context';
import { descriptionQuote, staffFacts, when } from './mail-facts';
import type { MailBody, MailLink } from './mail-view';
import { nextEscalation } from '../domain/next-escalation';
import { timelineLines } from '../locale/timeline-lines';

const HISTORY_LINES = 3;

/** The body of a mail to staff: the parts of its kind, and the complaint with its photos, place and deadlines. */
export function staffBody(
  context: StaffContext,
  {
    quotes = [],
    facts = [],
    actPhotoIds = [],
    ...parts
  }: Pick<MailBody, 'subject' | 'lead'> & Partial<Omit<MailBody, 'photos'>> & { actPhotoIds?: string[] },
): MailBody {
  return {
    history: [],
    button: null,
    links: [],
    notes: [],
    ...parts,
    quotes: [...quotes, ...descriptionQuote(context)],
    photos: photos(context, [...actPhotoIds, ...context.complaint.photoIds]),
    facts: [...staffFacts(context), ...facts],
  };
}

function photos({ urls, t }: StaffContext, photoIds: string[]): MailBody['photos'] {
  return photoIds.flatMap((id, index) => {
    const photo = urls.photo(id, t('mail.frame.photo', { number: String(index + 1) }));
    return photo === null ? [] : [photo];
  });
}

export function kindAndDistrict({ names, complaint, case: { state } }: StaffContext): {
  kind: string;
  district: string;
} {
  return { kind: names.category(state.category), district: names.district(complaint.district) };
}

type Offer = [act: ActName, label: MessageKey];

const OFFERS_UPSTAIRS: Offer[] = [
  ['acknowledge', 'mail.buttons.acknowledge'],
  ['resolve', 'mail.buttons.resolve'],
  ['reassign', 'mail.buttons.reassign'],
  ['extend', 'mail.buttons.extend'],
  ['assign', 'mail.buttons.assign'],
  ['nudge', 'mail.buttons.nudge'],
];

/** Assigning needs the list of staff, whose names a mailbox does not see. */
const AT_THE_DESK: readonly ActName[] = ['assign'];

const OFFERS: Partial<Record<Actor['kind'], Offer[]>> = {
  officer: [
    ['acknowledge', 'mail.buttons.acknowledge'],
    ['start', 'mail.buttons.start'],
    ['resolve', 'mail.buttons.resolve'],
    ['ask', 'mail.buttons.ask'],
    ['reassign', 'mail.buttons.notOurs'],
  ],
  supervisor: OFFERS_UPSTAIRS,
  agency_head: OFFERS_UPSTAIRS,
  command_centre: [
    ['take_over', 'mail.buttons.takeOver'],
    ['reassign', 'mail.buttons.reassign'],
    ['resolve', 'mail.buttons.resolve'],
    ['extend', 'mail.buttons.extend'],
    ['nudge', 'mail.buttons.nudge'],
  ],
};

/** One link per act that the recipient may do now; the first is the button. */
export function actLinks(context: StaffContext): Pick<MailBody, 'button' | 'links'> {
  const offered = (OFFERS[context.actor.kind] ?? []).filter(([act]) => mayNow(context, act));
  const [button = null, ...links] = offered.map(([act, label]): MailLink => ({
    label: context.t(label),
    url: AT_THE_DESK.includes(act) ? context.urls.desk(act) : context.urls.act(act),
  }));
  return { button, links };
}

function mayNow({ actor, complaint, case: current, now }: StaffContext, act: ActName): boolean {
  const { state } = current;
  const ownership = {
    id: complaint.id,
    agency: state.agency,
    filedBy: state.filedBy,
    absorbed: state.absorbed,
    absorbedLeft: state.absorbedLeft,
  };
  if (!isLegal(act, state.status) || !can(actor, act, ownership) || isTakenFrom(actor, state)) return false;
  if (act === 'take_over' || act === 'assign') return !state.takenOver;
  if (act === 'ask' || act === 'nudge') return 'events' in decide(current, { act: { act }, actor, at: now });
  return act !== 'extend' || (!state.extended && now <= resolveBy(state));
}

/** Who is notified if nobody acts; at the top, how often reminders follow. */
export function ifNobodyActs(context: StaffContext): string[] {
  const { t, names, time, case: current } = context;
  const escalation = nextEscalation(current, context.now);
  if (escalation) {
    const level = current.state.takenOver ? 3 : escalation.level;
    const office = names.office(level, current.state.agency);
    return [t('mail.otherwise.escalation', { office, time: when(context, escalation.by) })];
  }
  if (current.state.escalationLevel < 3 || context.actor.kind !== 'command_centre') return [];
  const { everyHours, forHours, thenEveryHours } = current.policy.reminders;
  return [
    t('mail.otherwise.reminders', {
      every: time.number(everyHours),
      days: time.number(forHours / 24),
      then: time.number(thenEveryHours / 24),
    }),
  ];
}

/** The last lines of the timeline before the event, each with its time. */
export function history(context: StaffContext): string[] {
  const { t, names, time, timeline, event, mergedInto } = context;
  const instants = new Map(timeline.map(({ sequence, at, dueAt }) => [sequence, dueAt ?? at]));
  return timelineLines(timeline, {
    t,
    names,
    time,
    reader: 'staff',
    mergedInto: mergedInto?.trackingCode ?? null,
  })
    .filter(({ sequence }) => sequence < event.sequence)
    .slice(-HISTORY_LINES)
    .map(({ sequence, text }) => `${time.long(instants.get(sequence) ?? event.at)}: ${text}`);
}
