import { z } from 'zod';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { createFiling, type FilingDeps } from '../complaints/filing';
import { placeComplaint } from '../complaints/place-complaint';
import { line } from '../http/text-schemas';
import { credentialId } from '../authentication/credential';
import { bodyHash } from '../http/body-hash';
import { malformed, Problem } from '../http/problem';
import { widestNetworkOf } from '../limits/network-of';
import { withPhotos, type TakePhotosDeps } from '../photos/take-photos';
import { API_KEY, COMMON_PARAMETERS } from './common-parameters';
import type { FetchMedia } from './fetch-media';
import { createFilingOf } from './filing-of';
import type { Call, Open311Operation } from './operation';
import { noticeOf } from './present-request';
import { filedSchema } from './schemas';
import { localeIn, type LocaleDeps } from './service-locale';
import { cityExamples } from '../documentation/example-values';

export interface FileRequestDeps extends FilingDeps, TakePhotosDeps, LocaleDeps {
  city: FilingDeps['city'];
  fetchMedia: FetchMedia;
}

const text = (description?: string) =>
  z
    .string()
    .optional()
    .meta(description ? { description } : {});

const parameters = z.object({
  service_code: z.string(),
  lat: text('With `long`: WGS84, decimal degrees.'),
  long: text(),
  address_string: text('An address; without `lat` and `long` it has to name one of the city’s districts.'),
  address_id: text('There is no register of addresses: one alone is refused.'),
  description: text('10 to 4000 characters.'),
  email: text(),
  first_name: text(),
  last_name: text(),
  phone: text(),
  'attribute[anonymous]': text('`yes`: the agency does not see who reports.'),
  'attribute[confidential]': text('`yes`: the public sees kind, district and status only.'),
  media_url: text('A picture at a public https address; several by repeating it.'),
  account_id: text('Answered and not kept.'),
  device_id: text('Not kept.'),
  requested_datetime: text('Not kept: what counts is when it arrives.'),
  ...API_KEY,
  ...COMMON_PARAMETERS,
});

/** Files a complaint from another application, in GeoReport's terms. */
export function fileRequest(deps: FileRequestDeps): Open311Operation {
  const filing = createFiling(deps);
  const filingOf = createFilingOf(deps.city);
  return {
    id: 'open311FileRequest',
    audience: 'applications',
    example: exampleForm(deps.city),
    method: 'post',
    path: '/requests',
    summary: 'File a complaint',
    parameters,
    response: filedSchema,
    files: true,
    limit: 'filing',
    scope: 'complaints:file',
    async run(call) {
      const { credential, language } = call;
      if (call.actor.kind !== 'application') throw onlyApplications();
      const locale = localeIn(deps, language);
      const body = filingOf({ parameters: call.parameters, language, locale });
      const account = accountOf(call);
      // Checked before anything is fetched or processed for a place outside the city, and again when it is filed.
      placeComplaint(deps.city, body.location);
      const media = { urls: mediaOf(call), credentialId: credentialId(credential) };
      const request = { idempotency: await requestOf(call), isProven: true };
      const { complaint } =
        (await filing.answerAgain(request)) ??
        (await deps.fetchMedia(media, (pictures) =>
          withPhotos(deps, {
            files: [...call.files, ...pictures],
            network: widestNetworkOf(call.address),
            use: (photos) => filing.file({ body, photos, credential, ...request }),
          }),
        ));
      return {
        root: 'service_requests',
        content: [
          {
            service_request_id: complaint.trackingCode,
            service_notice: noticeOf(locale, complaint.agency, complaint.targetHours),
            account_id: account,
          },
        ],
      };
    },
  };
}

/** @throws Problem `malformed` */
export function mediaOf({ parameters, files }: Pick<Call, 'parameters' | 'files'>): readonly string[] {
  const urls = parameters.all('media_url');
  if (urls.length + files.length > PHOTO_LIMITS.photosAtMost) {
    throw malformed(`At most ${PHOTO_LIMITS.photosAtMost} photos are taken.`);
  }
  return urls;
}

function exampleForm(city: FileRequestDeps['city']) {
  const { category, point } = cityExamples(city);
  return {
    service_code: category,
    lat: String(point.latitude),
    long: String(point.longitude),
    address_string: 'Jl. Merdeka 12',
    description: 'Lubang besar di depan sekolah, sudah dua minggu.',
    email: 'siti@example.org',
  };
}

function accountOf({ parameters }: Call): string | null {
  const account = parameters.one('account_id');
  if (account === undefined) return null;
  if (!line({ max: 200 }).safeParse(account).success)
    throw malformed('account_id must have at most 200 characters.');
  return account;
}

/** Hashes everything that was sent except the key, which may have been replaced before the request is repeated. */
async function requestOf({ idempotencyKey, credential, parameters, files }: Call) {
  if (idempotencyKey === null) return null;
  const sent = parameters.entries().filter(([name]) => name !== 'api_key');
  return { scope: credentialId(credential), key: idempotencyKey, bodyHash: await bodyHash(sent, files) };
}

function onlyApplications(): Problem {
  return new Problem({
    code: 'insufficient_scope',
    detail: 'Complaints are filed with the api_key of an application.',
  });
}
