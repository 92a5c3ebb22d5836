import type { Response } from 'express';
import type { Problem } from '../http/problem';
import { PROBLEMS, type ProblemCode } from '../http/problem-catalogue';
import { CONTENT_TYPES, render, type Format } from './document';

/**
 * Statuses that differ from the rest of the API, because the specification has no other numbers for these
 * problems.
 */
const STATUSES: Partial<Record<ProblemCode, number>> = {
  unauthorized: 403,
  insufficient_scope: 403,
  refused: 400,
  conflict: 400,
  invalid: 400,
  outside_city: 400,
  photo_refused: 400,
  idempotency_conflict: 400,
};

export function statusOf(code: ProblemCode): number {
  return STATUSES[code] ?? PROBLEMS[code].status;
}

/** A problem as GeoReport writes it: always a list, here with one entry for each broken rule. */
export function sendErrors(response: Response, problem: Problem, format: Format): void {
  const { code, detail, errors = [], headers } = problem.details;
  const status = statusOf(code);
  const descriptions = errors.length === 0 ? [detail] : errors.map((error) => error.detail);
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', ...headers, 'Content-Type': CONTENT_TYPES[format] })
    .send(
      render(
        { root: 'errors', content: descriptions.map((description) => ({ code: status, description })) },
        format,
      ),
    );
}
