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

export const problemDocumentSchema = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(breach).optional(),
    complaintStatus: z.string().optional(),
    refusal: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document' });

/** The document that a refusal is told with (RFC 9457). */
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
