import type { Open311Reader } from '../../database/readers/open311-reader';
import { discovery, type DiscoveryDeps } from './discovery';
import { createFetchMedia } from './fetch-media';
import { fileRequest, type FileRequestDeps } from './file-request';
import type { Open311Operation } from './operation';
import { postUpdate, type PostUpdateDeps } from './post-update';
import { requestOperations, type RequestsDeps } from './requests';
import { serviceOperations } from './services';
import { listUpdates, type UpdatesDeps } from './updates';

export interface Open311Deps
  extends
    DiscoveryDeps,
    RequestsDeps,
    Omit<FileRequestDeps, 'fetchMedia'>,
    UpdatesDeps,
    Omit<PostUpdateDeps, 'fetchMedia'> {
  open311: Open311Reader;
  outgoing: Parameters<typeof createFetchMedia>[0]['outgoing'];
}

/** All operations of GeoReport v2, and mySociety's updates. */
export function open311Operations(deps: Open311Deps): Open311Operation[] {
  const fetchMedia = createFetchMedia(deps);
  return [
    discovery(deps),
    ...serviceOperations(deps),
    ...requestOperations(deps),
    fileRequest({ ...deps, fetchMedia }),
    listUpdates(deps),
    postUpdate({ ...deps, fetchMedia }),
  ];
}
