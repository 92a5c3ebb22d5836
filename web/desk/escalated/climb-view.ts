import type { Climb, DeskRow } from '../../../database/readers/desk-reader';
import type { Site } from '../../site';
import type { Speech } from '../../speech';
import { caseUrl, rowView, type RowView } from '../list/row-view';
import type { StaffVisit } from '../staff-visit';
import { whyClimbed } from '../why-climbed';
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
        holder: speech.names.office(row.takenOver ? 3 : 0, row.agency),
        asked: askedViews(site.city, climb, { speech, names }),
        acts: actsOf(row, staff),
      },
    ];
  });
}

function whyOf({ decisionPending }: DeskRow, climb: Climb, speech: Speech): string {
  const { say, time } = speech;
  if (decisionPending) return say('desk.why.third_hand_over', { time: time.long(climb.at) });
  return whyClimbed(climb, speech);
}

/** The forms stand on the case's own page, with all that there is to know before one is sent. */
function actsOf(row: DeskRow, { actor, speech: { say } }: StaffVisit): ClimbView['acts'] {
  const isCentre = actor.kind === 'command_centre';
  if (row.takenOver && !isCentre) return [];
  const names = [
    ...(isCentre && !row.takenOver ? (['take_over'] as const) : []),
    ...(row.resolveBy < row.now ? [] : (['extend'] as const)),
    'reassign' as const,
    ...(row.takenOver ? [] : (['nudge'] as const)),
  ];
  return names.map((name) => ({
    // By the query it opens without a script, too.
    url: `${caseUrl(row.trackingCode)}?do=${name}#${name}`,
    label: say(`desk.acts.${name}`),
  }));
}
