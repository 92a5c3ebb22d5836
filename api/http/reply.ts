import type { Response } from 'express';

/** A file that is made while it is sent: read no faster than it is taken, and given up when nobody takes it. */
export interface FileStream {
  /** With its charset, where it has one. */
  type: string;
  fileName: string;
  /** An error cuts the answer off, so that nobody takes a part for the whole. */
  chunks: AsyncIterable<string>;
}

/** Takes an answer over that stays open; resolves once it is under way. */
export type OpenLive = (response: Response) => Promise<void> | void;

/** What an operation answers; only the HTTP layer knows how it gets onto the wire. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** JSON, unless `bytes`, `stream` or `live` is there; none of them makes an empty answer. */
  body?: unknown;
  bytes?: { type: string; data: Buffer | string };
  stream?: FileStream;
  live?: OpenLive;
  /** Whether the answer carries an ETag of its representation, so that asking again can cost nothing. */
  tagged?: boolean;
}

export function json(status: number, body: unknown, headers?: Record<string, string>): Reply {
  return { status, body, ...(headers ? { headers } : {}) };
}
