import { z } from 'zod';
import { complaintSummarySchema, type ComplaintSummaryView } from '../complaints/complaint-schemas';

export const featureSchema = z
  .object({
    type: z.literal('Feature'),
    id: z.string(),
    geometry: z
      .object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) })
      .nullable()
      .meta({
        description: 'Longitude, latitude. Null where the place is withheld or known by district only.',
      }),
    properties: complaintSummarySchema
      .omit({ description: true, location: true, photos: true, reporter: true, links: true })
      .partial()
      .extend({ track: z.url() }),
  })
  .meta({ id: 'ComplaintFeature' });

export type ComplaintFeature = z.input<typeof featureSchema>;

/** A complaint on a map (RFC 7946), with everything in the view except texts and photos. */
export function complaintFeature(view: ComplaintSummaryView): ComplaintFeature {
  const { location, links } = view;
  const isPoint = location !== null && !location.approximate;
  return {
    type: 'Feature',
    id: view.trackingCode,
    geometry: isPoint ? { type: 'Point', coordinates: [location.longitude, location.latitude] } : null,
    // Assigned rather than spread, as in the presenter: there may be thousands of these, too.
    properties: Object.assign(propertiesOf(view), { track: links.track ?? '' }),
  };
}

function propertiesOf({
  description: _description,
  location: _location,
  photos: _photos,
  reporter: _reporter,
  links: _links,
  ...properties
}: ComplaintSummaryView) {
  return properties;
}
