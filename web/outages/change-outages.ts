import { PROBLEMS } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import type { MessageKey } from '../../mail/locales';
import { staffVisit, type StaffVisit } from '../desk/staff-visit';
import type { PageHandler } from '../http/serve-page';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { OUTAGES_URL } from './outage-url';
import { showOutages } from './outages-page';
import { NOTHING_TYPED, typedOutage, wantedOutage, type TypedOutage } from './typed-outage';

/** The button below the preview. */
export const declareOutage: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const typed = typedOutage(visit.form);
  const read = wantedOutage(typed, { city: site.city, speech: staff.speech });
  if ('faults' in read) return showOutages(site, staff, { typed, faults: read.faults, status: 422 });
  const key = visit.form.get('key') ?? '';
  try {
    await site.carryOutOutages.declare({
      ...read.wanted,
      credential: staff.session.credential,
      key: /^[\w-]{16,64}$/.test(key) ? key : null,
    });
  } catch (error) {
    return failed(site, staff, { error, typed });
  }
  return { kind: 'redirect', to: `${OUTAGES_URL}?done=declared&agency=${read.wanted.agency}` };
};

export const undoOutage: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const [agency, id] = [visit.form.get('agency') ?? '', visit.params.id ?? ''];
  try {
    await site.carryOutOutages.undo({ agency, id, credential: staff.session.credential });
  } catch (error) {
    return failed(site, staff, { error, typed: NOTHING_TYPED });
  }
  return { kind: 'redirect', to: `${OUTAGES_URL}?done=undone` };
};

/** @throws the error when there is nothing that its sender could do about it on the page */
function failed(
  site: Site,
  staff: StaffVisit,
  { error, typed }: { error: unknown; typed: TypedOutage },
): Promise<PageAnswer> {
  const { code, details } = problemFromError(error);
  const warning = warningOf(code, details.members?.refusal);
  if (!warning) throw error;
  const { status } = PROBLEMS[code];
  const shown = { typed, status, headers: details.headers ?? {}, warning: staff.speech.say(warning) };
  return showOutages(site, staff, shown);
}

function warningOf(code: keyof typeof PROBLEMS, refusal: unknown): MessageKey | null {
  if (code === 'unavailable') return 'outages.warnings.unavailable';
  if (code === 'idempotency_conflict') return 'outages.warnings.resent';
  if (code !== 'conflict') return null;
  return refusal === 'over' ? 'outages.warnings.over' : 'outages.warnings.running';
}
