import { findIn, workingAgencies } from '../../city/directory';
import type { Outage } from '../../database/readers/outage-reader';
import { SHIFT_MAX_HOURS } from '../../domain/shifts';
import { staffVisit, type StaffVisit } from '../desk/staff-visit';
import { faultView, type Fault } from '../filing/fault';
import type { PageHandler } from '../http/serve-page';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { outageView } from './outage-view';
import { NOTHING_TYPED, type TypedOutage } from './typed-outage';

const DONE = ['declared', 'undone'] as const;
const LISTED_AT_MOST = 50;

export const outagesPage: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const done = DONE.find((each) => each === visit.query.done) ?? null;
  const agency = findIn(site.city, 'agencies', visit.query.agency ?? '');
  const { say, names } = staff.speech;
  return showOutages(site, staff, {
    done: done && say(`outages.done.${done}`, { agency: agency ? names.agency(agency.code) : '' }),
  });
};

export interface OutagesShown {
  done?: string | null;
  warning?: string | null;
  status?: number;
  headers?: Record<string, string>;
  typed?: TypedOutage;
  faults?: readonly Fault[];
}

/** The form, and what was declared so far with how far the engine has come. */
export async function showOutages(site: Site, staff: StaffVisit, shown: OutagesShown): Promise<PageAnswer> {
  const { speech, session } = staff;
  const { say, names, time } = speech;
  const { done = null, warning = null, typed = NOTHING_TYPED, faults = [] } = shown;
  const outages = await site.outages.list({ limit: LISTED_AT_MOST });
  const people = await site.staff.names(staffIn(outages));
  const { summary, at } = faultView(faults, speech);
  return {
    kind: 'page',
    status: shown.status ?? 200,
    headers: shown.headers,
    template: 'outages/page',
    title: say('outages.title'),
    view: {
      ...{ done, warning, summary, typed },
      csrf: session.csrf,
      errors: { agency: at('agency'), hours: at('hours'), reason: at('reason') },
      hoursHint: say('outages.form.hoursHint', { max: time.number(SHIFT_MAX_HOURS) }),
      agencies: workingAgencies(site.city).map(({ code }) => ({
        value: code,
        label: names.agency(code),
        isChosen: code === typed.agency,
      })),
      outages: outages.map((outage) => outageView(outage, { speech, people })),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: shown.status === undefined,
  };
}

/** Ids of the people who signed in to declare or call something off. */
function staffIn(outages: readonly Outage[]): string[] {
  const credentials = outages.flatMap(({ createdBy, undoneBy }) => [createdBy, undoneBy ?? '']);
  const ids = credentials
    .filter((each) => each.startsWith('staff:'))
    .map((each) => each.slice('staff:'.length));
  return [...new Set(ids)];
}
