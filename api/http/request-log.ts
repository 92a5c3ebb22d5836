import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp, type HttpLogger } from 'pino-http';

/**
 * One line for each request, without anything personal: no query (links carry tokens there), no headers, no bodies,
 * no address of the sender.
 */
export function requestLog({ logger }: { logger: Logger }): HttpLogger {
  return pinoHttp({
    logger,
    // Never the sender's: what they choose would stand in our log.
    genReqId: () => randomUUID(),
    quietReqLogger: true,
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
        id,
        method,
        path: pathOf(url),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: (error: Error) => ({ type: error.name }),
    },
    customLogLevel,
  });
}

function customLogLevel(_request: IncomingMessage, response: ServerResponse): 'error' | 'info' | 'debug' {
  if (response.statusCode >= 500) return 'error';
  return response.req.url === '/livez' || response.req.url === '/readyz' ? 'debug' : 'info';
}

// Whoever asks chooses the path: printable ASCII of a sober length is all that gets into a log.
function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 200);
}
