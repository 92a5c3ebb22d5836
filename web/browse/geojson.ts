import { complaintFeature, type ComplaintFeature } from '../../api/exports/complaint-feature';
import { eachPage } from '../../api/exports/each-page';
import { GEOJSON_TYPE, geojsonFile } from '../../api/exports/geojson-file';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { browseChoice, browseUrl, listFilterOf, type BrowseChoice } from './browse-filter';
import { EVERYWHERE } from './browse-map';
import { publicView } from '../complaint/public-row';

const FEATURES_AT_MOST = 1000;

/** Complaints with a public place, the newest first, as GeoJSON (RFC 7946). */
export async function geojson(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const choice = browseChoice(request.query, context.city);
  await context.limits.count('lists', { credential: { kind: 'none' }, address: request.address });
  const address = browseUrl('/complaints.geojson', choice);
  const text = await context.documents(address, () => write(context, choice));
  return { kind: 'document', type: GEOJSON_TYPE, text };
}

/** Writes page by page, so that other requests are served in between. */
async function write(context: PagesContext, choice: BrowseChoice): Promise<string> {
  let text = '';
  for await (const chunk of geojsonFile({ name: '', pages: featuresOf(context, choice) }).chunks)
    text += chunk;
  return text;
}

async function* featuresOf(context: PagesContext, choice: BrowseChoice): AsyncGenerator<ComplaintFeature[]> {
  const filter = listFilterOf(choice);
  const located = { ...filter, bbox: filter.bbox ?? EVERYWHERE };
  let left = FEATURES_AT_MOST;
  const pages = eachPage(async (page) => {
    const { items, next } = await context.complaints.list(located, page);
    return { rows: items, next };
  });
  for await (const rows of pages) {
    yield rows
      .slice(0, left)
      .map((complaint) => complaintFeature(publicView(complaint, context)))
      .filter(isLocated);
    left -= rows.length;
    if (left <= 0) return;
  }
}

function isLocated({ geometry }: ComplaintFeature): boolean {
  return geometry !== null;
}
