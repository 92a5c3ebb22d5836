import { z } from 'zod';
import type { CityPack, Language } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Open311Reader, RequestsFilter } from '../../database/readers/open311-reader';
import { parseTrackingCode } from '../../domain/tracking-code';
import { line } from '../http/text-schemas';
import { mapInBatches } from '../http/map-in-batches';
import { malformed } from '../http/problem';
import { API_KEY, COMMON_PARAMETERS } from './common-parameters';
import type { Document } from './document';
import { findRequest, readingOf } from './find-request';
import { spanOf } from './instant-parameter';
import type { Call, Open311Operation } from './operation';
import { pageOf, PAGE_AT_MOST } from './page-parameter';
import type { Parameters } from './parameters';
import { aroundOf } from './place-parameters';
import { presentRequest } from './present-request';
import { requestsSchema, tokensSchema } from './schemas';
import { findAnyService } from './services';
import { localeIn, type LocaleDeps } from './service-locale';
import { STATUS_NAMES, type StatusName } from './status-names';

export interface RequestsDeps extends LocaleDeps {
  city: CityPack;
  publicUrl: string;
  open311: Pick<Open311Reader, 'requests' | 'byCodes' | 'lastUpdates'>;
}

const text = (description: string) => z.string().optional().meta({ description });

/** The complaints that are for everybody, one by one and as a list. */
export function requestOperations(deps: RequestsDeps): Open311Operation[] {
  return [
    {
      id: 'open311Requests',
      audience: 'everybody',
      limit: 'lists',
      example: { status: 'open', page_size: '10' },
      method: 'get',
      path: '/requests',
      summary: 'Complaints, newest first',
      parameters: z.object({
        service_request_id: text(`Several with commas, at most ${PAGE_AT_MOST}; then nothing else counts.`),
        service_code: text('Several with commas.'),
        status: text('`open`, `closed`, or both with a comma.'),
        start_date: text('Filed from then on; at most 90 days before `end_date`.'),
        end_date: text('Filed until then. Without any date: the last 90 days.'),
        updated_after: text('Changed from then on; at most 90 days before `updated_before`.'),
        updated_before: text('Changed until then.'),
        lat: text('With `long` and `radius`: those with a public place in that circle.'),
        long: text('WGS84, decimal degrees.'),
        radius: text('Metres.'),
        q: text('Words of what is public, in any order, “quoted” as a phrase; or a number.'),
        page: text('From 1.'),
        page_size: text(`At most ${PAGE_AT_MOST}, which is the default.`),
        ...API_KEY,
        ...COMMON_PARAMETERS,
      }),
      response: requestsSchema,
      namesComplaint: true,
      run: (call) => listRequests(deps, call),
    },
    {
      id: 'open311Request',
      audience: 'everybody',
      method: 'get',
      path: '/requests/{service_request_id}',
      summary: 'One complaint',
      parameters: z.object({ ...API_KEY, ...COMMON_PARAMETERS }),
      response: requestsSchema,
      namesComplaint: true,
      async run(call) {
        return presented(deps, [await findRequest(deps.open311, call)], call.language);
      },
    },
    {
      id: 'open311Token',
      audience: 'everybody',
      method: 'get',
      path: '/tokens/{token}',
      summary: 'The number of a complaint by its token',
      description: 'Every complaint has its number at once, so the number is its token, too.',
      parameters: z.object({ ...API_KEY, ...COMMON_PARAMETERS }),
      response: tokensSchema,
      namesComplaint: true,
      async run(call) {
        const { trackingCode } = await findRequest(deps.open311, { ...call, name: 'token' });
        const content = [{ service_request_id: trackingCode, token: trackingCode }];
        return { root: 'service_requests', content };
      },
    },
  ];
}

async function listRequests(deps: RequestsDeps, call: Call): Promise<Document> {
  const { parameters, actor, language } = call;
  const ids = parameters.list('service_request_id');
  if (ids) {
    const named = await namedRequests(deps, ids, call);
    return { ...(await presented(deps, named, language)), missing: ids.length - named.length };
  }
  const complaints = await deps.open311.requests(
    {
      ...readingOf(actor),
      ...spansOf(parameters),
      around: aroundOf(parameters),
      q: wordsOf(parameters),
      ...categoriesOf(deps.city, parameters.list('service_code')),
      ...opennessOf(parameters.list('status')),
    },
    pageOf(parameters),
  );
  return presented(deps, complaints, language);
}

/** In the order of the request. Complaints that do not exist are left out; if none exists, the request fails. */
async function namedRequests(
  { open311 }: RequestsDeps,
  ids: string[],
  call: Call,
): Promise<ComplaintRecord[]> {
  if (ids.length > PAGE_AT_MOST) throw malformed(`At most ${PAGE_AT_MOST} complaints are asked for at once.`);
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return [await findRequest(open311, { ...call, id: only })];
  const codes = ids.flatMap((id) => parseTrackingCode(id) ?? []);
  const found = await open311.byCodes(codes, readingOf(call.actor));
  if (found.length === 0) return [await findRequest(open311, { ...call, id: '' })];
  return codes.flatMap((code) => found.find(({ trackingCode }) => trackingCode === code) ?? []);
}

/**
 * The time of filing, of the last change, or both; without any dates, filed in the last 90 days.
 * @throws Problem `malformed`
 */
function spansOf(parameters: Parameters): Pick<RequestsFilter, 'filed' | 'updated'> {
  const names = new Set(parameters.names());
  const isUpdated = names.has('updated_after') || names.has('updated_before');
  const isFiled = names.has('start_date') || names.has('end_date') || !isUpdated;
  return {
    ...(isFiled ? { filed: spanOf(parameters, Date.now()) } : {}),
    ...(isUpdated ? { updated: spanOf(parameters, Date.now(), ['updated_after', 'updated_before']) } : {}),
  };
}

/** @throws Problem `malformed` */
function wordsOf(parameters: Parameters): string | undefined {
  const typed = parameters.one('q');
  if (typed === undefined) return undefined;
  const { success, data } = line({ max: 100 }).safeParse(typed);
  if (!success) throw malformed('q must have 1 to 100 characters.');
  return data;
}

/** @throws Problem `not_found` for a code that no service has */
function categoriesOf(city: CityPack, codes: string[] | undefined): { categories?: string[] } {
  return codes ? { categories: codes.map((code) => findAnyService(city, code).code) } : {};
}

/** @throws Problem `malformed` */
function opennessOf(names: string[] = []): { isOpen?: boolean } {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  for (const name of wanted) {
    if (!STATUS_NAMES.includes(name as StatusName))
      throw malformed(`status must be one of ${STATUS_NAMES.join(', ')}.`);
  }
  return wanted.size === 1 ? { isOpen: wanted.has('open') } : {};
}

async function presented(
  deps: RequestsDeps,
  complaints: readonly ComplaintRecord[],
  language: Language,
): Promise<Document> {
  const { city, publicUrl } = deps;
  const last = await deps.open311.lastUpdates(complaints.map(({ id }) => id));
  const locale = localeIn(deps, language);
  const content = await mapInBatches(complaints, (complaint) =>
    presentRequest({ complaint, last: last.get(complaint.id), locale, city, publicUrl }),
  );
  return { root: 'service_requests', content };
}
