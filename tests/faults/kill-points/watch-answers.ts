import { ServerResponse, type IncomingMessage } from 'node:http';
import { pass } from './kill-points';

const ACT = /^\/api\/v1\/complaints\/[^/]+\/[a-z-]+(\?|$)/;

type End = (this: ServerResponse, ...args: unknown[]) => ServerResponse;

/** Sees each answer before its first byte leaves. */
export function watchAnswers(folder: string): void {
  const prototype = ServerResponse.prototype as unknown as { end: End };
  const { end } = prototype;
  prototype.end = function (this: ServerResponse, ...args) {
    // Routers cut their own part off `url` while they are at work.
    const { method, url = '', originalUrl = url } = this.req as IncomingMessage & { originalUrl?: string };
    if (method === 'POST' && this.statusCode === 200 && ACT.test(originalUrl))
      pass(folder, 'before-act-answer', () => originalUrl);
    return end.apply(this, args);
  };
}
