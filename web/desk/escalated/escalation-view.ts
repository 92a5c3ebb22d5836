import type { Escalation, DeskRow } from '../../../database/readers/desk-reader';
import type { PagesContext } from '../../pages-context';
import type { Locale } from '../../../locale/locale';
import { caseUrl } from '../case-url';
import { rowView, type RowView } from '../list/row-view';
import type { StaffRequest } from '../../sign-in/staff-request';
import { escalationReason } from '../escalation-reason';
import { askedViews, namesOfAsked, type AskedView } from './asked-view';

export interface EscalationView {
  row: RowView;
  why: string;
  holder: string;
  asked: AskedView[];
  acts: { url: string; label: string }[];
}

export async function escalationViews(
  pages: PagesContext,
  staff: StaffRequest,
  rows: readonly DeskRow[],
): Promise<EscalationView[]> {
  const escalations = await pages.desk.escalations(rows.map(({ id }) => id));
  const names = await namesOfAsked(pages, rows, [...escalations.values()]);
  const { locale } = staff;
  const context = { locale, officers: names, acts: false, picked: new Set<string>() };
  return rows.flatMap((row) => {
    const escalation = escalations.get(row.id);
    if (!escalation) return [];
    return [
      {
        row: rowView(row, context),
        why: whyOf(row, escalation, locale),
        holder: locale.names.office(row.takenOver ? 3 : 0, row.agency),
        asked: askedViews(pages.city, escalation, { locale, names }),
        acts: actsOf(row, staff),
      },
    ];
  });
}

function whyOf({ decisionPending }: DeskRow, escalation: Escalation, locale: Locale): string {
  const { t, time } = locale;
  if (decisionPending) return t('desk.why.third_hand_over', { time: time.long(escalation.at) });
  return escalationReason(escalation, locale);
}

/** The forms are on the case's own page, next to everything that one should know before sending them. */
function actsOf(row: DeskRow, { actor, locale: { t } }: StaffRequest): EscalationView['acts'] {
  const isCentre = actor.kind === 'command_centre';
  if (row.takenOver && !isCentre) return [];
  const names = [
    ...(isCentre && !row.takenOver ? (['take_over'] as const) : []),
    ...(row.resolveBy < row.now ? [] : (['extend'] as const)),
    'reassign' as const,
    ...(row.takenOver ? [] : (['nudge'] as const)),
  ];
  return names.map((name) => ({
    // Because of the query, the form also opens without script.
    url: `${caseUrl(row.trackingCode)}?do=${name}#${name}`,
    label: t(`desk.acts.${name}`),
  }));
}
