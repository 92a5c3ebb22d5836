import { bodyHash } from '../http/body-hash';
import { defineOperation, type CallWithBody, type Operation } from '../http/operation';
import { json } from '../http/reply';
import { withPhotos, type TakePhotosDeps } from '../photos/take-photos';
import { createFiling, type FilingDeps } from './filing';
import { filedSchema, filingSchema, type Filing } from './filing-schemas';
import { placeComplaint } from './place-complaint';
import { cityExamples } from '../documentation/example-values';

export interface FileComplaintDeps extends FilingDeps, TakePhotosDeps {}

export function fileComplaint(deps: FileComplaintDeps): Operation {
  const filing = createFiling(deps);
  return defineOperation(
    {
      id: 'fileComplaint',
      audience: 'everybody',
      example: { body: exampleFiling(deps.city) },
      headers: ['Location'],
      method: 'post',
      path: '/complaints',
      tag: 'Complaints',
      summary: 'File a complaint',
      body: filingSchema(deps.city),
      photos: true,
      idempotent: true,
      limit: 'filing',
      scope: 'complaints:file',
      responses: { 201: { description: 'It is stored and its clock runs.', schema: filedSchema } },
      problems: ['outside_city', 'photo_refused', 'idempotency_conflict'],
    },
    {
      async handle(call) {
        const { body, credential, files } = call;
        // Once more when it is filed; here, so that nobody's photos are worked on for a place outside the city.
        placeComplaint(deps.city, body.location);
        const { filed } = await withPhotos(deps, {
          files,
          network: call.network,
          use: (photos) => filing.file({ body, photos, credential, idempotency: requestOf(call) }),
        });
        const location = `/api/v1/complaints/${filed.trackingCode}`;
        return json(201, filed, { Location: location });
      },
    },
  );
}

function exampleFiling(city: FileComplaintDeps['city']) {
  const { category, point } = cityExamples(city);
  return {
    category,
    description: 'Lubang besar di depan sekolah, sudah dua minggu.',
    location: { ...point, address: 'Jl. Merdeka 12' },
    reporter: { name: 'Siti Rahma', email: 'siti@example.org', phone: '+62 812 3456 7890' },
  };
}

function requestOf({ idempotencyKey, credentialId, body, files }: CallWithBody<object, Filing>) {
  if (idempotencyKey === null) return null;
  return { scope: credentialId, key: idempotencyKey, bodyHash: bodyHash(body, files) };
}
