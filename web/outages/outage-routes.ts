import type { PageHandler, PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { declareOutage, undoOutage } from './change-outages';
import { OUTAGES_URL } from './outage-url';
import { outagesPage } from './outages-page';
import { previewPage } from './preview-page';

const CENTRE: PageOptions = { isSecret: true, needs: ['command_centre'] };

/** Redirects a GET of a button's address, as after a new sign-in, to the page that the button is on. */
const backToOutages: PageHandler = async () => ({ kind: 'redirect', to: OUTAGES_URL });

/** Agencies that cannot work for a while: the form, a preview, and the declared outages. */
export const outageRoutes: readonly PageRoute[] = [
  { path: OUTAGES_URL, get: outagesPage, post: declareOutage, options: CENTRE },
  { path: `${OUTAGES_URL}/preview`, get: backToOutages, post: previewPage, options: CENTRE },
  { path: `${OUTAGES_URL}/:id/undo`, get: backToOutages, post: undoOutage, options: CENTRE },
];
