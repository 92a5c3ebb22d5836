import { bodyHash } from '../http/body-hash';
import { idempotencyScope, isProven } from '../http/idempotency-key';
import { defineOperation, type CallWithBody } from '../http/operation';
import { json } from '../http/reply';
import { withPhotos, type TakePhotosDeps } from '../photos/take-photos';
import { createFiling, type FilingDeps } from './filing';
import { filedSchema, filingSchema, type Filing } from './filing-schemas';
import { placeComplaint } from './place-complaint';
import { cityExamples } from '../documentation/example-values';

export interface FileComplaintDeps extends FilingDeps, TakePhotosDeps {}

/** Explains repeated requests, and the challenge that comes before requests are refused. */
const DESCRIPTION = `Repeated with the same \`Idempotency-Key\` it is filed once. Without a credential send
\`Idempotency-Secret\` as well, 128 random bits of your own (a new one for each complaint will do): the repetition is then
answered like the first time, from whatever network. Without it anybody may have sent the same key and body, so the
repetition is answered without \`reporterToken\` and \`links.my\`.

Whoever has filed more than a network's share without a key is answered 429 with a \`challenge\`: a few seconds of work, after
which the same request, with \`Proof-Of-Work\`, is taken. It is for one complaint, so it needs both idempotency headers; beside
a credential the key is enough.`;

export function fileComplaint(deps: FileComplaintDeps) {
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
      description: DESCRIPTION,
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
        // Checked again when it is filed; here, so that no photos are processed for a place outside the city.
        placeComplaint(deps.city, body.location);
        const request = { idempotency: await requestOf(call), isProven: isProven(call) };
        const { filed } =
          (await filing.answerAgain(request)) ??
          (await withPhotos(deps, {
            files,
            network: call.network,
            use: (photos) => filing.file({ body, photos, credential, ...request }),
          }));
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

async function requestOf(call: CallWithBody<object, Filing>) {
  if (call.idempotencyKey === null) return null;
  const hash = await bodyHash(call.body, call.files);
  return { scope: idempotencyScope(call, hash), key: call.idempotencyKey, bodyHash: hash };
}
