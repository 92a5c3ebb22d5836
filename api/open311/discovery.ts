import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { CONTENT_TYPES } from './document';
import type { Open311Operation } from './operation';
import { COMMON_PARAMETERS } from './common-parameters';
import { discoverySchema } from './schemas';
import { localeIn, type LocaleDeps } from './service-locale';

export interface DiscoveryDeps extends LocaleDeps {
  city: CityPack;
  publicUrl: string;
  /** Whether this is a developer's installation: nobody acts on what is filed there. */
  isTest: boolean;
}

const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2';

export function discovery(deps: DiscoveryDeps): Open311Operation {
  // The services come from the city pack, which is read when the process starts: nothing has changed since.
  const changeset = new Date().toISOString();
  return {
    id: 'open311Discovery',
    audience: 'everybody',
    method: 'get',
    path: '/discovery',
    summary: 'Where the endpoint is and what it speaks',
    parameters: z.object(COMMON_PARAMETERS),
    response: discoverySchema,
    async run({ language }) {
      const { city, publicUrl, isTest } = deps;
      const { t } = localeIn(deps, language);
      const place = { city: city.name, url: publicUrl };
      const endpoint = {
        specification: SPECIFICATION,
        url: `${publicUrl}/open311/v2`,
        changeset,
        type: isTest ? 'test' : 'production',
        formats: [mediaType('xml'), mediaType('json')],
      };
      return {
        root: 'discovery',
        content: {
          changeset,
          contact: t('open311.contact', place),
          key_service: t('open311.keyService', place),
          endpoints: [endpoint],
        },
      };
    },
  };
}

function mediaType(format: keyof typeof CONTENT_TYPES): string {
  return CONTENT_TYPES[format].replace(/;.*/, '');
}
