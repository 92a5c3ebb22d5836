import type { ProblemCode } from './problem-catalogue';

/** One rule that a request breaks. `pointer` is a JSON pointer into the body, `parameter` the name of a query parameter. */
export interface RuleBreach {
  pointer?: string;
  parameter?: string;
  header?: string;
  rule: string;
  detail: string;
}

export interface ProblemDetails {
  code: ProblemCode;
  detail: string;
  errors?: RuleBreach[];
  /** Members of the document besides those of RFC 9457. */
  members?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** Why a request is refused, as told to its sender. Contains nothing from another person's data. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;

  constructor(
    readonly details: ProblemDetails,
    options?: { cause?: unknown },
  ) {
    super(details.code, options);
    this.code = details.code;
  }
}

/** The same response for what does not exist and for what is not yours. */
export function notFound(): Problem {
  return new Problem({ code: 'not_found', detail: 'There is no such thing, or it is not yours to see.' });
}

export function malformed(detail: string, cause?: unknown): Problem {
  return new Problem({ code: 'malformed', detail }, { cause });
}

export function invalid(errors: RuleBreach[]): Problem {
  const detail = errors.map((error) => error.detail).join(' ');
  return new Problem({ code: 'invalid', detail, errors });
}

// Long enough for a restart, short enough for a person who waits.
const RETRY_AFTER_SECONDS = 5;

export function unavailable(detail: string, cause?: unknown): Problem {
  return new Problem(
    { code: 'unavailable', detail, headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } },
    { cause },
  );
}
