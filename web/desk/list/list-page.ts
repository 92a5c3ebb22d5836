import type { PageRequest } from '../../http/page-request';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { staffRequest } from '../../sign-in/staff-request';
import { bulkNotice } from './bulk-notice';
import { deskFilter, readDeskQuery } from '../desk-query';
import { listView } from './list-view';
import { readList } from './read-list';

/** The complaints of the reader's agency, or of all agencies, the most urgent first. */
export async function deskPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const staff = staffRequest(context, request);
  const query = readDeskQuery(request.query, context.city);
  const [list, notice] = await Promise.all([
    readList(context, staff, query),
    bulkNotice(context, staff, request.query),
  ]);
  return listView(context, { staff, query, list, notice, unsent: null });
}

/** For the script: how many complaints have come to the list since it was read, and a text that says so. */
export async function deskNews(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const staff = staffRequest(context, request);
  const { since = '', ...filters } = request.query;
  const query = readDeskQuery(filters, context.city);
  const instant = /^\d{1,14}$/.test(since) ? Number(since) : Date.now();
  const count = await context.desk.countReceived(deskFilter(query, staff), { since: instant });
  const { t, time } = staff.locale;
  const text = t(count === 1 ? 'desk.news.one' : 'desk.news.many', { count: time.number(count) });
  return { kind: 'json', status: 200, body: { count, text } };
}
