import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp, type HttpLogger } from 'pino-http';

/**
 * Logs one line per request with nothing personal: no query (it may hold a link's token), headers, bodies or
 * addresses of senders.
 */
export function requestLog({ logger }: { logger: Logger }): HttpLogger {
  return pinoHttp({
    logger,
    // Never taken from the request: senders must not choose what our log contains.
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

// The sender chooses the path, so only printable ASCII of limited length is logged.
function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 200);
}
