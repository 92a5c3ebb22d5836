import { z } from 'zod';
import type { ComplaintReader, ComplaintRecord } from '../../database/readers/complaint-reader';
import { can } from '../../domain/permissions';
import { parseTrackingCode } from '../../domain/tracking-code';
import { credentialId } from '../authentication/credential';
import { malformed, Problem } from '../http/problem';
import { API_KEY, COMMON_PARAMETERS } from './common-parameters';
import type { FetchMedia } from './fetch-media';
import { mediaOf } from './file-request';
import { instantParameter } from './instant-parameter';
import type { Call, Open311Operation } from './operation';
import { isExecuted, plannedActs } from './planned-acts';
import { updatedSchema } from './schemas';
import { actsDone, executeActs, checkActs, knownUpdate, type UpdateActsDeps } from './update-acts';
import { UPDATE_STATUSES, type UpdateStatus } from './update-status';
import { EXAMPLE_IDS } from '../documentation/example-values';

export interface PostUpdateDeps extends UpdateActsDeps {
  complaints: Pick<ComplaintReader, 'byCode'>;
  fetchMedia: FetchMedia;
}

const text = (description?: string) =>
  z
    .string()
    .optional()
    .meta(description ? { description } : {});

/** Fields that FixMyStreet sends with every update and that are not needed here. */
const SENT_BY_FIXMYSTREET = [
  ...['email', 'first_name', 'last_name', 'title', 'account_id', 'service_code', 'nsg_ref'],
  ...['service_request_id_ext', 'public_anonymity_required', 'email_alerts_requested'],
];

const parameters = z.object({
  service_request_id: z.string(),
  update_id: z
    .string()
    .meta({ description: 'Yours; a known one is refused, so sending it again does no harm.' }),
  status: z.enum(UPDATE_STATUSES),
  updated_datetime: text('An instant with its zone; what counts is when it arrives.'),
  description: text('What the public is told; of DUPLICATE the number of the other complaint.'),
  media_url: text('A picture at a public https address, with FIXED, CLOSED, REOPEN and an answer.'),
  ...Object.fromEntries(SENT_BY_FIXMYSTREET.map((name) => [name, text('Not kept.')])),
  ...API_KEY,
  ...COMMON_PARAMETERS,
});

/** Executes an update from an agency's or a reporter's system as acts of ours, with the permissions of its key. */
export function postUpdate(deps: PostUpdateDeps): Open311Operation {
  return {
    id: 'open311PostUpdate',
    audience: 'officers',
    example: {
      service_request_id: EXAMPLE_IDS.code,
      update_id: 'fms-4711',
      status: 'INVESTIGATING',
      description: 'Petugas sudah melihat lubangnya.',
    },
    method: 'post',
    path: '/servicerequestupdates',
    summary: 'Act on a complaint, or say something about it',
    description:
      'mySociety’s extension of GeoReport. With the key of an agency’s officer, supervisor or head, or of the command ' +
      'centre: OPEN is a public note, INVESTIGATING acknowledges, IN_PROGRESS starts, FIXED and CLOSED resolve, ' +
      'NOT_COUNCILS_RESPONSIBILITY rejects, DUPLICATE merges. With the key of the application that filed it: REOPEN ' +
      'objects, FIXED and CLOSED agree, OPEN answers a question.',
    parameters,
    response: updatedSchema,
    files: true,
    scope: 'complaints:act',
    namesComplaint: true,
    async run(call) {
      const updateId = updateIdOf(call);
      instantParameter(call.parameters, 'updated_datetime');
      const complaint = await findTheirs(deps, call);
      const status = statusOf(call);
      const description = call.parameters.one('description')?.trim() ?? '';
      const asked = { credentialId: credentialId(call.credential), idempotencyKey: `open311 ${updateId}` };
      const update = { status, description, complaint };
      if (isExecuted(update, call.actor, await actsDone(deps, asked, complaint.id))) throw knownUpdate();
      const acts = plannedActs(update, call.actor);
      checkActs(acts, { call, complaint });
      const media = { urls: mediaOf(call), credentialId: asked.credentialId };
      await deps.fetchMedia(media, async (pictures) => {
        const files = [...call.files, ...pictures];
        for (const act of acts) await executeActs(deps, act, { call, complaint, files, ...asked });
      });
      return { root: 'service_request_updates', content: [{ update_id: updateId }] };
    },
  };
}

/** @throws Problem `malformed` */
function updateIdOf({ parameters: sent }: Call): string {
  const id = sent.required('update_id');
  if (!/^[\x21-\x7e]{1,200}$/.test(id))
    throw malformed('update_id must have 1 to 200 printable ASCII characters.');
  return id;
}

/** @throws Problem `malformed` */
function statusOf({ parameters: sent }: Call): UpdateStatus {
  const name = sent.required('status').trim().toUpperCase();
  const status = UPDATE_STATUSES.find((each) => each === name);
  if (!status) throw malformed(`status must be one of ${UPDATE_STATUSES.join(', ')}.`);
  return status;
}

/**
 * A confidential complaint exists only for those who work on it and for the application that filed it.
 * @throws Problem `not_found`
 */
async function findTheirs(
  { complaints }: PostUpdateDeps,
  { parameters: sent, actor }: Call,
): Promise<ComplaintRecord> {
  const code = parseTrackingCode(sent.required('service_request_id'));
  const complaint = code && (await complaints.byCode(code));
  const isTheirs = complaint && (can(actor, 'view_internal', complaint) || can(actor, 'withdraw', complaint));
  if (!complaint || (complaint.confidential && !isTheirs)) {
    throw new Problem({ code: 'not_found', detail: 'service_request_id was not found.' });
  }
  return complaint;
}
