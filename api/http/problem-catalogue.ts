/**
 * Every problem that the API can answer with, by the last part of its `type`. One rule separates 400 from 422:
 * what cannot be parsed (JSON, UTF-8, a query string, a multipart body) is a 400; what was parsed and breaks a
 * rule is a 422 that names it.
 */
export const PROBLEMS = {
  malformed: { status: 400, title: 'The request cannot be parsed' },
  unauthorized: { status: 401, title: 'The credential is not valid' },
  insufficient_scope: { status: 403, title: 'The key is not allowed to do this' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'This method is not available here' },
  not_acceptable: { status: 406, title: 'None of the accepted types can be produced' },
  refused: { status: 409, title: 'The act does not count in the present state of the complaint' },
  conflict: { status: 409, title: 'The change does not fit what is there' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'This type of body is not understood' },
  invalid: { status: 422, title: 'The request breaks a rule' },
  outside_city: { status: 422, title: 'The location lies outside the city' },
  photo_refused: { status: 422, title: 'A photo cannot be accepted' },
  idempotency_conflict: { status: 422, title: 'The idempotency key was used with another body' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The service is not available for the moment' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;
