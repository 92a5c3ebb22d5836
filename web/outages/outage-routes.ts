import type { PageOptions } from '../http/serve-page';
import { buttonRoute, type PageRoute } from '../page-route';
import { declareOutage, undoOutage } from './change-outages';
import { OUTAGES_URL } from './outage-url';
import { outagesPage } from './outages-page';
import { previewPage } from './preview-page';

const options: PageOptions = { isSecret: true, needs: ['command_centre'] };

/** Agencies that cannot work for a while: the form, a preview, and the declared outages. */
export const outageRoutes: readonly PageRoute[] = [
  { path: OUTAGES_URL, get: outagesPage, post: declareOutage, options },
  buttonRoute(OUTAGES_URL, 'preview', { post: previewPage, options }),
  buttonRoute(OUTAGES_URL, ':id/undo', { post: undoOutage, options }),
];
