import { z } from 'zod';
import type { RatingStore } from '../../database/stores/rating-store';
import { isAnswered } from '../../domain/statuses';
import { onlyOnce, type IdempotencyDeps } from '../acts/only-once';
import { defineOperation } from '../http/operation';
import { Problem } from '../http/problem';
import { json } from '../http/reply';
import { optional, text } from '../http/text-schemas';
import { findFor, type FindComplaintDeps } from './find-complaint';

export interface RateDeps extends FindComplaintDeps, IdempotencyDeps {
  ratings: Pick<RatingStore, 'rate'>;
}

export function rateComplaint(deps: RateDeps) {
  const rating = z.strictObject({ stars: z.int().min(1).max(5), text: optional(text({ max: 2000 })) });
  return defineOperation(
    {
      id: 'rateComplaint',
      audience: 'reporters',
      example: { body: { stars: 4, text: 'Cepat, terima kasih.' } },
      method: 'post',
      path: '/complaints/{code}/rating',
      tag: 'Acts of the reporter',
      summary: 'Say how well it went; a later rating replaces an earlier one',
      body: rating,
      idempotent: true,
      scope: 'complaints:act',
      responses: { 200: { description: 'The rating as it is kept.', schema: rating.meta({ id: 'Rating' }) } },
      problems: ['not_found', 'refused', 'idempotency_conflict'],
    },
    {
      permit: ({ params, actor }) => findFor(deps, { code: params.code ?? '', actor, permission: 'rate' }),
      async handle(call, { id: complaintId, status, reporterLeftAt }) {
        if (reporterLeftAt !== null) throw left(status);
        const answered = isAnswered(status) || status === 'closed';
        if (!answered) throw tooEarly(status);
        const { stars, text: words = null } = call.body;
        await onlyOnce(deps, { call, complaintId, act: 'rating' }, (transaction) =>
          deps.ratings.rate({ complaintId, stars, text: words }, transaction),
        );
        return json(200, call.body);
      },
    },
  );
}

function tooEarly(status: string): Problem {
  return new Problem({
    code: 'refused',
    detail: 'A complaint is rated when it was answered.',
    members: { complaintStatus: status, refusal: 'illegal_transition' },
  });
}

function left(status: string): Problem {
  return new Problem({
    code: 'refused',
    detail: 'Its reporter has withdrawn it.',
    members: { complaintStatus: status, refusal: 'reporter_left' },
  });
}
