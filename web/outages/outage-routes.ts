import type { PageHandler, PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { declareOutage, undoOutage } from './change-outages';
import { OUTAGES_URL } from './outage-url';
import { outagesPage } from './outages-page';
import { previewPage } from './preview-page';

const CENTRE: PageOptions = { isSecret: true, needs: ['command_centre'] };

/** Whoever loads the address of a button, after signing in again for one, lands on the page that it stands on. */
const backToOutages: PageHandler = async () => ({ kind: 'redirect', to: OUTAGES_URL });

/** Agencies that cannot work for a while: form, what would happen, and what was declared. */
export const outageRoutes: readonly PageRoute[] = [
  { path: OUTAGES_URL, get: outagesPage, post: declareOutage, options: CENTRE },
  { path: `${OUTAGES_URL}/preview`, get: backToOutages, post: previewPage, options: CENTRE },
  { path: `${OUTAGES_URL}/:id/undo`, get: backToOutages, post: undoOutage, options: CENTRE },
];
