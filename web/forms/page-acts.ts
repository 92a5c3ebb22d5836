import { apiOperations } from '../../api/api-operations';
import { requestIdOf } from '../../api/acts/request-id';
import { credentialId, type Credential } from '../../api/authentication/credential';
import { createLimits } from '../../api/limits/limits';
import type { Language } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Area } from '../../photos/blur-photo';
import type { Form, PostedForm } from '../http/read-form';
import type { PagesDeps } from '../pages-deps';
import { picturesOf } from '../photo-field/form-uploads';
import { bodyOfForm } from './body-of-form';
import type { FormName } from './form-definitions';

interface FormPost {
  name: FormName;
  posted: PostedForm;
  address?: string;
  complaint: Pick<ComplaintRecord, 'id' | 'trackingCode'>;
  credential: Credential;
}

interface Support {
  trackingCode: string;
  /** Null for a supporter who only wants to be counted. */
  email: string | null;
  language: Language;
  /** The secret of the visitor's browser. */
  device: string;
  /** The posted form, with its key: a second click counts nothing. */
  form: Form;
  address: string | undefined;
}

interface VisibilityChange {
  trackingCode: string;
  /** Null for text, place and all photos. */
  photo: string | null;
  hidden: boolean;
  form: Form;
  credential: Credential;
}

interface PhotoBlur {
  photo: string;
  areas: readonly Area[];
  credential: Credential;
}

export interface PageActs {
  /** Executes “me too”, counted against the API's limit. @throws Problem and whatever the operation throws */
  support(support: Support): Promise<void>;
  /** Executes a form as the API would the same request. @throws Problem and whatever the API's operation throws */
  execute(post: FormPost): Promise<void>;
  /** Hides from the public, or shows again. @throws Problem and whatever the API's operation throws */
  changeVisibility(change: VisibilityChange): Promise<void>;
  /** Makes parts of a photo unrecognisable for good. @throws Problem and whatever the API's operation throws */
  blurPhoto(blur: PhotoBlur): Promise<void>;
  /** Whether exactly this form was executed before. */
  wasExecuted(post: FormPost): Promise<boolean>;
}

/** Pages cannot act by themselves: a form runs the API's operation of the same name, with its checks. */
export function createPageActs(deps: PagesDeps): PageActs {
  const operations = new Map(apiOperations(deps).map((operation) => [operation.id, operation]));
  const operationOf = (id: string) => {
    const operation = operations.get(id);
    if (!operation) throw new RangeError(`the API has no operation "${id}"`);
    return operation;
  };
  const limits = createLimits({ db: deps.db, limits: deps.settings.limits });
  return {
    async support({ trackingCode, email, language, device, form, address }) {
      const credential = { kind: 'none' } as const;
      await limits.count('support', { credential, address });
      await operationOf('supportComplaint').run({
        params: { code: trackingCode },
        query: {},
        credential,
        idempotencyKey: keyOf(form),
        readBody: async () => ({
          json: { language, device, ...(email === null ? {} : { email }) },
          files: [],
        }),
      });
    },
    async execute({ name, posted, address, complaint, credential }) {
      await operationOf(name === 'rating' ? 'rateComplaint' : name).run({
        params: { code: complaint.trackingCode },
        query: {},
        credential,
        idempotencyKey: keyOf(posted.form),
        address,
        readBody: () => bodyOf(deps, { name, posted }),
      });
    },
    async changeVisibility({ trackingCode, photo, hidden, form, credential }) {
      await operationOf('changeVisibility').run({
        params: { code: trackingCode },
        query: {},
        credential,
        idempotencyKey: keyOf(form),
        readBody: async () => ({ json: { hidden, ...(photo === null ? {} : { photo }) }, files: [] }),
      });
    },
    async blurPhoto({ photo, areas, credential }) {
      await operationOf('blurPhoto').run({
        params: { photo },
        query: {},
        credential,
        idempotencyKey: null,
        readBody: async () => ({ json: { areas }, files: [] }),
      });
    },
    async wasExecuted({ name, posted, complaint, credential }) {
      const idempotencyKey = keyOf(posted.form);
      if (idempotencyKey === null) return false;
      const asked = { credentialId: credentialId(credential), idempotencyKey };
      return deps.actInputs.wasRecorded(requestIdOf(asked, { complaintId: complaint.id, act: name }));
    },
  };
}

/** @throws Problem when the form's files could not be read */
async function bodyOf(deps: PagesDeps, { name, posted }: Pick<FormPost, 'name' | 'posted'>) {
  const { form, files, refusedFiles } = posted;
  if (refusedFiles) throw refusedFiles;
  const uploaded = await picturesOf(deps, form);
  return { json: bodyOfForm(name, form), files: [...files.map(({ data }) => data), ...uploaded] };
}

/** The key that the page put into the form; null for anything else. */
function keyOf(form: Form): string | null {
  const key = form.get('key') ?? '';
  return /^[\w-]{16,64}$/.test(key) ? key : null;
}
