import type { Role } from '../../../domain/actor';
import { listedAgencies } from '../../../domain/permissions';
import type { Visit } from '../../http/visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import { readDeskQuery } from '../list/desk-query';
import { staffVisit } from '../staff-visit';
import { climbViews } from './climb-view';

const LOWEST_LEVEL: Partial<Record<Role, number>> = { supervisor: 1, agency_head: 2, command_centre: 3 };
const CLIMBS_AT_MOST = 25;

/** What is open and has climbed to the reader, or past them: why, and who was asked before. */
export async function escalatedPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const staff = staffVisit(site, visit);
  const { speech, session, actor } = staff;
  const { cursor } = readDeskQuery({ cursor: visit.query.cursor ?? '' }, site.city);
  const { rows, next } = await site.desk.list(
    { agencies: listedAgencies(actor), levelAtLeast: LOWEST_LEVEL[session.member.role] ?? 1 },
    { limit: CLIMBS_AT_MOST, ...(cursor ? { cursor } : {}) },
  );
  const title = speech.say('desk.escalated.title');
  return {
    kind: 'page',
    status: 200,
    template: 'desk/escalated',
    title,
    view: {
      heading: title,
      climbs: await climbViews(site, staff, rows),
      next: next === null ? null : `/desk/escalated?${new URLSearchParams({ cursor: next }).toString()}`,
      first: cursor === undefined ? null : '/desk/escalated',
    },
    styles: ['desk.css'],
    speech,
    keepsAddress: true,
  };
}
