import { isIP } from 'node:net';
import { createAddressGuard } from './address-guard';
import { destinationOf } from './destination';
import { addressesOf, type Resolve } from './guarded-lookup';

interface DestinationCheckDeps {
  allowedNetworks: readonly string[];
  resolve?: Resolve;
}

/** @throws OutgoingError when a guarded request would not be made */
export type DestinationCheck = (url: string) => Promise<void>;

/**
 * Checks an address when somebody enters it. Its name may resolve to something else later, so each request checks
 * again.
 */
export function createDestinationCheck({ allowedNetworks, resolve }: DestinationCheckDeps): DestinationCheck {
  const guard = createAddressGuard(allowedNetworks);
  return async (text) => {
    const { url, refusalOf } = destinationOf(text, guard);
    const isLiteral = isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0;
    if (!isLiteral) await addressesOf(url.hostname, { refusalOf, resolve });
  };
}
