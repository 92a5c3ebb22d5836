import type { Language } from '../../city/city-pack';
import type { ResponseCookie } from '../page-response';
import { browserSecret } from '../browser-secret';
import { bodyOf } from '../forms/field-values';
import { formKey } from '../forms/form-key';
import type { PageRequest } from '../http/page-request';
import type { PagesContext } from '../pages-context';
import { SUPPORT_FIELDS } from './support-fields';

interface Support {
  trackingCode: string;
  language: Language;
}

/**
 * Executes “me too”, counted against the API's limit.
 * @throws Problem and whatever the operation throws
 * @returns the cookie by which the browser is counted once
 */
export async function executeSupport(
  context: PagesContext,
  request: PageRequest,
  { trackingCode, language }: Support,
): Promise<ResponseCookie> {
  const { form, address } = request;
  const credential = { kind: 'none' } as const;
  const { device, cookie } = browserSecret(context, request, form.get('key') ?? '');
  await context.limits.count('support', { credential, address });
  await context.execute(context.operations.supportComplaint, {
    params: { code: trackingCode },
    body: { ...bodyOf(SUPPORT_FIELDS, form), language, device },
    idempotencyKey: formKey(form),
    credential,
  });
  return cookie;
}
