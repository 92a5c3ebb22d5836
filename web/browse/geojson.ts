import { complaintFeature } from '../../api/exports/complaint-feature';
import { GEOJSON_TYPE } from '../../api/exports/geojson-file';
import type { Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { browseChoice, listFilterOf } from './browse-filter';
import { EVERYWHERE } from './browse-map';
import { FEED_MAX_AGE_SECONDS } from './feed';
import { publicView } from './public-row';

const FEATURES_AT_MOST = 1000;

/** Complaints with a public place, the newest first, as RFC 7946 has it. */
export async function geojson(site: Site, visit: Visit): Promise<PageAnswer> {
  const filter = listFilterOf(browseChoice(visit.query, site.city));
  const { items } = await site.complaints.list(
    { ...filter, bbox: filter.bbox ?? EVERYWHERE },
    { limit: FEATURES_AT_MOST },
  );
  const features = items
    .map((complaint) => complaintFeature(publicView(complaint, site)))
    .filter(({ geometry }) => geometry !== null);
  return {
    kind: 'document',
    type: GEOJSON_TYPE,
    text: JSON.stringify({ type: 'FeatureCollection', features }),
    maxAgeSeconds: FEED_MAX_AGE_SECONDS,
  };
}
