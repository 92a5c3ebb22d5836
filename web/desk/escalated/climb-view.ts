import type { Climb, DeskRow } from '../../../database/readers/desk-reader';
import type { Site } from '../../site';
import type { Speech } from '../../speech';
import { caseUrl, rowView, type RowView } from '../list/row-view';
import type { StaffVisit } from '../staff-visit';
import { askedViews, namesOfAsked, type AskedView } from './asked-view';

export interface ClimbView {
  row: RowView;
  why: string;
  holder: string;
  asked: AskedView[];
  acts: { url: string; label: string }[];
}

export async function climbViews(
  site: Site,
  staff: StaffVisit,
  rows: readonly DeskRow[],
): Promise<ClimbView[]> {
  const climbs = await site.desk.climbs(rows.map(({ id }) => id));
  const names = await namesOfAsked(site, rows, [...climbs.values()]);
  const { speech } = staff;
  const context = { speech, officers: names, acts: false, picked: new Set<string>() };
  return rows.flatMap((row) => {
    const climb = climbs.get(row.id);
    if (!climb) return [];
    return [
      {
        row: rowView(row, context),
        why: whyOf(row, climb, speech),
        holder: speech.names.office(0, row.agency),
        asked: askedViews(site.city, climb, { speech, names }),
        acts: actsOf(row, speech),
      },
    ];
  });
}

function whyOf({ decisionPending }: DeskRow, { raise, at, dueAt }: Climb, { say, time }: Speech): string {
  if (decisionPending) return say('desk.why.third_hand_over', { time: time.long(at) });
  const { cause, checkpointHours } = raise;
  if (cause === 'not_acknowledged' || cause === 'not_resolved') {
    return say(`desk.why.${cause}`, {
      hours: time.number(checkpointHours ?? 0),
      time: time.long(dueAt ?? at),
    });
  }
  return say(`desk.why.${cause}`, { time: time.long(at) });
}

/** The forms stand on the case's own page, with all that there is to know before one is sent. */
function actsOf(row: DeskRow, { say }: Speech): ClimbView['acts'] {
  const names =
    row.resolveBy < row.now ? (['reassign', 'nudge'] as const) : (['extend', 'reassign', 'nudge'] as const);
  return names.map((name) => ({
    url: `${caseUrl(row.trackingCode)}#${name}`,
    label: say(`desk.acts.${name}`),
  }));
}
