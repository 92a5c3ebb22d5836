import type { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { DraftReference } from '../../database/stores/empty-draft';
import type { IdempotentRequest } from '../../database/stores/idempotency';
import type { FiledComplaint, IntakeStore } from '../../database/stores/intake-store';
import type { NewComplaint } from '../../database/stores/new-complaint';
import type { StoredPhoto } from '../../database/stores/insert-photos';
import { isOnTheSpot, type Capture } from '../../domain/on-the-spot';
import type { LinkSigner } from '../../links/link-signer';
import type { Credential } from '../authentication/credential';
import { invalid, type Problem } from '../http/problem';
import { isoInstant } from '../http/iso-instant';
import type { filedSchema, Filing, GivenCapture } from './filing-schemas';
import { fullerCapture } from './fuller-capture';
import { placeComplaint } from './place-complaint';

export interface FilingDeps {
  city: CityPack;
  publicUrl: string;
  intake: Pick<IntakeStore, 'file' | 'findEarlier'>;
  links: Pick<LinkSigner, 'sign'>;
  /** Starts the workflow of the new complaint soon; nobody waits for it. */
  relay: { wake(): void };
}

export type FiledPhoto = Omit<StoredPhoto, 'onTheSpot'> & { capture: Capture };

export interface FilingRequest {
  body: Filing;
  /** Their pictures are stored already; `capture` is what their files said. */
  photos: FiledPhoto[];
  credential: Credential;
  /** Null: the same request sent twice makes two complaints. */
  idempotency: IdempotentRequest | null;
  /**
   * Whether only the original sender can have sent a repetition: only then does it get the reporter's token again.
   */
  isProven: boolean;
  /** The draft that it is made from; emptied once it is filed. */
  draft?: DraftReference;
}

export type FiledView = z.input<typeof filedSchema>;

export interface FilingResult {
  complaint: ComplaintRecord;
  /** The same request was answered before; the photos handed in now belong to nothing. */
  repeated: boolean;
  /**
   * The response to the reporter; includes the secret that proves who filed it, unless somebody else may be
   * asking.
   */
  filed: FiledView;
}

export interface FilingDesk {
  /**
   * Stores a complaint in one transaction and answers at once; the engine takes over afterwards.
   * @throws Problem `outside_city`, IdempotencyConflictError, DraftMovedError
   */
  file(request: FilingRequest): Promise<FilingResult>;
  /**
   * The response to a request that was filed before, so that its photos are not processed twice; null for a new
   * request.
   * @throws IdempotencyConflictError
   */
  answerAgain(request: Pick<FilingRequest, 'idempotency' | 'isProven'>): Promise<FilingResult | null>;
}

/** What the API and the pages share: everything about filing except reading the request. */
export function createFiling(deps: FilingDeps): FilingDesk {
  function resultOf(stored: FiledComplaint, { isProven }: Pick<FilingRequest, 'isProven'>): FilingResult {
    const { complaint, repeated } = stored;
    deps.relay.wake();
    return { complaint, repeated, filed: filedView(deps, { ...stored, showsToken: !repeated || isProven }) };
  }

  return {
    async file(request) {
      return resultOf(await deps.intake.file(newComplaint(deps.city, request)), request);
    },
    async answerAgain({ idempotency, isProven }) {
      const earlier = idempotency && (await deps.intake.findEarlier(idempotency));
      return earlier && resultOf(earlier, { isProven });
    },
  };
}

function newComplaint(city: CityPack, request: FilingRequest): NewComplaint {
  const { body, photos, idempotency, draft } = request;
  const category = city.categories.find(({ code }) => code === body.category);
  if (!category) throw new RangeError('a category was let through that the city does not have');
  const location = placeComplaint(city, body.location);
  const { name = null, email = null, phone = null, language = city.defaultLanguage } = body.reporter ?? {};
  return {
    description: body.description,
    category: category.code,
    agency: category.agency,
    targetHours: category.targetHours,
    policyVersion: city.policy.version,
    policy: city.policy,
    location,
    reporter: { name, email, phone, language },
    device: body.device ?? null,
    anonymous: body.anonymous,
    confidential: body.confidential,
    ...originOf(request),
    photos: photos.map((photo, index) => judged(photo, { given: body.captures?.[index], pin: location })),
    idempotency,
    ...(draft ? { draft } : {}),
  };
}

interface Judgement {
  given: GivenCapture | null | undefined;
  pin: NewComplaint['location'];
}

/** Replaces the capture data with the verdict made from it. */
function judged({ capture, ...photo }: FiledPhoto, { given, pin }: Judgement): StoredPhoto {
  const onTheSpot = isOnTheSpot({ capture: fullerCapture(capture, given), pin, receivedAt: Date.now() });
  return { ...photo, onTheSpot };
}

/**
 * Where a complaint came from. An application speaks for the reporters of what it filed; other keys do not.
 * @throws Problem `invalid`
 */
function originOf({ body, credential }: FilingRequest) {
  const { externalReference = null } = body;
  const isKey = credential.kind === 'api_key';
  if (isKey && credential.role === 'application') {
    return { channel: credential.channel ?? 'api', filedBy: credential.id, externalReference };
  }
  if (externalReference !== null) throw referenceOfNobody();
  return { channel: isKey ? 'api' : 'web', filedBy: null };
}

function referenceOfNobody(): Problem {
  const detail = 'externalReference: is only for keys of applications.';
  return invalid([{ pointer: '#/externalReference', rule: 'unknown', detail }]);
}

function filedView(
  { links, publicUrl }: FilingDeps,
  { complaint, tokenGeneration, showsToken }: FiledComplaint & { showsToken: boolean },
): FiledView {
  const { id, trackingCode, status, targetHours } = complaint;
  const reporterToken = links.sign({
    complaintId: id,
    recipient: `reporter:${id}`,
    purpose: 'reporter',
    generation: tokenGeneration,
  });
  return {
    id,
    trackingCode,
    status,
    receivedAt: isoInstant(complaint.receivedAt),
    targetHours,
    resolveBy: isoInstant(complaint.resolveBy),
    ...(showsToken ? { reporterToken } : {}),
    links: {
      self: `${publicUrl}/api/v1/complaints/${trackingCode}`,
      track: `${publicUrl}/track/${trackingCode}`,
      ...(showsToken ? { my: `${publicUrl}/my/${trackingCode}?t=${reporterToken}` } : {}),
    },
  };
}
