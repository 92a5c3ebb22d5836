import { z } from 'zod';
import { complaintSchema } from '../complaints/complaint-schemas';
import { findComplaint } from '../complaints/find-complaint';
import { viewComplaint, type ViewComplaintDeps } from '../complaints/view-complaint';
import { defineOperation } from '../http/operation';
import { json } from '../http/reply';

export interface DevTools {
  /** Moves one complaint's clock forward; resolves once everything due has been recorded. */
  fastForward: (complaintId: string, hours: number) => Promise<void>;
  /** Address of the development mailbox. */
  mailboxUrl: string;
}

const HOURS_AT_MOST = 24 * 90;

/** Time travel; mounted in development only. Only the developer can reach it, so it shows what staff would see. */
export function devOperations(deps: ViewComplaintDeps & { dev: DevTools }) {
  return [
    defineOperation(
      {
        id: 'fastForward',
        audience: 'everybody',
        example: { body: { hours: 24 } },
        method: 'post',
        path: '/dev/complaints/{code}/fast-forward',
        tag: 'Development',
        summary: 'Move one complaint’s clock on',
        body: z.strictObject({ hours: z.number().positive().max(HOURS_AT_MOST) }),
        responses: { 200: { description: 'The complaint afterwards.', schema: complaintSchema } },
        problems: ['not_found'],
      },
      {
        permit: ({ params }) => findComplaint(deps, params.code ?? ''),
        async handle({ body }, { id, trackingCode }) {
          await deps.dev.fastForward(id, body.hours);
          const complaint = await findComplaint(deps, trackingCode);
          return json(200, await viewComplaint(deps, { complaint, actor: { kind: 'system' } }));
        },
      },
    ),
  ];
}
