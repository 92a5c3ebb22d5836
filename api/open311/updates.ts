import { z } from 'zod';
import type { Open311Reader } from '../../database/readers/open311-reader';
import { API_KEY, COMMON_PARAMETERS } from './common-parameters';
import { readingOf } from './find-request';
import { spanOf } from './instant-parameter';
import type { Open311Operation } from './operation';
import { pageOf, PAGE_AT_MOST } from './page-parameter';
import { presentUpdate } from './present-update';
import { updatesSchema } from './schemas';
import { localeIn, type LocaleDeps } from './service-locale';

export interface UpdatesDeps extends LocaleDeps {
  publicUrl: string;
  open311: Pick<Open311Reader, 'updates'>;
}

const text = (description: string) => z.string().optional().meta({ description });

/** Steps of complaints, for the systems that filed them (mySociety's extension). */
export function listUpdates(deps: UpdatesDeps): Open311Operation {
  return {
    id: 'open311Updates',
    audience: 'everybody',
    example: { page_size: '10' },
    method: 'get',
    path: '/servicerequestupdates',
    summary: 'What has happened to complaints, oldest first',
    description:
      'mySociety’s extension of GeoReport. What was done with the api_key that is sent is left out.',
    parameters: z.object({
      start_date: text('Recorded from then on; at most 90 days before `end_date`.'),
      end_date: text('Recorded until then. Without either: the last 90 days.'),
      page: text('From 1.'),
      page_size: text(`At most ${PAGE_AT_MOST}, which is the default.`),
      ...API_KEY,
      ...COMMON_PARAMETERS,
    }),
    response: updatesSchema,
    async run({ parameters, actor, credential, language }) {
      const locale = localeIn(deps, language);
      const { publicUrl } = deps;
      const updates = await deps.open311.updates(
        {
          ...readingOf(actor),
          ...spanOf(parameters, Date.now()),
          notBy: credential.kind === 'api_key' ? credential.id : null,
        },
        pageOf(parameters),
      );
      const content = updates.map(({ complaint, ...each }) =>
        presentUpdate(each, { complaint, locale, publicUrl }),
      );
      return { root: 'service_request_updates', content };
    },
  };
}
