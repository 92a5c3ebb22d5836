import { createActInputDisposal } from '../database/stores/act-input-disposal';
import { createBlurStore } from '../database/stores/blur-store';
import { createFeedReader } from '../database/readers/feed-reader';
import { createOutageReader } from '../database/readers/outage-reader';
import { createVisibilityStore } from '../database/stores/visibility-store';
import { actOperations } from './acts/act-operations';
import { apiKeyOperations } from './api-keys/api-key-operations';
import type { ApiDeps } from './api-deps';
import { cityOperations } from './city/city-operations';
import { changeVisibility } from './complaints/change-visibility';
import { fileComplaint } from './complaints/file-complaint';
import { getComplaint } from './complaints/get-complaint';
import { listComplaints } from './complaints/list-complaints';
import { nearbyComplaints } from './complaints/nearby-complaints';
import { pushOperations } from './complaints/push-operations';
import { rateComplaint } from './complaints/rate-complaint';
import { supportComplaint } from './complaints/support-complaint';
import { exportOperations } from './exports/export-operations';
import { listEvents } from './events/list-events';
import { getForecast } from './forecast/get-forecast';
import { outageOperations } from './outages/outage-operations';
import { blurPhoto } from './photos/blur-photo';
import { photoOperations } from './photos/get-photo';
import { staffOperations } from './staff/staff-operations';
import { getStatistics } from './statistics/get-statistics';
import { webhookOperations } from './webhooks/webhook-operations';

/**
 * All operations of the API, by id. Requests are matched in this order, so `/complaints/nearby` comes before
 * `/complaints/{code}`.
 */
export function apiOperations(apiDeps: ApiDeps) {
  const { db, settings } = apiDeps;
  const deps = {
    ...apiDeps,
    publicUrl: settings.publicUrl,
    disposal: createActInputDisposal({ db }),
    blurs: createBlurStore({ db }),
    visibility: createVisibilityStore({ db }),
    feed: createFeedReader({ db }),
    outages: createOutageReader({ db }),
  };
  return {
    fileComplaint: fileComplaint(deps),
    listComplaints: listComplaints(deps),
    nearbyComplaints: nearbyComplaints(deps),
    getComplaint: getComplaint(deps),
    ...actOperations(deps),
    supportComplaint: supportComplaint(deps),
    rateComplaint: rateComplaint(deps),
    ...pushOperations(deps),
    changeVisibility: changeVisibility(deps),
    ...photoOperations(deps),
    blurPhoto: blurPhoto(deps),
    ...exportOperations(deps),
    getForecast: getForecast(deps),
    getStatistics: getStatistics(deps),
    listEvents: listEvents(deps),
    ...cityOperations(deps),
    ...outageOperations(deps),
    ...apiKeyOperations(deps),
    ...staffOperations(deps),
    ...webhookOperations(deps),
  };
}
