import { htmlPage } from '../../html-page';
import { randomUUID } from 'node:crypto';
import { NOBODY } from '../../forms/act-options';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import type { StaffRequest } from '../../sign-in/staff-request';
import { deskUrl, type DeskQuery } from '../desk-query';
import { filtersView } from './filters-view';
import type { ReadList } from './read-list';
import { rowView, type RowView } from './row-view';
import { tabsView } from './tabs-view';

/** The notice above the list after an act was sent from it. */
export interface BulkNotice {
  done: string | null;
  warning: string | null;
  changed: { heading: string; items: { code: string; url: string | null; status: string | null }[] } | null;
}

/** A form that was refused: what was chosen stays chosen. */
export interface Unsent {
  status: number;
  headers?: Record<string, string>;
  picked: ReadonlySet<string>;
  officer: string;
  key: string;
}

export interface ListPage {
  staff: StaffRequest;
  query: DeskQuery;
  list: ReadList;
  notice: BulkNotice;
  unsent: Unsent | null;
}

export function listView(context: PagesContext, page: ListPage): PageResponse {
  const { staff, query, unsent } = page;
  const heading = headingOf(staff);
  return htmlPage({
    failure: unsent,
    template: 'desk/list',
    title: staff.locale.t('desk.list.title', { office: heading }),
    view: {
      heading,
      ...page.notice,
      assignee: assigneeOf(page),
      ...summaryOf(page),
      tabs: tabsView(query, page.list.counts, staff.locale),
      filters: filtersView(query, {
        city: context.city,
        locale: staff.locale,
        choosesAgency: staff.agency === null,
      }),
      ...rowsOf(page),
      bulk: bulkOf(page),
    },
    styles: ['desk.css'],
    scripts: ['desk/list.js'],
    locale: staff.locale,
  });
}

function headingOf({ agency, session, locale }: StaffRequest): string {
  const { names, t } = locale;
  if (agency !== null) return names.agency(agency);
  return session.member.role === 'command_centre' ? names.centreInFull : t('desk.list.everyAgency');
}

/** Shows the name only to readers who may know it: staff of other agencies are strangers here. */
function assigneeOf({ query, list: { assignee }, staff: { agency, locale } }: ListPage) {
  const { officer } = query;
  if (officer === undefined || officer === 'me' || officer === 'nobody') return null;
  const isKnown = assignee !== null && (agency === null || assignee.agency === agency);
  const name = isKnown ? assignee.name : locale.t('desk.asked.somebody');
  return {
    words: locale.t('desk.list.assignedTo', { name }),
    all: deskUrl({ ...query, officer: undefined, cursor: undefined }),
  };
}

function summaryOf({ query, list: { counts }, staff: { locale } }: ListPage) {
  const { t, time } = locale;
  const filtered = { ...query, cursor: undefined };
  return {
    summary: t('desk.list.summary', { open: time.number(counts.open), late: time.number(counts.late) }),
    csv: deskUrl(filtered, { path: '/desk/complaints.csv' }),
    sheet: deskUrl(filtered, { path: '/desk/complaints.csv', more: { locale: locale.language } }),
    fresh: deskUrl(filtered),
    news: deskUrl(filtered, { path: '/desk/news', more: { since: String(counts.readAt) } }),
  };
}

function rowsOf({ query, list, staff, unsent }: ListPage) {
  const { rows, next, officers } = list;
  const context = {
    locale: staff.locale,
    officers,
    acts: staff.agency !== null,
    picked: unsent?.picked ?? new Set<string>(),
  };
  const { cursor, ...filters } = query;
  return {
    rows: rows.map((row): RowView => rowView(row, context)),
    showsAgency: staff.agency === null,
    empty: rows.length > 0 ? null : { isFiltered: Object.keys(filters).length > 0 },
    next: next === null ? null : deskUrl({ ...filters, cursor: next }),
    first: cursor === undefined ? null : deskUrl(filters),
  };
}

/** Null for readers who act on other agencies' complaints one by one, or not at all. */
function bulkOf({ query, list, staff, unsent }: ListPage) {
  if (staff.agency === null || list.rows.length === 0) return null;
  return {
    csrf: staff.session.csrf,
    key: unsent?.key ?? randomUUID(),
    back: deskUrl(query),
    officers: list.colleagues.map(({ id, name }) => ({ id, name, isChosen: id === unsent?.officer })),
    isNobody: unsent?.officer === NOBODY,
  };
}
