import { isOpen } from '../../domain/statuses';
import { cleanText, oneLine } from '../../domain/clean-text';
import type { DrawnMap } from '../map/drawn-map';
import { mapView, type MapView } from '../map/map-view';
import type { Locale } from '../../locale/locale';
import { photoViews, type PagePhoto } from './photo-views';
import type { ShownComplaint } from './shown-complaint';
import type { PhotoToken } from '../links/photo-token';

export interface ContentView {
  text: string;
  photos: PagePhoto[];
  place: { words: string; drawing: MapView | null; map: string | null; geo: string | null };
  /** Whether a photo was taken there shortly before filing. */
  onTheSpot: boolean;
}

interface ContentInput {
  locale: Locale;
  photoToken: PhotoToken | null;
  /** Null if the page shows no map. */
  map: DrawnMap | null;
}

/** What was filed, as far as the viewer may see it. */
export function contentView(
  { view }: ShownComplaint,
  { locale, photoToken, map }: ContentInput,
): ContentView | null {
  const { location } = view;
  if (!location) return null;
  const { t, names } = locale;
  const district = names.district(view.district);
  const known = location.approximate ? t('web.complaint.approximate', { district }) : district;
  const words = [oneLine(location.address ?? ''), names.village(location.village), known]
    .filter(Boolean)
    .join(', ');
  return {
    text: cleanText(view.description ?? ''),
    photos: photoViews(view.photos, { photoToken, alt: (number) => t('web.complaint.photo', { number }) }),
    place: {
      words,
      drawing:
        map &&
        mapView(map, {
          locale,
          name: t('web.complaint.minimap', { city: names.city, place: words }),
          pin: location,
        }),
      ...mapLinks(location),
    },
    onTheSpot: view.photographedOnTheSpot === true,
  };
}

function mapLinks({ latitude, longitude }: { latitude: number; longitude: number }) {
  const [lat, lon] = [latitude.toFixed(5), longitude.toFixed(5)];
  return {
    map: `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`,
    geo: `geo:${lat},${lon}`,
  };
}

/** Why somebody sees nothing of what was filed. */
export function withheldBecause({ view, viewer, complaint }: ShownComplaint, { t }: Locale): string | null {
  // The heading of a confidential complaint already says so.
  if (view.location || viewer !== 'public' || view.agency === undefined) return null;
  const isYetToCome = isOpen(view.status) && !view.published && complaint.reporterLeftAt === null;
  return t(isYetToCome ? 'web.complaint.unpublished' : 'web.complaint.withheld');
}
