/** What an operation answers; only the HTTP layer knows how it gets onto the wire. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** JSON, unless `bytes` is there; neither makes an empty answer. */
  body?: unknown;
  bytes?: { type: string; data: Buffer | string };
  /** Whether the answer carries an ETag of its representation, so that asking again can cost nothing. */
  tagged?: boolean;
}

export function json(status: number, body: unknown, headers?: Record<string, string>): Reply {
  return { status, body, ...(headers ? { headers } : {}) };
}
