import type { CityPack, Language } from '../city/city-pack';
import type { Case } from '../domain/complaint';
import type { Instant } from '../domain/instant';
import { replayTimeline } from '../domain/replay-timeline';
import { cityNames, type CityNames } from './city-names';
import type { TimeFormat } from './format-time';
import type { LinkSigner } from './link-signer';
import type { Say, Translator } from './locales';
import type { MailComplaint, MailEvent, MailMaterial, MailPerson } from './mail-material';
import { mailUrls, type MailUrls } from './mail-urls';
import type { Recipient, StaffRecipient } from './recipients';

export interface MailDeps {
  city: CityPack;
  links: LinkSigner;
  publicUrl: string;
  translator: Translator;
  /** The pack's time zone in each shipped language. */
  times: Readonly<Record<Language, TimeFormat>>;
}

/** All that one mail is written from, whoever it goes to. */
export interface MailContext {
  city: CityPack;
  language: Language;
  say: Say;
  names: CityNames;
  time: TimeFormat;
  urls: MailUrls;
  /** The case as it stood right after the event. */
  case: Case;
  complaint: MailComplaint;
  event: MailEvent;
  timeline: MailEvent[];
  mergedInto: { trackingCode: string } | null;
  /** The case's clock. */
  now: Instant;
}

export interface StaffContext extends MailContext {
  recipient: StaffRecipient;
}

export interface ReaderContext extends MailContext {
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

export function staffContext(
  deps: MailDeps,
  { recipient, ...input }: ContextInput & { recipient: StaffRecipient },
): StaffContext {
  const current = caseAfter(input.material);
  const urls = mailUrls({
    publicUrl: deps.publicUrl,
    links: deps.links,
    trackingCode: input.material.complaint.trackingCode,
    complaintId: input.material.complaint.id,
    recipient: input.reference,
    generation: current.state.assignment,
    photoPurpose: 'act',
  });
  return { ...contextOf(deps, input, { current, urls, language: deps.city.defaultLanguage }), recipient };
}

export function readerContext(
  deps: MailDeps,
  {
    recipient,
    person,
    ...input
  }: ContextInput & { recipient: Exclude<Recipient, StaffRecipient>; person: MailPerson },
): ReaderContext {
  const { complaint } = input.material;
  const isReporter = recipient.role === 'reporter';
  const urls = mailUrls({
    publicUrl: deps.publicUrl,
    links: deps.links,
    trackingCode: complaint.trackingCode,
    complaintId: isReporter ? recipient.complaintId : complaint.id,
    recipient: input.reference,
    generation: person.tokenGeneration,
    photoPurpose: isReporter ? 'reporter' : 'stop',
  });
  const language = deps.city.languages.find((each) => each === person.language) ?? deps.city.defaultLanguage;
  const reporter = isReporter && recipient.complaintId === complaint.id ? 'reporter' : 'merged';
  return {
    ...contextOf(deps, input, { current: caseAfter(input.material), urls, language }),
    reader: isReporter ? reporter : 'supporter',
    person,
    confirmed: person.emailConfirmedAt !== null,
  };
}

function contextOf(
  { city, translator, times }: MailDeps,
  { material, now }: ContextInput,
  { current, urls, language }: { current: Case; urls: MailUrls; language: Language },
): MailContext {
  const say = translator.in(language);
  return {
    city,
    language,
    say,
    names: cityNames(city, language, say),
    time: times[language],
    urls,
    case: current,
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

function lastOf(timeline: MailEvent[]): MailEvent {
  const last = timeline.at(-1);
  if (!last) throw new RangeError('a mail needs the event that caused it');
  return last;
}
