import type { Request } from 'express';
import type { Authenticate } from '../authentication/authenticate';
import type { Credential } from '../authentication/credential';

export const EVENT_STREAM = 'text/event-stream';

/** What an answer that stays open has to know of its request. */
export interface LiveRequest {
  /** Whether its sender would rather have a stream of events than a document. */
  wantsStream: boolean;
  /** What a client that comes back has heard last; null when it says nothing. */
  lastEventId: string | null;
  address: string | undefined;
  /** Who they are by now. @throws Problem `unauthorized` once the credential opens nothing any more */
  authenticate(): Promise<Credential>;
}

interface Asking {
  request: Request;
  authenticate: Authenticate;
}

export function liveRequest({ request, authenticate }: Asking): LiveRequest {
  return {
    wantsStream: request.accepts(['application/json', EVENT_STREAM]) === EVENT_STREAM,
    lastEventId: request.get('last-event-id') || null,
    address: request.ip,
    authenticate: () => authenticate(request, { isUse: false }),
  };
}
