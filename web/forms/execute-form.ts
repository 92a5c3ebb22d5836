import { requestIdOf } from '../../api/acts/request-id';
import { credentialId, type Credential } from '../../api/authentication/credential';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { SentPicture } from '../../photos/sent-picture';
import type { PostedForm } from '../http/read-form';
import type { PagesContext } from '../pages-context';
import { picturesOf } from '../photo-field/form-uploads';
import { ACT_FIELDS, type FormName } from './act-fields';
import { bodyOf } from './field-values';
import { formKey } from './form-key';

interface FormPost {
  name: FormName;
  posted: PostedForm;
  address?: string;
  complaint: Pick<ComplaintRecord, 'id' | 'trackingCode'>;
  credential: Credential;
}

/** Executes the act that a form asks for. @throws Problem and whatever the API's operation throws */
export async function executeForm(
  context: PagesContext,
  { name, posted, address, complaint, credential }: FormPost,
): Promise<void> {
  await context.execute(context.operations.acts[name], {
    params: { code: complaint.trackingCode },
    body: bodyOf(ACT_FIELDS[name], posted.form),
    files: () => filesOf(context, posted),
    idempotencyKey: formKey(posted.form),
    ...{ address, credential },
  });
}

/** Whether exactly this form was executed before. */
export async function wasExecuted(
  { actInputs }: PagesContext,
  { name, posted, complaint, credential }: FormPost,
): Promise<boolean> {
  const idempotencyKey = formKey(posted.form);
  if (idempotencyKey === null) return false;
  const asked = { credentialId: credentialId(credential), idempotencyKey };
  return actInputs.wasRecorded(requestIdOf(asked, { complaintId: complaint.id, act: name }));
}

/** @throws Problem when the form's files could not be read */
async function filesOf(
  context: PagesContext,
  { form, files, refusedFiles }: PostedForm,
): Promise<SentPicture[]> {
  if (refusedFiles) throw refusedFiles;
  return [...files.map(({ data }) => data), ...(await picturesOf(context, form))];
}
