import type { CityPack, Language } from '../city/city-pack';
import { isAgencyRole, type Actor } from '../domain/actor';
import { apply } from '../domain/apply';
import type { Case, ComplaintState } from '../domain/complaint';
import type { Instant } from '../domain/instant';
import { replayTimeline } from '../domain/replay-timeline';
import { cityNames, type CityNames } from '../locale/city-names';
import type { TimeFormat } from '../locale/time-format';
import type { LinkSigner } from '../links/link-signer';
import type { Translate, Translator } from '../locale/translator';
import type { MailComplaint, MailEvent, MailMaterial, MailMember, MailPerson } from './mail-material';
import { deskUrls, complaintUrls, type ReaderUrls, type StaffUrls } from '../links/complaint-urls';
import type { MemberRecipient, ReaderRecipient, StaffRecipient } from '../city/recipients';

export interface MailDeps {
  city: CityPack;
  links: LinkSigner;
  publicUrl: string;
  translator: Translator;
  /** The pack's time zone in each shipped language. */
  times: Readonly<Record<Language, TimeFormat>>;
}

/** Everything that a mail is written from, whoever the recipient. */
export interface MailContext {
  city: CityPack;
  language: Language;
  t: Translate;
  names: CityNames;
  time: TimeFormat;
  /** The case right after the event. */
  case: Case;
  /** The case's current state. */
  latest: ComplaintState;
  complaint: MailComplaint;
  event: MailEvent;
  timeline: MailEvent[];
  mergedInto: { trackingCode: string } | null;
  /** The case's clock. */
  now: Instant;
}

export interface StaffContext extends MailContext {
  urls: StaffUrls;
  recipient: StaffRecipient | MemberRecipient;
  /** The actor that the recipient is when they act. */
  actor: Actor;
  /** The member named by `staff:<id>`; null for an office. */
  member: MailMember | null;
}

export interface ReaderContext extends MailContext {
  urls: ReaderUrls;
  recipient: ReaderRecipient;
  /** `merged`: the reporter of a complaint that was merged into this one. */
  reader: 'reporter' | 'merged' | 'supporter';
  person: MailPerson;
  confirmed: boolean;
}

interface ContextInput {
  material: MailMaterial;
  /** Reference of the recipient, as on the notification row. */
  reference: string;
  now: Instant;
}

/** Context of a mail to an office, whose holder acts from the mailbox. */
export function staffContext(
  deps: MailDeps,
  { recipient, ...input }: ContextInput & { recipient: StaffRecipient },
): StaffContext {
  const current = caseAfter(input.material);
  const urls = complaintUrls({
    publicUrl: deps.publicUrl,
    links: deps.links,
    trackingCode: input.material.complaint.trackingCode,
    complaintId: input.material.complaint.id,
    recipient: input.reference,
    generation: current.state.assignment,
  });
  const context = contextOf(deps, input, { current, language: deps.city.defaultLanguage });
  return { ...context, urls, recipient, actor: officeActor(recipient), member: null };
}

/** Context of a mail to one person, who signs in to act: once deactivated, their mails no longer open any case. */
export function memberContext(
  deps: MailDeps,
  { recipient, member, ...input }: ContextInput & { recipient: MemberRecipient; member: MailMember },
): StaffContext {
  const { trackingCode } = input.material.complaint;
  const urls = deskUrls({ publicUrl: deps.publicUrl, trackingCode });
  const current = caseAfter(input.material);
  const context = contextOf(deps, input, { current, language: languageOf(deps.city, member.language) });
  return { ...context, urls, recipient, actor: memberActor(member), member };
}

function officeActor(recipient: StaffRecipient): Actor {
  if (recipient.role === 'command_centre') return { kind: 'command_centre' };
  return { kind: recipient.role === 'agency' ? 'officer' : recipient.role, agency: recipient.agency };
}

/** @throws RangeError for an agency role without an agency */
function memberActor({ id, role, agency }: MailMember): Actor {
  if (!isAgencyRole(role)) return { kind: role, ref: id };
  if (agency === null) throw new RangeError(`"${role}" is a role of an agency`);
  return { kind: role, agency, ref: id };
}

/** The wanted language if the city uses it, otherwise the city's default. */
export function languageOf({ languages, defaultLanguage }: CityPack, wanted: string): Language {
  return languages.find((each) => each === wanted) ?? defaultLanguage;
}

export function readerContext(
  deps: MailDeps,
  { recipient, person, ...input }: ContextInput & { recipient: ReaderRecipient; person: MailPerson },
): ReaderContext {
  const { complaint } = input.material;
  const isReporter = recipient.role === 'reporter';
  const urls = complaintUrls({
    publicUrl: deps.publicUrl,
    links: deps.links,
    trackingCode: complaint.trackingCode,
    complaintId: isReporter ? recipient.complaintId : complaint.id,
    recipient: input.reference,
    generation: person.tokenGeneration,
  });
  const language = languageOf(deps.city, person.language);
  const reporter = isReporter && recipient.complaintId === complaint.id ? 'reporter' : 'merged';
  return {
    ...contextOf(deps, input, { current: caseAfter(input.material), language }),
    urls,
    recipient,
    reader: isReporter ? reporter : 'supporter',
    person,
    confirmed: person.emailConfirmedAt !== null,
  };
}

function contextOf(
  { city, translator, times }: MailDeps,
  { material, now }: ContextInput,
  { current, language }: { current: Case; language: Language },
): MailContext {
  const t = translator.in(language);
  return {
    city,
    language,
    t,
    names: cityNames(city, language, t),
    time: times[language],
    case: current,
    latest: latestOf(current, material),
    complaint: material.complaint,
    event: lastOf(material.timeline),
    timeline: material.timeline,
    mergedInto: material.mergedInto,
    now: now + material.complaint.clockOffsetMs,
  };
}

function caseAfter({ complaint, policy, timeline }: MailMaterial): Case {
  return { state: replayTimeline({ id: complaint.id, events: timeline, policy }), policy };
}

function latestOf({ state, policy }: Case, { since }: MailMaterial): ComplaintState {
  return since.reduce((before, event) => apply({ state: before, policy }, event), state);
}

function lastOf(timeline: MailEvent[]): MailEvent {
  const last = timeline.at(-1);
  if (!last) throw new RangeError('a mail needs the event that caused it');
  return last;
}
