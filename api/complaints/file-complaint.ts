import type { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { IntakeStore } from '../../database/stores/intake-store';
import type { NewComplaint } from '../../database/stores/new-complaint';
import type { LinkSigner } from '../../mail/link-signer';
import type { Credential } from '../authentication/credential';
import { bodyHash } from '../http/body-hash';
import { defineOperation, type CallWithBody, type Operation } from '../http/operation';
import { json } from '../http/reply';
import { withPhotos, type TakePhotosDeps } from '../photos/take-photos';
import { filedSchema, filingSchema } from './filing-schemas';
import { isoInstant } from './iso-instant';
import { placeComplaint } from './place-complaint';

export interface FileComplaintDeps extends TakePhotosDeps {
  city: CityPack;
  publicUrl: string;
  intake: Pick<IntakeStore, 'file'>;
  reporters: { find(complaintId: string): Promise<{ tokenGeneration: number } | null> };
  links: Pick<LinkSigner, 'sign'>;
  /** Starts what was filed, soon; nobody waits for it. */
  relay: { wake(): void };
}

type Filing = z.output<ReturnType<typeof filingSchema>>;

/** Takes a complaint: stored in one transaction, answered at once, and left to the engine afterwards. */
export function fileComplaint(deps: FileComplaintDeps): Operation {
  return defineOperation(
    {
      id: 'fileComplaint',
      method: 'post',
      path: '/complaints',
      tag: 'Complaints',
      summary: 'File a complaint',
      body: filingSchema(deps.city),
      photos: true,
      idempotent: true,
      limit: 'filing',
      responses: { 201: { description: 'It is stored and its clock runs.', schema: filedSchema } },
      problems: ['outside_city', 'photo_refused', 'idempotency_conflict'],
    },
    {
      async handle(call) {
        const place = placeComplaint(deps.city, call.body.location);
        const { complaint } = await withPhotos(deps, {
          files: call.files,
          use: (photos) => deps.intake.file(newComplaint(deps.city, { call, place, photos })),
        });
        deps.relay.wake();
        const location = `/api/v1/complaints/${complaint.trackingCode}`;
        return json(201, await filed(deps, complaint), { Location: location });
      },
    },
  );
}

interface Filed {
  call: CallWithBody<object, Filing>;
  place: NewComplaint['location'];
  photos: NewComplaint['photos'];
}

function newComplaint(city: CityPack, { call, place, photos }: Filed): NewComplaint {
  const { body, credential, files, idempotencyKey } = call;
  const category = city.categories.find(({ code }) => code === body.category);
  if (!category) throw new RangeError('a category was let through that the city does not have');
  const { name = null, email = null, phone = null, language = city.defaultLanguage } = body.reporter ?? {};
  return {
    description: body.description,
    category: category.code,
    agency: category.agency,
    targetHours: category.targetHours,
    policyVersion: city.policy.version,
    policy: city.policy,
    location: place,
    reporter: { name, email, phone, language },
    anonymous: body.anonymous,
    confidential: body.confidential,
    channel: credential.kind === 'api_key' ? 'api' : 'web',
    filedBy: applicationOf(credential),
    photos,
    idempotency:
      idempotencyKey === null
        ? null
        : { scope: call.credentialId, key: idempotencyKey, bodyHash: bodyHash(body, files) },
  };
}

/** An application speaks for the reporters of what it filed; other keys do not. */
function applicationOf(credential: Credential): string | null {
  return credential.kind === 'api_key' && credential.role === 'application' ? credential.id : null;
}

async function filed(
  { reporters, links, publicUrl }: FileComplaintDeps,
  complaint: ComplaintRecord,
): Promise<z.input<typeof filedSchema>> {
  const { id, trackingCode, status, targetHours } = complaint;
  const reporter = await reporters.find(id);
  if (!reporter) throw new RangeError(`the complaint ${id} has no reporter's row`);
  const generation = reporter.tokenGeneration;
  const reporterToken = links.sign({
    complaintId: id,
    recipient: `reporter:${id}`,
    purpose: 'reporter',
    generation,
  });
  return {
    id,
    trackingCode,
    status,
    receivedAt: isoInstant(complaint.receivedAt),
    targetHours,
    resolveBy: isoInstant(complaint.resolveBy),
    reporterToken,
    links: {
      self: `${publicUrl}/api/v1/complaints/${trackingCode}`,
      track: `${publicUrl}/track/${trackingCode}`,
      my: `${publicUrl}/my/${trackingCode}?t=${reporterToken}`,
    },
  };
}
