import { defineOperation } from '../http/operation';
import { complaintSchema } from './complaint-schemas';
import { findComplaint } from './find-complaint';
import { viewComplaint, type ViewComplaintDeps } from './view-complaint';

export function getComplaint(deps: ViewComplaintDeps) {
  return defineOperation(
    {
      id: 'getComplaint',
      audience: 'everybody',
      headers: ['ETag'],
      method: 'get',
      path: '/complaints/{code}',
      tag: 'Complaints',
      summary: 'One complaint with its timeline',
      description:
        'Everybody sees the public part; its reporter, its agency and the command centre see more.',
      responses: { 200: { description: 'The complaint as you may see it.', schema: complaintSchema } },
      problems: ['not_found'],
    },
    {
      async handle({ params, actor }) {
        const complaint = await findComplaint(deps, params.code ?? '');
        return { status: 200, body: await viewComplaint(deps, { complaint, actor }), tagged: true };
      },
    },
  );
}
