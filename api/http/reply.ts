import type { Response } from 'express';

/**
 * A file that is generated while it is sent: no faster than it is received, and abandoned if nobody receives it.
 */
export interface FileStream {
  /** With its charset, where it has one. */
  type: string;
  fileName: string;
  /** An error cuts the response off, so that a part is not taken for the whole. */
  chunks: AsyncIterable<string>;
}

/** Takes over a response that stays open; resolves once it has begun. */
export type OpenLive = (response: Response) => Promise<void> | void;

/** The response of an operation; only the HTTP layer knows how to send it. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** JSON, unless `bytes`, `stream` or `live` is set; without any of them the response is empty. */
  body?: unknown;
  bytes?: { type: string; data: Buffer | string };
  stream?: FileStream;
  live?: OpenLive;
  /** Whether to send an ETag, so that a repeated request may get a 304. */
  tagged?: boolean;
}

export interface JsonReply<Body> extends Reply {
  body: Body;
}

export function json<Body>(status: number, body: Body, headers?: Record<string, string>): JsonReply<Body> {
  return { status, body, ...(headers ? { headers } : {}) };
}
