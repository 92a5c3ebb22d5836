import { htmlPage } from '../../html-page';
import type { Role } from '../../../domain/actor';
import { listedAgencies } from '../../../domain/permissions';
import type { PageRequest } from '../../http/page-request';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { readDeskQuery } from '../desk-query';
import { staffRequest } from '../../sign-in/staff-request';
import { escalationViews } from './escalation-view';

const LOWEST_LEVEL: Partial<Record<Role, number>> = { supervisor: 1, agency_head: 2, command_centre: 3 };
const ESCALATIONS_AT_MOST = 25;

/** Open cases that have escalated to the reader or past them: why, and who was asked before. */
export async function escalatedPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const staff = staffRequest(context, request);
  const { locale, session, actor } = staff;
  const { cursor } = readDeskQuery({ cursor: request.query.cursor ?? '' }, context.city);
  const { rows, next } = await context.desk.list(
    { agencies: listedAgencies(actor), levelAtLeast: LOWEST_LEVEL[session.member.role] ?? 1 },
    { limit: ESCALATIONS_AT_MOST, ...(cursor ? { cursor } : {}) },
  );
  const title = locale.t('desk.escalated.title');
  return htmlPage({
    template: 'desk/escalated',
    title,
    view: {
      escalations: await escalationViews(context, staff, rows),
      next: next === null ? null : `/desk/escalated?${new URLSearchParams({ cursor: next }).toString()}`,
      first: cursor === undefined ? null : '/desk/escalated',
    },
    styles: ['desk.css'],
    locale,
  });
}
