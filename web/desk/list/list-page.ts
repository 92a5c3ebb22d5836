import type { Visit } from '../../http/visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import { staffVisit } from '../staff-visit';
import { bulkNotice } from './bulk-notice';
import { deskFilter, readDeskQuery } from './desk-query';
import { listView } from './list-view';
import { readList } from './read-list';

/** The complaints of the reader's agency, or of all, the most pressing first. */
export async function deskPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const staff = staffVisit(site, visit);
  const query = readDeskQuery(visit.query, site.city);
  const [list, notice] = await Promise.all([
    readList(site, staff, query),
    bulkNotice(site, staff, visit.query),
  ]);
  return listView(site, { staff, query, list, notice, unsent: null });
}

/** For the script: how many came to the list since it was read, and how to say it. */
export async function deskNews(site: Site, visit: Visit): Promise<PageAnswer> {
  const staff = staffVisit(site, visit);
  const { since = '', ...filters } = visit.query;
  const query = readDeskQuery(filters, site.city);
  const instant = /^\d{1,14}$/.test(since) ? Number(since) : Date.now();
  const count = await site.desk.arrivals(deskFilter(query, staff), { since: instant });
  const { say, time } = staff.speech;
  const text = say(count === 1 ? 'desk.news.one' : 'desk.news.many', { count: time.number(count) });
  return { kind: 'json', status: 200, body: { count, text } };
}
