import { can } from '../../../domain/permissions';
import { cleanText, oneLine } from '../../../mail/clean-text';
import { staffFacts, type StaffFact } from '../../complaint/staff-facts';
import type { Speech } from '../../speech';
import { caseUrl } from '../list/row-view';
import type { CaseFile } from './read-case';

/** Who has it and until when, who of the agency, and by which application it came. */
export function caseFacts({ shown, names, application, staff: { speech } }: CaseFile): StaffFact[] {
  const { officer } = shown.complaint;
  const name = officer === null ? undefined : names.get(officer);
  const [holder, ...rest] = staffFacts({ shown, speech });
  const { say } = speech;
  const agency = { label: say('case.facts.agency'), value: speech.names.agency(shown.case.state.agency) };
  return [
    agency,
    { label: say('desk.columns.officer'), value: name ?? say('desk.row.nobody') },
    ...(holder && holder.value !== agency.value ? [holder] : []),
    ...rest,
    ...originFact({ application, reference: shown.complaint.externalReference, speech }),
  ];
}

function originFact(input: {
  application: string | null;
  reference: string | null;
  speech: Speech;
}): StaffFact[] {
  const { application, reference, speech } = input;
  if (application === null) return [];
  const value = [application, reference]
    .filter((part) => part !== null)
    .map(oneLine)
    .join(' · ');
  return [{ label: speech.say('case.facts.origin'), value }];
}

export interface ReporterView {
  /** Why there is nothing to read of them; null when there is. */
  withheld: string | null;
  lines: { label: string; text: string; url: string | null }[];
}

/** Who complained, to those who may know. */
export function reporterView({ shown, complaint, staff: { speech, actor } }: CaseFile): ReporterView {
  const { say } = speech;
  const { reporter } = shown.view;
  if (complaint.reporterLeftAt !== null) return { withheld: say('case.reporter.left'), lines: [] };
  if (complaint.anonymous) return { withheld: say('case.reporter.anonymous'), lines: [] };
  if (!can(actor, 'view_reporter', complaint)) return { withheld: say('case.reporter.notYours'), lines: [] };
  const line = (name: 'name' | 'email', url: ((text: string) => string) | null) => {
    const text = oneLine(reporter?.[name] ?? '');
    return text === '' ? [] : [{ label: say(`case.reporter.${name}`), text, url: url && url(text) }];
  };
  const lines = [
    ...line('name', null),
    ...line('email', (text) => `mailto:${encodeURIComponent(text)}`),
    ...phonesOf(reporter?.phone ?? '').map((number) => ({
      label: say('case.reporter.phone'),
      text: number,
      url: `tel:${number.replace(/[^\d+]/g, '')}`,
    })),
  ];
  return { withheld: lines.length === 0 ? say('case.reporter.unknown') : null, lines };
}

/** The API keeps several numbers with a comma between. */
function phonesOf(kept: string): string[] {
  return oneLine(kept)
    .split(', ')
    .filter((number) => number !== '');
}

export interface PublicityView {
  words: string;
  track: string;
  /** What may be changed about it; null for who may not. */
  change: { action: string; hidden: 'yes' | 'no'; label: string } | null;
}

/** What the public sees of it. */
export function publicityView({ complaint, staff: { speech, actor } }: CaseFile): PublicityView {
  const { say } = speech;
  const isHidden = complaint.hiddenAt !== null;
  const url = caseUrl(complaint.trackingCode);
  return {
    words: say(`case.publicity.${publicityOf(complaint)}`),
    track: `/track/${complaint.trackingCode}`,
    change: can(actor, 'hide', complaint)
      ? {
          action: `${url}/visibility`,
          hidden: isHidden ? 'no' : 'yes',
          label: say(isHidden ? 'case.publicity.show' : 'case.publicity.hide'),
        }
      : null,
  };
}

function publicityOf({ confidential, reporterLeftAt, hiddenAt, published }: CaseFile['complaint']) {
  if (confidential) return 'confidential';
  if (reporterLeftAt !== null) return 'left';
  if (hiddenAt !== null) return 'hidden';
  return published ? 'shown' : 'unpublished';
}

/** Complaints that ended in this one; other agencies' by their public pages. */
export function relatedViews({ absorbed, staff: { speech, actor } }: CaseFile) {
  return absorbed.map((each) => {
    const isMine = can(actor, 'view_internal', each);
    const code = each.trackingCode;
    return {
      code,
      url: isMine ? caseUrl(code) : `/track/${code}`,
      words: isMine ? cleanText(each.description) : speech.names.district(each.district),
    };
  });
}
