import http from 'node:http';
import https from 'node:https';
import { createAddressGuard } from './address-guard';
import { destinationOf } from './destination';
import { guardedLookup, type Resolve } from './guarded-lookup';
import { OutgoingError, type OutgoingErrorReason } from './outgoing-error';

export interface OutgoingRequest {
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: Buffer;
  /** Covers the whole request, to the last byte of the response. */
  timeoutMs: number;
  /**
   * Limit of the response's body; a longer one fails with `too_large`. 0 if the status is enough: the body is not
   * read.
   */
  maxBytes: number;
}

export interface OutgoingResponse {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** @throws OutgoingError; no status counts as an error, not even a redirect */
export type GuardedRequest = (request: OutgoingRequest) => Promise<OutgoingResponse>;

interface GuardedRequestDeps {
  /** CIDRs of the operator's own machines that may be called although they are not public, and by http as well. */
  allowedNetworks: readonly string[];
  resolve?: Resolve;
}

/**
 * Sends requests to addresses that strangers chose: over https and to public addresses only, whatever their names
 * resolve to, unless the operator allows the network. Follows no redirects, uses no proxy, keeps no connections.
 */
export function createGuardedRequest({ allowedNetworks, resolve }: GuardedRequestDeps): GuardedRequest {
  const guard = createAddressGuard(allowedNetworks);
  return async (asked) => {
    const { url, refusalOf } = destinationOf(asked.url, guard);
    return send(url, asked, guardedLookup({ refusalOf, resolve }));
  };
}

function send(
  url: URL,
  { method, headers, body, timeoutMs, maxBytes }: OutgoingRequest,
  lookup: ReturnType<typeof guardedLookup>,
): Promise<OutgoingResponse> {
  const { request: open } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const request = open(url, {
      method,
      // A small compressed response could expand into a large one.
      headers: {
        'accept-encoding': 'identity',
        ...headers,
        ...(body ? { 'content-length': body.length } : {}),
      },
      agent: false,
      lookup,
    });
    const timer = setTimeout(() => fail(new OutgoingError('timeout')), timeoutMs);
    function fail(error: unknown): void {
      clearTimeout(timer);
      reject(outgoingError(error));
      request.destroy();
    }
    request.on('error', fail);
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      fail(new OutgoingError('unreachable'));
    });
    request.on('response', (response) => {
      takeBody(response, maxBytes).then((taken) => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: taken });
      }, fail);
    });
    request.end(body);
  });
}

async function takeBody(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (maxBytes === 0) {
    response.destroy();
    return Buffer.alloc(0);
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) throw new OutgoingError('too_large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function outgoingError(cause: unknown): OutgoingError {
  if (cause instanceof OutgoingError) return cause;
  return new OutgoingError(reasonOf(cause), { cause });
}

function reasonOf(error: unknown): OutgoingErrorReason {
  const { code = '' } = error as NodeJS.ErrnoException;
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code)
    ? 'tls'
    : 'unreachable';
}
