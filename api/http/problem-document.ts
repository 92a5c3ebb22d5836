import { z } from 'zod';
import type { Problem } from './problem';
import { PROBLEMS } from './problem-catalogue';

const breach = z.object({
  pointer: z.string().optional().meta({ description: 'JSON pointer into the body, as a fragment' }),
  parameter: z.string().optional().meta({ description: 'Name of the query parameter' }),
  header: z.string().optional().meta({ description: 'Name of the header' }),
  rule: z.string(),
  detail: z.string(),
});

const challenge = z
  .object({
    algorithm: z.literal('sha-256'),
    token: z.string(),
    puzzles: z.int(),
    zeroBits: z.int(),
    expiresAt: z.iso.datetime(),
  })
  .meta({
    id: 'Challenge',
    description:
      'Work that lets a complaint through although its network is above its limit. For each puzzle `i` from 0 to `puzzles` - 1 find a whole number `n` below 2^32 for which SHA-256(SHA-256(`token`), `i`, `n`), with `i` and `n` as four bytes each, big-endian, begins with `zeroBits` zero bits. Send the same request again with `Proof-Of-Work: <token>:<n of puzzle 0>,<n of puzzle 1>,…`. It holds for this request, by its `Idempotency-Key` and its credential (without one its `Idempotency-Secret`), and for this network until `expiresAt`; it is null where the request lacks them.',
  });

export const problemDocumentSchema = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(breach).optional(),
    complaintStatus: z.string().optional(),
    refusal: z.string().optional(),
    challenge: challenge.nullable().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document' });

/** A problem as a document (RFC 9457). */
export function problemDocument(problem: Problem, publicUrl: string): Record<string, unknown> {
  const { code, detail, errors, members } = problem.details;
  return {
    type: `${publicUrl}/problems/${code}`,
    title: PROBLEMS[code].title,
    status: PROBLEMS[code].status,
    detail,
    ...(errors ? { errors } : {}),
    ...members,
  };
}
