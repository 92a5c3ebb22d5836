import type { ComplaintRecord } from '../../database/readers/complaint-reader';
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
  const features = items.flatMap((complaint) => featureOf(complaint, site.settings.publicUrl));
  return {
    kind: 'document',
    type: 'application/geo+json',
    text: JSON.stringify({ type: 'FeatureCollection', features }),
    maxAgeSeconds: FEED_MAX_AGE_SECONDS,
  };
}

function featureOf(complaint: ComplaintRecord, publicUrl: string): object[] {
  const view = publicView(complaint, publicUrl);
  const { location } = view;
  if (!location || location.approximate) return [];
  const { trackingCode, category, district, status, receivedAt, resolveBy, resolvedAt, overdue } = view;
  return [
    {
      type: 'Feature',
      id: trackingCode,
      geometry: { type: 'Point', coordinates: [location.longitude, location.latitude] },
      properties: {
        ...{ trackingCode, category, district, status, receivedAt, resolveBy, overdue },
        ...(resolvedAt === undefined ? {} : { resolvedAt }),
        agency: view.agency,
        escalationLevel: view.escalationLevel,
        supporters: view.supporters,
        track: `${publicUrl}/track/${trackingCode}`,
      },
    },
  ];
}
