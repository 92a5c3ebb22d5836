import { randomUUID } from 'node:crypto';
import type { OutagePreviewView } from '../../api/outages/outage-schemas';
import { caseUrl } from '../desk/list/row-view';
import { staffVisit } from '../desk/staff-visit';
import type { PageHandler } from '../http/serve-page';
import type { Speech } from '../speech';
import { OUTAGES_URL } from './outage-url';
import { showOutages } from './outages-page';
import { typedOutage, wantedOutage } from './typed-outage';

/** Rows of about half a kilobyte; the sums above them are of all. */
const ROWS_AT_MOST = 100;

/** What would happen, before anything does; the button below it declares the outage. */
export const previewPage: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const { speech, session } = staff;
  const { say, names, time } = speech;
  const typed = typedOutage(visit.form);
  const read = wantedOutage(typed, { city: site.city, speech });
  if ('faults' in read) return showOutages(site, staff, { typed, faults: read.faults, status: 422 });
  const { agency, hours, reason } = read.wanted;
  const { credential } = session;
  const preview = await site.carryOutOutages.preview({ agency, hours, credential });
  const title = say('outages.preview.title', { agency: names.agency(agency), hours: time.number(hours) });
  return {
    kind: 'page',
    status: 200,
    template: 'outages/preview',
    title,
    view: {
      heading: title,
      ...{ agency, hours, reason, back: OUTAGES_URL, action: OUTAGES_URL },
      csrf: session.csrf,
      key: randomUUID(),
      sentences: sentencesOf(preview, speech),
      rows: preview.items.slice(0, ROWS_AT_MOST).map((item) => rowOf(item, speech)),
      more: moreOf(preview, speech),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: false,
  };
};

function sentencesOf(preview: OutagePreviewView, { say, time }: Speech): string[] {
  const { open, moved, saved, until } = preview;
  const [all, some] = [time.number(open), time.number(moved)];
  return [
    say('outages.preview.until', { time: time.long(Date.parse(until)) }),
    moved === 0
      ? say('outages.preview.movesNone', { open: all })
      : say('outages.preview.moves', { moved: some, open: all }),
    ...(saved > 0 ? [say('outages.preview.saves', { saved: time.number(saved) })] : []),
    ...(open > moved ? [say('outages.preview.stays', { count: time.number(open - moved) })] : []),
  ];
}

type Item = OutagePreviewView['items'][number];

function rowOf({ trackingCode, resolveBy, newResolveBy, deadlines, ...item }: Item, speech: Speech) {
  const { say, names, time } = speech;
  const moved = (from: string, to: string) => ({
    to: time.long(Date.parse(to)),
    from: say('outages.preview.from', { time: time.long(Date.parse(from)) }),
  });
  const [next] = deadlines;
  return {
    code: trackingCode,
    url: caseUrl(trackingCode),
    kind: names.category(item.category),
    district: names.district(item.district),
    promise: resolveBy === newResolveBy ? null : moved(resolveBy, newResolveBy),
    next: next ? { word: say(`outages.preview.${next.waitsFor}`), ...moved(next.dueBy, next.movedTo) } : null,
    saved: say(deadlines.some(({ saved }) => saved) ? 'outages.preview.saved' : 'outages.preview.safe'),
    isSaved: deadlines.some(({ saved }) => saved),
  };
}

function moreOf({ items }: OutagePreviewView, { say, time }: Speech): string | null {
  const count = items.length - ROWS_AT_MOST;
  return count > 0 ? say('outages.preview.more', { count: time.number(count) }) : null;
}
