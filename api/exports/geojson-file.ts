import { z } from 'zod';
import type { FileStream } from '../http/reply';
import { featureSchema, type ComplaintFeature } from './complaint-feature';

export const GEOJSON_TYPE = 'application/geo+json';

export const featureCollectionSchema = z
  .object({ type: z.literal('FeatureCollection'), features: z.array(featureSchema) })
  .meta({ id: 'ComplaintFeatureCollection' });

interface GeojsonInput {
  /** Without extension. */
  name: string;
  pages: AsyncIterable<readonly ComplaintFeature[]>;
}

/**
 * One FeatureCollection (RFC 7946), one feature per line. Only its end makes it valid: a truncated file cannot be
 * parsed.
 */
export function geojsonFile({ name, pages }: GeojsonInput): FileStream {
  return { type: GEOJSON_TYPE, fileName: `${name}.geojson`, chunks: chunksOf(pages) };
}

async function* chunksOf(pages: AsyncIterable<readonly ComplaintFeature[]>): AsyncGenerator<string> {
  let before = '{"type":"FeatureCollection","features":[\n';
  for await (const features of pages) {
    if (features.length === 0) continue;
    yield before + features.map((feature) => JSON.stringify(feature)).join(',\n');
    before = ',\n';
  }
  yield before === ',\n' ? '\n]}\n' : `${before}]}\n`;
}
