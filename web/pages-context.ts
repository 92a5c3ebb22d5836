import { join } from 'node:path';
import { createFilingLadder } from '../api/limits/filing-ladder';
import type { Ladder } from '../api/limits/ladder';
import { createPhotoLadder } from '../api/limits/photo-ladder';
import { createLimits, type Limits } from '../api/limits/limits';
import { createTranslator } from '../locale/translator';
import { createAssets, type Assets } from './assets';
import { drawMap, type DrawnMap } from './map/drawn-map';
import { createPublicDocuments, type PublicDocuments } from './browse/public-documents';
import { openStreetMap, type StreetMap } from './map/street-map';
import { createWall, type WallContext } from './command-centre/create-wall';
import { execute, type Execute } from './execute';
import { createFilingForm, type FilingForm } from './filing/filing-form';
import {
  createConnectionSlots,
  STREAM_SETTINGS,
  type ConnectionSlots,
  type StreamSettings,
} from '../api/live/connection-slots';
import { createLastPublic } from './live/last-public';
import { pageOperations, type PageOperations } from './page-operations';
import { createPageTemplates, type PageTemplates } from './page-templates';
import type { PagesDeps } from './pages-deps';
import { createLocales, type Locales } from '../locale/locale';

/** What every page is made with: texts, templates, stores, limits. */
export interface PagesContext extends PagesDeps, WallContext {
  templates: PageTemplates;
  assets: Assets;
  locales: Locales;
  limits: Limits;
  ladder: Ladder;
  photoLadder: Ladder;
  execute: Execute;
  operations: PageOperations;
  filing: FilingForm;
  documents: PublicDocuments;
  map: DrawnMap;
  streets: StreetMap | null;
  streamSettings: StreamSettings;
  streamSlots: ConnectionSlots;
  /** Number of a complaint's last event that the public may know of; null when there is none. */
  lastPublic: (complaintId: string) => Promise<number | null>;
}

/** Reads templates and texts once. @throws errors in them */
export function createPagesContext(deps: PagesDeps): PagesContext {
  const { city, db, settings, templatesFolder } = deps;
  const templates = createPageTemplates(join(templatesFolder, 'pages'));
  const locales = createLocales({ city, translator: createTranslator(join(templatesFolder, 'locales')) });
  const map = drawMap({ city, locales });
  return {
    ...deps,
    ...createWall(deps, { templates, map }),
    templates,
    assets: createAssets(deps.assetsFolder),
    locales,
    limits: createLimits({ db, limits: settings.limits }),
    ladder: createFilingLadder({ ...deps, limits: settings.limits }),
    photoLadder: createPhotoLadder({ ...deps, limits: settings.limits }),
    execute,
    operations: pageOperations(deps),
    filing: createFilingForm(deps),
    documents: createPublicDocuments(deps.complaints),
    map,
    streets: deps.mapFile === undefined ? null : openStreetMap(deps.mapFile),
    streamSettings: STREAM_SETTINGS,
    streamSlots: createConnectionSlots(STREAM_SETTINGS),
    lastPublic: createLastPublic(deps),
  };
}
