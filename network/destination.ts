import { isIP } from 'node:net';
import type { AddressGuard } from './address-guard';
import { OutgoingError, type OutgoingErrorReason } from './outgoing-error';

/** Where a request is to go, as far as can be told before its name is resolved. */
export interface Destination {
  url: URL;
  /** Why an address that its name resolves to is not dialled; null for one that is. */
  refusalOf(address: string): OutgoingErrorReason | null;
}

/** Ports below belong to services that are not the web's, but for that of https itself. */
const FIRST_FREE_PORT = 1024;

/** @throws OutgoingError for whatever is wrong with it as it is written */
export function destinationOf(text: string, guard: AddressGuard): Destination {
  const url = parseUrl(text);
  const isSecure = url.protocol === 'https:';
  // The scheme's own port is given as none.
  const isWebPort = url.port === '' || Number(url.port) >= FIRST_FREE_PORT;

  function refusalOf(address: string): OutgoingErrorReason | null {
    if (guard.isAllowed(address)) return null;
    if (!guard.isPublic(address)) return 'private_address';
    if (!isSecure) return 'scheme';
    return isWebPort ? null : 'port';
  }

  // Nothing is resolved for an address that is written out, so no lookup ever sees it.
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
