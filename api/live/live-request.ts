import type { Request } from 'express';
import type { Authenticate } from '../authentication/authenticate';
import type { Credential } from '../authentication/credential';

export const EVENT_STREAM = 'text/event-stream';

/** What a response that stays open needs of its request. */
export interface LiveRequest {
  /** Whether the client prefers a stream of events to a document. */
  wantsStream: boolean;
  /** The last event that a reconnecting client received; null if it does not say. */
  lastEventId: string | null;
  address: string | undefined;
  /**
   * Authenticates again.
   * @throws Problem `unauthorized` once the credential is no longer valid
   */
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
