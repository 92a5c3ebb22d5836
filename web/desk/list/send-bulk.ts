import { createHash } from 'node:crypto';
import { PROBLEMS } from '../../../api/http/problem-catalogue';
import { canTakeOn } from '../../../domain/officers';
import type { MessageKey } from '../../../locale/translator';
import { NOBODY } from '../../forms/act-options';
import type { Form } from '../../http/read-form';
import type { PageHandler } from '../../http/serve-page';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { staffRequest, type StaffRequest } from '../../sign-in/staff-request';
import { readBulkForm, type BulkForm } from './bulk-form';
import { noticeOf, NOTHING_TO_SAY, outcomeQuery, type BulkAct } from './bulk-notice';
import { executeEach, type Outcome } from './execute-each';
import { deskUrl } from '../desk-query';
import { listView, type BulkNotice, type Unsent } from './list-view';
import { readList } from './read-list';

/** Acknowledges the ticked complaints, or the one whose button was pressed. */
export const acknowledgeTicked: PageHandler = (context, request) =>
  sendBulk(context, {
    act: 'acknowledge',
    staff: staffRequest(context, request),
    bulk: readBulkForm(request, context.city),
  });

/** Assigns the ticked complaints to a colleague. */
export const assignTicked: PageHandler = (context, request) =>
  sendBulk(context, {
    act: 'assign',
    staff: staffRequest(context, request),
    bulk: readBulkForm(request, context.city),
  });

interface Sent {
  act: BulkAct;
  staff: StaffRequest;
  bulk: BulkForm;
}

async function sendBulk(context: PagesContext, sent: Sent): Promise<PageResponse> {
  const { act, staff, bulk } = sent;
  const missing = await missingIn(context, sent);
  if (missing) return unsentPage(context, sent, { status: 422, warning: missing, notice: NOTHING_TO_SAY });
  const outcome = await executeEach(context, staff, { name: act, codes: bulk.codes, form: formOf(sent) });
  if (outcome.stopped) return stoppedPage(context, sent, outcome);
  return { kind: 'redirect', to: deskUrl(bulk.query, { more: outcomeQuery(act, outcome) }) };
}

/** An officer who left the agency while the list was open counts as not chosen, and must be chosen again. */
async function missingIn(context: PagesContext, { act, staff, bulk }: Sent): Promise<MessageKey | null> {
  if (bulk.codes.length === 0) return 'desk.bulk.nothingTicked';
  if (act !== 'assign' || bulk.officer === NOBODY) return null;
  const colleague = await context.staff.find(bulk.officer);
  const { agency } = staff;
  return agency !== null && canTakeOn(colleague, { agency }) ? null : 'desk.bulk.officerMissing';
}

/** A stopped page keeps its key. The officer is hashed into it: choosing another one makes another request. */
function formOf({ act, bulk: { key, officer } }: Sent): Form {
  const isAnother = act === 'assign' && key !== '';
  const own = isAnother ? createHash('sha256').update(`${key} ${officer}`).digest('hex') : key;
  return new Map([
    ['key', own],
    ['officer', officer],
  ]);
}

/** Shows the same form with the same key: what already counted is sent again and still counts once. */
async function stoppedPage(context: PagesContext, sent: Sent, outcome: Outcome): Promise<PageResponse> {
  const { act, staff } = sent;
  const { recorded, changed, stopped } = outcome;
  const notice = await noticeOf(context, staff, { act, count: recorded.length, codes: changed });
  return unsentPage(context, sent, {
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
  context: PagesContext,
  { staff, bulk }: Sent,
  { status, headers, warning, notice }: Failure,
): Promise<PageResponse> {
  const { query, codes, officer, key } = bulk;
  const unsent: Unsent = { status, picked: new Set(codes), officer, key, ...(headers ? { headers } : {}) };
  return listView(context, {
    ...{ staff, query, unsent },
    list: await readList(context, staff, query),
    notice: { ...notice, warning: staff.locale.t(warning) },
  });
}
