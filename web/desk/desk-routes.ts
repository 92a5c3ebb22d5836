import { AGENCY_ROLES, type Role } from '../../domain/actor';
import type { PageHandler, PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { escalatedPage } from './escalated/escalated-page';
import { deskCsv } from './list/list-csv';
import { deskNews, deskPage } from './list/list-page';
import { acknowledgeTicked, assignTicked } from './list/send-bulk';

const STAFF: PageOptions = { isSecret: true, needs: 'session' };
/** Only the agency that has the complaints may act on several at once. */
const AGENCY: PageOptions = { isSecret: true, needs: AGENCY_ROLES };
const RAISED_TO: readonly Role[] = ['supervisor', 'agency_head', 'command_centre'];

/** Redirects a GET of a form's address, as after a new sign-in, to the list. */
const backToList: PageHandler = async () => ({ kind: 'redirect', to: '/desk' });

/** The lists for people who work on complaints. */
export const deskRoutes: readonly PageRoute[] = [
  { path: '/desk', get: deskPage, options: STAFF },
  { path: '/desk/news', get: deskNews, options: { ...STAFF, isAutomatic: true } },
  { path: '/desk/complaints.csv', get: deskCsv, options: STAFF },
  { path: '/desk/acknowledge', get: backToList, post: acknowledgeTicked, options: AGENCY },
  { path: '/desk/assign', get: backToList, post: assignTicked, options: AGENCY },
  { path: '/desk/escalated', get: escalatedPage, options: { isSecret: true, needs: RAISED_TO } },
];
