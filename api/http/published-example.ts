/** Who may use an operation. For everybody else it does not exist; scopes restrict applications further. */
export type Audience =
  | 'everybody'
  | 'reporters'
  | 'applications'
  | 'officers'
  | 'supervisors'
  | 'command_centre'
  | 'administrators';

/**
 * A request that the operation answers with success. Values that a server generates are those of `EXAMPLE_IDS`,
 * which the path's parameters are published from as well.
 */
export interface PublishedExample {
  query?: Readonly<Record<string, string>>;
  body?: Readonly<Record<string, unknown>>;
}

/** Response headers that only some responses have. */
export type ResponseHeader = 'ETag' | 'Link' | 'Location';
