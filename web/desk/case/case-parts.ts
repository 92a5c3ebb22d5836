import { can } from '../../../domain/permissions';
import { cleanText, oneLine } from '../../../domain/clean-text';
import { staffFacts, type StaffFact } from '../../complaint/staff-facts';
import type { Locale } from '../../../locale/locale';
import { caseUrl } from '../case-url';
import type { CaseFile } from './read-case';

/** The office that has it and until when, the officer, and the application that filed it. */
export function caseFacts({ shown, names, application, staff: { locale } }: CaseFile): StaffFact[] {
  const { officer } = shown.complaint;
  const name = officer === null ? undefined : names.get(officer);
  const [holder, ...rest] = staffFacts({ shown, locale });
  const { t } = locale;
  const agency = { label: t('case.facts.agency'), value: locale.names.agency(shown.case.state.agency) };
  return [
    agency,
    { label: t('desk.columns.officer'), value: name ?? t('desk.row.nobody') },
    ...(holder && holder.value !== agency.value ? [holder] : []),
    ...rest,
    ...originFact({ application, reference: shown.complaint.externalReference, locale }),
  ];
}

function originFact(input: {
  application: string | null;
  reference: string | null;
  locale: Locale;
}): StaffFact[] {
  const { application, reference, locale } = input;
  if (application === null) return [];
  const value = [application, reference]
    .filter((part) => part !== null)
    .map(oneLine)
    .join(' · ');
  return [{ label: locale.t('case.facts.origin'), value }];
}

export interface ReporterView {
  /** Why nothing about them is shown; null if something is. */
  withheld: string | null;
  lines: { label: string; text: string; url: string | null }[];
}

/** The reporter, for those who may know them. */
export function reporterView({ shown, complaint, staff: { locale, actor } }: CaseFile): ReporterView {
  const { t } = locale;
  const { reporter } = shown.view;
  if (complaint.reporterLeftAt !== null) return { withheld: t('case.reporter.left'), lines: [] };
  if (complaint.anonymous) return { withheld: t('case.reporter.anonymous'), lines: [] };
  if (!can(actor, 'view_reporter', complaint)) return { withheld: t('case.reporter.notYours'), lines: [] };
  const line = (name: 'name' | 'email', url: ((text: string) => string) | null) => {
    const text = oneLine(reporter?.[name] ?? '');
    return text === '' ? [] : [{ label: t(`case.reporter.${name}`), text, url: url && url(text) }];
  };
  const lines = [
    ...line('name', null),
    ...line('email', (text) => `mailto:${encodeURIComponent(text)}`),
    ...phonesOf(reporter?.phone ?? '').map((number) => ({
      label: t('case.reporter.phone'),
      text: number,
      url: `tel:${number.replace(/[^\d+]/g, '')}`,
    })),
  ];
  return { withheld: lines.length === 0 ? t('case.reporter.unknown') : null, lines };
}

/** The API stores several numbers separated by commas. */
function phonesOf(kept: string): string[] {
  return oneLine(kept)
    .split(', ')
    .filter((number) => number !== '');
}

export interface PublicityView {
  words: string;
  track: string;
  /** The change that is possible; null for those who may not change it. */
  change: { action: string; hidden: 'yes' | 'no'; label: string } | null;
}

/** What the public sees of the complaint. */
export function publicityView({ complaint, staff: { locale, actor } }: CaseFile): PublicityView {
  const { t } = locale;
  const isHidden = complaint.hiddenAt !== null;
  const url = caseUrl(complaint.trackingCode);
  return {
    words: t(`case.publicity.${publicityOf(complaint)}`),
    track: `/track/${complaint.trackingCode}`,
    change: can(actor, 'hide', complaint)
      ? {
          action: `${url}/visibility`,
          hidden: isHidden ? 'no' : 'yes',
          label: t(isHidden ? 'case.publicity.show' : 'case.publicity.hide'),
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

/** Complaints that were merged into this one; those of other agencies link to their public pages. */
export function relatedViews({ absorbed, staff: { locale, actor } }: CaseFile) {
  return absorbed.map((each) => {
    const isMine = can(actor, 'view_internal', each);
    const code = each.trackingCode;
    return {
      code,
      url: isMine ? caseUrl(code) : `/track/${code}`,
      words: isMine ? cleanText(each.description) : locale.names.district(each.district),
    };
  });
}
