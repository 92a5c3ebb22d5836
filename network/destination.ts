import { isIP } from 'node:net';
import type { AddressGuard } from './address-guard';
import { OutgoingError, type OutgoingErrorReason } from './outgoing-error';

/** Where a request is to go, as far as can be told before its name is resolved. */
export interface Destination {
  url: URL;
  /** Why an address that the name resolves to must not be dialled; null if it may be. */
  refusalOf(address: string): OutgoingErrorReason | null;
}

/** Lower ports belong to services other than the web, except the one of https itself. */
const FIRST_FREE_PORT = 1024;

/** @throws OutgoingError when the URL itself is invalid or not allowed */
export function destinationOf(text: string, guard: AddressGuard): Destination {
  const url = parseUrl(text);
  const isSecure = url.protocol === 'https:';
  // URL leaves out the default port of its scheme.
  const isWebPort = url.port === '' || Number(url.port) >= FIRST_FREE_PORT;

  function refusalOf(address: string): OutgoingErrorReason | null {
    if (guard.isAllowed(address)) return null;
    if (!guard.isPublic(address)) return 'private_address';
    if (!isSecure) return 'scheme';
    return isWebPort ? null : 'port';
  }

  // Node does not look up a literal IP address, so no lookup would check it.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  const refusal = isIP(literal) === 0 ? null : refusalOf(literal);
  if (refusal) throw new OutgoingError(refusal);
  return { url, refusalOf };
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new OutgoingError('url');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new OutgoingError('scheme');
  if (url.username !== '' || url.password !== '') throw new OutgoingError('url');
  return url;
}
