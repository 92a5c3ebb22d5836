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
  /** Of the query string and of the form, where one was posted. */
  parameters: Parameters;
  /** Pictures that came with the form, as they came. */
  files: SentPicture[];
  address: string | undefined;
  credential: Credential;
  actor: Actor;
  language: Language;
  idempotencyKey: string | null;
}

/** What one of the interface's operations does, and what is published about it. */
export interface Open311Operation {
  id: string;
  method: 'get' | 'post';
  /** Without the format at its end: `/requests/{service_request_id}`. */
  path: string;
  summary: string;
  description?: string;
  /** Whom it is for; what credentials it is published with follows from it. */
  audience: Audience;
  /** Of its parameters; left out where its path says all. */
  example?: Readonly<Record<string, string>>;
  /** Names and meanings of what it takes. */
  parameters: z.ZodObject;
  /** Of the JSON; the XML follows from it. */
  answer: z.ZodType;
  /** Whether it is asked about a complaint by its code, so that guessing is counted. */
  namesComplaint?: boolean;
  /** Whether pictures may come along, as multipart. */
  files?: boolean;
  /** Whose requests count against which limit, beside that of all. */
  limit?: LimitName;
  /** It takes a key, and that of an application has to be allowed this. */
  scope?: KeyScope;
  run(call: Call): Promise<Document>;
}
