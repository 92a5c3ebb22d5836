import { z } from 'zod';
import type { VisibilityStore } from '../../database/stores/visibility-store';
import { defineOperation, type Operation } from '../http/operation';
import { invalid } from '../http/problem';
import { json } from '../http/reply';
import { complaintSchema } from './complaint-schemas';
import { findComplaint, findFor } from './find-complaint';
import { viewComplaint, type ViewComplaintDeps } from './view-complaint';

export interface ChangeVisibilityDeps extends ViewComplaintDeps {
  visibility: Pick<VisibilityStore, 'change'>;
}

/** What should not be public although the agency has acted on it. Setting the same again is success. */
export function changeVisibility(deps: ChangeVisibilityDeps): Operation {
  return defineOperation(
    {
      id: 'changeVisibility',
      method: 'post',
      path: '/complaints/{code}/visibility',
      tag: 'Acts of staff',
      summary: 'Hide text and photos, or one photo, from the public, or show them again',
      body: z.strictObject({ hidden: z.boolean(), photo: z.uuid().optional() }),
      idempotent: true,
      responses: { 200: { description: 'The complaint as it is now.', schema: complaintSchema } },
      problems: ['not_found'],
    },
    {
      permit: ({ params, actor }) => findFor(deps, { code: params.code ?? '', actor, wish: 'hide' }),
      async handle({ body, actor, credentialId }, { id: complaintId, trackingCode }) {
        const { hidden, photo = null } = body;
        const changed = await deps.visibility.change({
          complaintId,
          photoId: photo,
          hidden,
          actor: credentialId,
        });
        if (!changed)
          throw invalid([
            { pointer: '#/photo', rule: 'unknown_photo', detail: 'This complaint has no such photo.' },
          ]);
        const complaint = await findComplaint(deps, trackingCode);
        return json(200, await viewComplaint(deps, { complaint, actor }));
      },
    },
  );
}
