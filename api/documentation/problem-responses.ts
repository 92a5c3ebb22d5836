import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { Operation } from '../http/operation';
import { Problem, type RuleBreach } from '../http/problem';
import { PROBLEMS, type ProblemCode } from '../http/problem-catalogue';
import { problemDocument, problemDocumentSchema } from '../http/problem-document';
import { problemHeaders } from './headers';

const ALWAYS: ProblemCode[] = [
  'malformed',
  'unauthorized',
  'not_acceptable',
  'invalid',
  'too_many_requests',
  'internal',
  'unavailable',
];

/** The problems of an operation, each with an example, grouped by status. */
export function problemResponses(operation: Operation, publicUrl: string): RouteConfig['responses'] {
  const codes = [...codesOf(operation)].sort();
  const statuses = new Set(codes.map((code) => PROBLEMS[code].status));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const here = codes.filter((code) => PROBLEMS[code].status === status);
      return [
        status,
        {
          description: here.map((code) => PROBLEMS[code].title).join('. '),
          headers: problemHeaders(status),
          content: {
            'application/problem+json': {
              schema: problemDocumentSchema,
              examples: Object.fromEntries(here.map((code) => [code, exampleOf(code, publicUrl)])),
            },
          },
        },
      ];
    }),
  );
}

function codesOf({ problems = [], scope, body }: Operation): Set<ProblemCode> {
  return new Set<ProblemCode>([
    ...ALWAYS,
    ...problems,
    ...(scope ? (['insufficient_scope'] as const) : []),
    ...(body ? (['too_large', 'unsupported_media_type'] as const) : []),
  ]);
}

const BREACHES: Partial<Record<ProblemCode, RuleBreach>> = {
  invalid: { pointer: '#/description', rule: 'required', detail: 'description: is missing.' },
  outside_city: { pointer: '#/location', rule: 'outside_city', detail: 'location: lies outside the city.' },
};

function exampleOf(code: ProblemCode, publicUrl: string) {
  const breach = BREACHES[code];
  const detail = breach?.detail ?? `${PROBLEMS[code].title}.`;
  const problem = new Problem({ code, detail, ...(breach ? { errors: [breach] } : {}) });
  return { value: problemDocument(problem, publicUrl) };
}
