import type { SentPicture } from '../../photos/sent-picture';
import type { z } from 'zod';
import type { Actor } from '../../domain/actor';
import type { Language } from '../../city/city-pack';
import type { Credential } from '../authentication/credential';
import type { KeyScope } from '../../domain/key-scopes';
import type { LimitName } from '../limits/limit-names';
import type { Document } from './document';
import type { Parameters } from './parameters';
import type { Audience } from '../http/published-example';

export interface Call {
  /** The last part of the path, where it names something. */
  id: string;
  /** From the query string, and from the form if one was posted. */
  parameters: Parameters;
  /** Pictures that came with the form, unprocessed. */
  files: SentPicture[];
  address: string | undefined;
  credential: Credential;
  actor: Actor;
  language: Language;
  idempotencyKey: string | null;
}

/** What an operation of this interface does, and what is published about it. */
export interface Open311Operation {
  id: string;
  method: 'get' | 'post';
  /** Without the format suffix: `/requests/{service_request_id}`. */
  path: string;
  summary: string;
  description?: string;
  /** Who may use it; the credentials published for it follow from this. */
  audience: Audience;
  /** Example parameters; left out if the path alone makes a complete request. */
  example?: Readonly<Record<string, string>>;
  /** Its parameters and their descriptions. */
  parameters: z.ZodObject;
  /** Schema of the JSON; the XML follows from it. */
  response: z.ZodType;
  /** Whether requests name a complaint by its code, so that guesses are counted. */
  namesComplaint?: boolean;
  /** Whether pictures may come along, as multipart. */
  files?: boolean;
  /** The limit that its requests count against, besides the one for all requests. */
  limit?: LimitName;
  /** Requires a key; an application's key needs this scope. */
  scope?: KeyScope;
  run(call: Call): Promise<Document>;
}
