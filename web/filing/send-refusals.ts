import { PROBLEMS } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import type { FieldError } from '../forms/field-errors';
import type { PageResponse } from '../page-response';
import { photoError } from '../photo-field/photo-error';
import { challengeIn } from '../steps/step-view';
import type { Sending } from './sending';

/** Final: the device gives the complaint back to whoever wrote it. */
export function refusal(status: number, errors: readonly FieldError[]): PageResponse {
  return { kind: 'json', status, body: { errors } };
}

/**
 * For a photo, a refusal that names it; for a crowded network, the work that lets the complaint through.
 * @throws what is neither: the device then tries again later
 */
export function refusalFor(error: unknown, sending: Sending): PageResponse {
  const problem = problemFromError(error);
  const { status } = PROBLEMS[problem.code];
  const { headers } = problem.details;
  switch (problem.code) {
    case 'photo_refused':
      return refusal(status, [
        { field: 'photos', error: photoSentence(problem.details.errors?.[0], sending) },
      ]);
    case 'too_many_requests':
      return { kind: 'json', status, headers, body: { challenge: challengeIn(problem) } };
    default:
      throw error;
  }
}

function photoSentence(
  breach: { rule: string; pointer?: string } | undefined,
  { request: { files }, locale }: Sending,
): string {
  const position = Number(/\/(\d+)$/.exec(breach?.pointer ?? '')?.[1] ?? NaN);
  return photoError({ rule: breach?.rule ?? '', fileName: files[position]?.name ?? null }, locale);
}
