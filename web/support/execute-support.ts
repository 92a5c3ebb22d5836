import type { Language } from '../../city/city-pack';
import { formKey } from '../forms/form-key';
import type { PageRequest } from '../http/page-request';
import type { PagesContext } from '../pages-context';

interface Support {
  trackingCode: string;
  /** Null for a supporter who only wants to be counted. */
  email: string | null;
  language: Language;
  /** The secret of the visitor's browser. */
  device: string;
}

/** Executes “me too”, counted against the API's limit. @throws Problem and whatever the operation throws */
export async function executeSupport(
  context: PagesContext,
  { form, address }: PageRequest,
  { trackingCode, email, language, device }: Support,
): Promise<void> {
  const credential = { kind: 'none' } as const;
  await context.limits.count('support', { credential, address });
  await context.execute(context.operations.supportComplaint, {
    params: { code: trackingCode },
    body: { language, device, ...(email === null ? {} : { email }) },
    idempotencyKey: formKey(form),
    credential,
  });
}
