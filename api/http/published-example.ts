/** Whom an operation is for. To everybody else it answers as if it did not exist; scopes narrow what applications may. */
export type Audience =
  | 'everybody'
  | 'reporters'
  | 'applications'
  | 'officers'
  | 'supervisors'
  | 'command_centre'
  | 'administrators';

/**
 * A request that leads to what the operation answers when all is well. What a server gives out itself stands in it as
 * `EXAMPLE_IDS`; the path's parts are published from there.
 */
export interface PublishedExample {
  query?: Readonly<Record<string, string>>;
  body?: Readonly<Record<string, unknown>>;
}

/** Headers of an answer that not every answer has. */
export type ResponseHeader = 'ETag' | 'Link' | 'Location';
