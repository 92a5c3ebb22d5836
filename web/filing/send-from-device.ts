import { createHash } from 'node:crypto';
import { ownScope, SECRET_FORM } from '../../api/http/idempotency-key';
import type { Credential } from '../../api/authentication/credential';
import type { FilingResult } from '../../api/complaints/filing';
import { validateBody } from '../../api/http/validate';
import { widestNetworkOf } from '../../api/limits/network-of';
import { withPhotos } from '../../api/photos/take-photos';
import type { IdempotentRequest } from '../../database/stores/idempotency';
import { browserSecret } from '../browser-secret';
import type { FieldError } from '../forms/field-errors';
import { formKey } from '../forms/form-key';
import type { Form } from '../http/read-form';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { givenCaptures } from '../photo-field/given-capture';
import { contactOf, placeOf, whatOf } from './draft-body';
import { contactIn, placeIn, whatIn } from './read-typed';
import { refusal, refusalFor } from './send-refusals';
import { sentAnswer } from './sent-answer';
import { contactErrors, whatErrors, whereErrors } from './step-errors';
import type { Sending } from './sending';

const NOBODY: Credential = { kind: 'none' };

/**
 * Files what a device has kept: the whole complaint with its photos in one request, perhaps hours after it was
 * written. However often it is sent, it is one complaint: key and secret were made on the device with it.
 */
export async function sendFromDevice(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { form } = request;
  const locale = context.locales(languageFor(request, context.city, form.get('language')));
  const sending = { context, request, locale };
  const idempotency = idempotencyIn(form);
  if (request.fetchSite === 'cross-site' || !idempotency)
    return refusal(403, [{ field: '', error: locale.t('filing.errors.foreign') }]);
  try {
    const earlier = await context.filing.desk.answerAgain({ idempotency, isProven: true });
    if (earlier) return answered(sending, earlier);
    const errors = errorsIn(sending);
    if (errors.length > 0) return refusal(422, errors);
    return answered(sending, await file(sending, idempotency));
  } catch (error) {
    return refusalFor(error, sending);
  }
}

/** Null for a request that no page of ours makes. The key says all: what was written never changes under it. */
function idempotencyIn(form: Form): IdempotentRequest | null {
  const [key, secret = ''] = [formKey(form), form.get('secret')];
  const scope = ownScope({ credential: NOBODY, idempotencySecret: secret });
  if (key === null || !SECRET_FORM.test(secret) || scope === null) return null;
  return { scope, key, bodyHash: createHash('sha256').update(key).digest() };
}

function errorsIn(sending: Sending): FieldError[] {
  const { form } = sending.request;
  return [
    ...whatErrors(whatIn(form), sending),
    ...whereErrors(placeIn(form), sending),
    ...contactErrors(contactIn(form), sending),
  ];
}

async function file(sending: Sending, idempotency: IdempotentRequest): Promise<FilingResult> {
  const { context, request } = sending;
  if (request.refusedFiles) throw request.refusedFiles;
  await context.ladder({
    caller: { credential: NOBODY, address: request.address },
    subject: JSON.stringify([idempotency.scope, idempotency.key]),
    proof: request.form.get('proof') ?? null,
  });
  const body = bodyOf(sending);
  return withPhotos(context, {
    files: request.files.map(({ data }) => data),
    network: widestNetworkOf(request.address),
    use: (photos) =>
      context.filing.desk.file({ body, photos, credential: NOBODY, idempotency, isProven: true }),
  });
}

function bodyOf({ context, request, locale }: Sending) {
  const { form } = request;
  const contact = contactOf(contactIn(form));
  return validateBody(context.filing.schemas.whole, {
    ...whatOf(whatIn(form)),
    ...placeOf(placeIn(form)),
    ...contact,
    reporter: { ...contact.reporter, language: locale.language },
    device: deviceOf({ context, request }).device,
    captures: givenCaptures(context, form.get('captures')),
  });
}

function deviceOf({ context, request }: Pick<Sending, 'context' | 'request'>) {
  return browserSecret(context, request, request.form.get('key') ?? '');
}

async function answered(sending: Sending, { complaint, filed }: FilingResult): Promise<PageResponse> {
  const body = await sentAnswer(sending, { complaint, filed });
  return { kind: 'json', status: 201, body, cookies: [deviceOf(sending).cookie] };
}
