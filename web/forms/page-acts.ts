import { apiOperations } from '../../api/api-operations';
import { requestIdOf } from '../../api/acts/request-id';
import { credentialId, type Credential } from '../../api/authentication/credential';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Form } from '../http/read-form';
import type { PagesDeps } from '../pages-deps';
import { bodyOfForm } from './body-of-form';
import type { FormName } from './form-definitions';

interface FormPost {
  name: FormName;
  form: Form;
  complaint: Pick<ComplaintRecord, 'id' | 'trackingCode'>;
  credential: Credential;
}

export interface PageActs {
  /** Carries a form out as the API would the same request. @throws Problem and whatever the API's operation throws */
  carryOut(post: FormPost): Promise<void>;
  /** Whether this very form was carried out before. */
  wasCarriedOut(post: FormPost): Promise<boolean>;
}

/** Pages have no way of acting of their own: a form is the API's operation of the same name, with its checks. */
export function createPageActs(deps: PagesDeps): PageActs {
  const operations = new Map(apiOperations(deps).map((operation) => [operation.id, operation]));
  return {
    async carryOut({ name, form, complaint, credential }) {
      const operation = operations.get(name === 'rating' ? 'rateComplaint' : name);
      if (!operation) throw new RangeError(`the API has no act "${name}"`);
      await operation.run({
        params: { code: complaint.trackingCode },
        query: {},
        credential,
        idempotencyKey: keyOf(form),
        readBody: async () => ({ json: bodyOfForm(name, form), files: [] }),
      });
    },
    async wasCarriedOut({ name, form, complaint, credential }) {
      const idempotencyKey = keyOf(form);
      if (idempotencyKey === null) return false;
      const asked = { credentialId: credentialId(credential), idempotencyKey };
      return deps.actInputs.wasRecorded(requestIdOf(asked, { complaintId: complaint.id, act: name }));
    },
  };
}

/** The key that the form was written with; another one is none. */
function keyOf(form: Form): string | null {
  const key = form.get('key') ?? '';
  return /^[\w-]{16,64}$/.test(key) ? key : null;
}
