import { createHash } from 'node:crypto';
import { PROBLEMS } from '../../../api/http/problem-catalogue';
import { canTakeOn } from '../../../domain/officers';
import type { MessageKey } from '../../../mail/locales';
import { NOBODY } from '../../forms/form-definitions';
import type { Form } from '../../http/read-form';
import type { PageHandler } from '../../http/serve-page';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import { staffVisit, type StaffVisit } from '../staff-visit';
import { readBulkForm, type BulkForm } from './bulk-form';
import { noticeOf, NOTHING_TO_SAY, outcomeQuery, type BulkAct } from './bulk-notice';
import { carryOutEach, type Outcome } from './carry-out-each';
import { deskUrl } from './desk-query';
import { listView, type BulkNotice, type Unsent } from './list-view';
import { readList } from './read-list';

/** Accepts what is ticked, or the one whose button was pressed. */
export const acknowledgeTicked: PageHandler = (site, visit) =>
  sendBulk(site, {
    act: 'acknowledge',
    staff: staffVisit(site, visit),
    bulk: readBulkForm(visit, site.city),
  });

/** Gives what is ticked to a colleague. */
export const assignTicked: PageHandler = (site, visit) =>
  sendBulk(site, { act: 'assign', staff: staffVisit(site, visit), bulk: readBulkForm(visit, site.city) });

interface Sent {
  act: BulkAct;
  staff: StaffVisit;
  bulk: BulkForm;
}

async function sendBulk(site: Site, sent: Sent): Promise<PageAnswer> {
  const { act, staff, bulk } = sent;
  const missing = await missingIn(site, sent);
  if (missing) return unsentPage(site, sent, { status: 422, warning: missing, notice: NOTHING_TO_SAY });
  const outcome = await carryOutEach(site, staff, { name: act, codes: bulk.codes, form: formOf(sent) });
  if (outcome.stopped) return stoppedPage(site, sent, outcome);
  return { kind: 'redirect', to: deskUrl(bulk.query, { more: outcomeQuery(act, outcome) }) };
}

/** Whoever left the agency while the list was open is to be chosen anew, like nobody at all. */
async function missingIn(site: Site, { act, staff, bulk }: Sent): Promise<MessageKey | null> {
  if (bulk.codes.length === 0) return 'desk.bulk.nothingTicked';
  if (act !== 'assign' || bulk.officer === NOBODY) return null;
  const colleague = await site.staff.find(bulk.officer);
  const { agency } = staff;
  return agency !== null && canTakeOn(colleague, { agency }) ? null : 'desk.bulk.officerMissing';
}

/** A page that was stopped keeps its key; whoever chooses somebody else on it then asks for something else. */
function formOf({ act, bulk: { key, officer } }: Sent): Form {
  const isAnother = act === 'assign' && key !== '';
  const own = isAnother ? createHash('sha256').update(`${key} ${officer}`).digest('hex') : key;
  return new Map([
    ['key', own],
    ['officer', officer],
  ]);
}

/** The same form with the same key: what counted already is asked again and counts once. */
async function stoppedPage(site: Site, sent: Sent, outcome: Outcome): Promise<PageAnswer> {
  const { act, staff } = sent;
  const { recorded, changed, stopped } = outcome;
  const notice = await noticeOf(site, staff, { act, count: recorded.length, codes: changed });
  return unsentPage(site, sent, {
    status: PROBLEMS.unavailable.status,
    headers: stopped?.details.headers,
    warning: 'web.notices.slow',
    notice,
  });
}

interface Failure {
  status: number;
  headers?: Record<string, string>;
  warning: MessageKey;
  notice: BulkNotice;
}

async function unsentPage(
  site: Site,
  { staff, bulk }: Sent,
  { status, headers, warning, notice }: Failure,
): Promise<PageAnswer> {
  const { query, codes, officer, key } = bulk;
  const unsent: Unsent = { status, picked: new Set(codes), officer, key, ...(headers ? { headers } : {}) };
  return listView(site, {
    ...{ staff, query, unsent },
    list: await readList(site, staff, query),
    notice: { ...notice, warning: staff.speech.say(warning) },
  });
}
