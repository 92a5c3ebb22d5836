import { z } from 'zod';
import type { Operation } from '../http/operation';
import { PROOF_HEADER } from '../http/proof-header';

const header = (description: string) => z.string().min(1).max(255).optional().meta({ description });

const SECRET = z
  .string()
  .regex(/^[\w-]{22,200}$/)
  .optional()
  .meta({
    description:
      '128 random bits that prove, without a credential, that a repetition comes from who sent the request first. Of no meaning beside a credential.',
  });

const PROOF =
  'What was worked out for the `challenge` of a 429, when the same request is sent again: its token, a colon, and a number for each puzzle, with commas between.';

/** Request headers besides credentials and content types. */
export function requestHeaders({
  idempotent,
  audience,
  limit,
  headers = [],
  stream,
}: Operation): z.ZodObject | undefined {
  const taken = {
    ...(idempotent
      ? { 'Idempotency-Key': header('Names the request: repeated with the same key it counts once.') }
      : {}),
    ...(idempotent && audience === 'everybody' ? { 'Idempotency-Secret': SECRET } : {}),
    ...(limit === 'filing' && audience === 'everybody'
      ? { [PROOF_HEADER]: z.string().optional().meta({ description: PROOF }) }
      : {}),
    ...(headers.includes('ETag')
      ? { 'If-None-Match': header('An `ETag`: the response is 304 while nothing has changed.') }
      : {}),
    ...(stream
      ? { 'Last-Event-ID': header('The last event that was heard; the stream goes on after it.') }
      : {}),
  };
  return Object.keys(taken).length === 0 ? undefined : z.object(taken);
}
