import { discovery, type DiscoveryDeps } from './discovery';
import type { Open311Operation } from './operation';
import { requestOperations, type RequestsDeps } from './requests';
import { serviceOperations } from './services';

export interface Open311Deps extends DiscoveryDeps, RequestsDeps {}

/** All of GeoReport v2, and mySociety's updates. */
export function open311Operations(deps: Open311Deps): Open311Operation[] {
  return [discovery(deps), ...serviceOperations(deps), ...requestOperations(deps)];
}
