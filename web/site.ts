import { join } from 'node:path';
import { createFilingLadder } from '../api/limits/filing-ladder';
import type { Ladder } from '../api/limits/ladder';
import { createPhotoLadder } from '../api/limits/photo-ladder';
import { createLimits, type Limits } from '../api/limits/limits';
import { createTranslator } from '../mail/locales';
import { createAssets, type Assets } from './assets';
import { createCarryOutKeys, type CarryOutKeys } from './admin/keys/key-operations';
import { createCarryOutWebhooks, type CarryOutWebhooks } from './admin/webhooks/webhook-operations';
import { createCarryOutStaff, type CarryOutStaff } from './admin/staff-operations';
import { cityMap, type CityMap } from './browse/city-map';
import { createPublicDocuments, type PublicDocuments } from './browse/public-documents';
import { createWall, type WallOfSite } from './command-centre/create-wall';
import { createFilingForm, type FilingForm } from './filing/filing-form';
import { createPageActs, type PageActs } from './forms/page-acts';
import { createSeats, STREAM_SETTINGS, type Seats, type StreamSettings } from '../api/live/seats';
import { createCarryOutOutages, type CarryOutOutages } from './outages/outage-operations';
import { createLastPublic } from './live/live-pages';
import { createPageTemplates, type PageTemplates } from './page-templates';
import type { PagesDeps } from './pages-deps';
import { createSpeeches, type Speeches } from './speech';

/** What every page is made with. */
export interface Site extends PagesDeps, WallOfSite {
  templates: PageTemplates;
  assets: Assets;
  speeches: Speeches;
  limits: Limits;
  ladder: Ladder;
  photoLadder: Ladder;
  acts: PageActs;
  carryOutStaff: CarryOutStaff;
  carryOutKeys: CarryOutKeys;
  carryOutOutages: CarryOutOutages;
  carryOutWebhooks: CarryOutWebhooks;
  filing: FilingForm;
  documents: PublicDocuments;
  map: CityMap;
  streamSettings: StreamSettings;
  seats: Seats;
  /** Number of a complaint's last event that everybody may know of; null when there is none such. */
  lastPublic: (complaintId: string) => Promise<number | null>;
}

/** Reads templates and texts once. @throws what they are faulty with */
export function createSite(deps: PagesDeps): Site {
  const { city, db, settings, templatesFolder } = deps;
  const templates = createPageTemplates(join(templatesFolder, 'pages'));
  const map = cityMap(city);
  return {
    ...deps,
    ...createWall(deps, { templates, map }),
    templates,
    assets: createAssets(deps.assetsFolder),
    speeches: createSpeeches({ city, translator: createTranslator(join(templatesFolder, 'locales')) }),
    limits: createLimits({ db, limits: settings.limits }),
    ladder: createFilingLadder({ ...deps, limits: settings.limits }),
    photoLadder: createPhotoLadder({ ...deps, limits: settings.limits }),
    acts: createPageActs(deps),
    carryOutStaff: createCarryOutStaff(deps),
    carryOutKeys: createCarryOutKeys(deps),
    carryOutOutages: createCarryOutOutages(deps),
    carryOutWebhooks: createCarryOutWebhooks(deps),
    filing: createFilingForm(deps),
    documents: createPublicDocuments(deps.complaints),
    map,
    streamSettings: STREAM_SETTINGS,
    seats: createSeats(STREAM_SETTINGS),
    lastPublic: createLastPublic(deps),
  };
}
