import { AGENCY_ROLES, type Role } from '../../domain/actor';
import type { PageOptions } from '../http/serve-page';
import { buttonRoute, type PageRoute } from '../page-route';
import { escalatedPage } from './escalated/escalated-page';
import { deskCsv } from './list/list-csv';
import { deskNews, deskPage } from './list/list-page';
import { acknowledgeTicked, assignTicked } from './list/send-bulk';

const STAFF: PageOptions = { isSecret: true, needs: 'session' };
/** Only the agency that has the complaints may act on several at once. */
const AGENCY: PageOptions = { isSecret: true, needs: AGENCY_ROLES };
const ESCALATED_TO: readonly Role[] = ['supervisor', 'agency_head', 'command_centre'];

/** The lists for people who work on complaints. */
export const deskRoutes: readonly PageRoute[] = [
  { path: '/desk', get: deskPage, options: STAFF },
  { path: '/desk/news', get: deskNews, options: { ...STAFF, isAutomatic: true } },
  { path: '/desk/complaints.csv', get: deskCsv, options: STAFF },
  buttonRoute('/desk', 'acknowledge', { post: acknowledgeTicked, options: AGENCY }),
  buttonRoute('/desk', 'assign', { post: assignTicked, options: AGENCY }),
  { path: '/desk/escalated', get: escalatedPage, options: { isSecret: true, needs: ESCALATED_TO } },
];
