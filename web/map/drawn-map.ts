import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { CityPack, Credit, Language } from '../../city/city-pack';
import type { Locales } from '../../locale/locale';
import { cityMap, type CityMap } from './city-map';
import { drawGround } from './draw-ground';
import { mapFacts } from './map-facts';

/** The city's map and the files that pages draw it from. */
export interface DrawnMap extends CityMap {
  /** Whose data it is, to stand at every drawing of it. */
  credit: Credit | null;
  /** Address of the drawing: see draw-ground.ts for its parts. */
  ground(language: Language): string;
  /** Address of the same as data, for a map that scripts draw. */
  facts(language: Language): string;
  /** To be mounted under `/map`. */
  router: Router;
}

interface MapFile {
  type: string;
  content: string;
}

/** As for assets: the address changes with the content, and a page of an earlier release gets today's, uncached. */
const VERSIONED = 'public, max-age=31536000, immutable';
const OF_ANOTHER_RELEASE = 'public, max-age=0';

/** Draws the map once for each language of the city. */
export function drawMap({ city, locales }: { city: CityPack; locales: Locales }): DrawnMap {
  const map = cityMap(city);
  const files = new Map<string, MapFile>(
    city.languages.flatMap((language): [string, MapFile][] => [
      [
        groundFile(language),
        { type: 'image/svg+xml', content: drawGround({ city, map, locale: locales(language) }) },
      ],
      [factsFile(language), { type: 'application/json', content: JSON.stringify(mapFacts(city, language)) }],
    ]),
  );
  const version = hashOf(files);
  return {
    ...map,
    credit: city.geography.credit,
    ground: (language) => `/map/${version}/${groundFile(language)}`,
    facts: (language) => `/map/${version}/${factsFile(language)}`,
    router: serve(files, version),
  };
}

function groundFile(language: Language): string {
  return `ground.${language}.svg`;
}

function factsFile(language: Language): string {
  return `facts.${language}.json`;
}

function hashOf(files: ReadonlyMap<string, MapFile>): string {
  const hash = createHash('sha256');
  for (const [name, { content }] of files) hash.update(name).update(content);
  return hash.digest('hex').slice(0, 16);
}

function serve(files: ReadonlyMap<string, MapFile>, version: string): Router {
  const router = Router({ caseSensitive: true });
  router.get('/:version/:file', ({ params }, response, next) => {
    const file = files.get(params.file);
    if (!file) return next();
    response
      .set('Cache-Control', params.version === version ? VERSIONED : OF_ANOTHER_RELEASE)
      .type(file.type)
      .send(file.content);
  });
  return router;
}
