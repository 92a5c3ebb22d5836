import { z } from 'zod';
import type { VisibilityStore } from '../../database/stores/visibility-store';
import { onlyOnce, type IdempotencyDeps } from '../acts/only-once';
import { defineOperation, type CallWithBody } from '../http/operation';
import { invalid } from '../http/problem';
import { json } from '../http/reply';
import { complaintSchema } from './complaint-schemas';
import { findComplaint, findFor } from './find-complaint';
import { viewComplaint, type ViewComplaintDeps } from './view-complaint';

export interface ChangeVisibilityDeps extends ViewComplaintDeps, IdempotencyDeps {
  visibility: Pick<VisibilityStore, 'change'>;
}

const visibilitySchema = z.strictObject({ hidden: z.boolean(), photo: z.uuid().optional() });

/**
 * Hides what should not be public although an act of the agency has published it. Setting the same again succeeds.
 */
export function changeVisibility(deps: ChangeVisibilityDeps) {
  return defineOperation(
    {
      id: 'changeVisibility',
      audience: 'officers',
      example: { body: { hidden: true } },
      method: 'post',
      path: '/complaints/{code}/visibility',
      tag: 'Acts of staff',
      summary: 'Hide text and photos, or one photo, from the public, or show them again',
      body: visibilitySchema,
      idempotent: true,
      responses: { 200: { description: 'The complaint as it is now.', schema: complaintSchema } },
      problems: ['not_found', 'idempotency_conflict'],
    },
    {
      permit: ({ params, actor }) => findFor(deps, { code: params.code ?? '', actor, permission: 'hide' }),
      async handle(call, { id: complaintId, trackingCode }) {
        await change(deps, call, complaintId);
        const complaint = await findComplaint(deps, trackingCode);
        return json(200, await viewComplaint(deps, { complaint, actor: call.actor }));
      },
    },
  );
}

async function change(
  deps: ChangeVisibilityDeps,
  call: CallWithBody<object, z.output<typeof visibilitySchema>>,
  complaintId: string,
): Promise<void> {
  const { hidden, photo: photoId = null } = call.body;
  const wanted = { complaintId, photoId, hidden, actor: call.credentialId };
  await onlyOnce(deps, { call, complaintId, act: 'visibility' }, async (transaction) => {
    if (await deps.visibility.change(wanted, transaction)) return;
    throw invalid([
      { pointer: '#/photo', rule: 'unknown_photo', detail: 'This complaint has no such photo.' },
    ]);
  });
}
