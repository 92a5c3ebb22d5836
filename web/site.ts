import { join } from 'node:path';
import { createLimits, type Limits } from '../api/limits/limits';
import { createTranslator } from '../mail/locales';
import { createCarryOutStaff, type CarryOutStaff } from './admin/staff-operations';
import { cityMap, type CityMap } from './browse/city-map';
import { createFilingForm, type FilingForm } from './filing/filing-form';
import { createPageActs, type PageActs } from './forms/page-acts';
import { createSeats, STREAM_SETTINGS, type Seats, type StreamSettings } from '../api/live/seats';
import { createPageTemplates, type PageTemplates } from './page-templates';
import type { PagesDeps } from './pages-deps';
import { createSpeeches, type Speeches } from './speech';

/** What every page is made with. */
export interface Site extends PagesDeps {
  templates: PageTemplates;
  speeches: Speeches;
  limits: Limits;
  acts: PageActs;
  carryOutStaff: CarryOutStaff;
  filing: FilingForm;
  map: CityMap;
  streamSettings: StreamSettings;
  seats: Seats;
}

/** Reads templates and texts once. @throws what they are faulty with */
export function createSite(deps: PagesDeps): Site {
  const { city, db, settings, templatesFolder } = deps;
  return {
    ...deps,
    templates: createPageTemplates(join(templatesFolder, 'pages')),
    speeches: createSpeeches({ city, translator: createTranslator(join(templatesFolder, 'locales')) }),
    limits: createLimits({ db, limits: settings.limits }),
    acts: createPageActs(deps),
    carryOutStaff: createCarryOutStaff(deps),
    filing: createFilingForm(deps),
    map: cityMap(city),
    streamSettings: STREAM_SETTINGS,
    seats: createSeats(STREAM_SETTINGS),
  };
}
