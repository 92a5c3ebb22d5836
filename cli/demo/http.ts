import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { CliError } from '../commands/cli-error';
import { problemSchema } from './answers';

interface Posting {
  body: object;
  photos?: Buffer[];
  token?: string;
}

interface Sending {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string | FormData;
}

/** While a worker starts or the machine is busy, the API answers 503 and says when to try again. */
const ATTEMPTS = 5;

export type Http = ReturnType<typeof createHttp>;

/** @throws CliError for whatever the service refuses, in the service's own words */
export function createHttp({ url }: { url: string }) {
  return {
    get: <Answer>(path: string, schema: z.ZodType<Answer>, token?: string) =>
      send(url, { method: 'GET', path, headers: bearer(token) }).then((json) => schema.parse(json)),
    /** Sends an idempotency key, so that a retry counts once. */
    async post<Answer>(path: string, schema: z.ZodType<Answer> | null, posting: Posting): Promise<Answer> {
      const headers = {
        ...bearer(posting.token),
        'Idempotency-Key': randomUUID(),
        'Idempotency-Secret': randomBytes(16).toString('base64url'),
      };
      const json = await send(url, { method: 'POST', path, ...withBody(headers, posting) });
      return schema ? schema.parse(json) : (json as Answer);
    },
  };
}

async function send(url: string, { path, ...init }: Sending): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(new URL(path, url), init).catch((cause: unknown) => {
      throw new CliError(`Nothing answers at ${url}: run "npm start" first.`, { cause });
    });
    const json: unknown = await response.json();
    if (response.ok) return json;
    if (response.status !== 503 || attempt === ATTEMPTS) throw refusal({ path, ...init }, response, json);
    await delay(1000 * Number(response.headers.get('retry-after') ?? 1));
  }
}

function refusal({ method, path }: Sending, { status }: Response, json: unknown): CliError {
  const problem = problemSchema.safeParse(json).data;
  return new CliError(`${method} ${path} was answered ${status}: ${problem?.detail ?? JSON.stringify(json)}`);
}

function withBody(
  headers: Record<string, string>,
  { body, photos = [] }: Posting,
): Pick<Sending, 'headers' | 'body'> {
  const json = JSON.stringify(body);
  if (photos.length === 0) return { headers: { ...headers, 'Content-Type': 'application/json' }, body: json };
  const form = new FormData();
  form.append('data', new Blob([json], { type: 'application/json' }), 'data.json');
  photos.forEach((photo, index) => form.append('photos', new Blob([new Uint8Array(photo)]), `${index}.jpg`));
  return { headers, body: form };
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}
