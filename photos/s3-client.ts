import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { BlobStoreError } from './blob-store-error';
import type { S3Location } from './s3-location';

export interface S3Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  /** With temporary credentials only. */
  sessionToken?: string;
}

export interface S3Request {
  method: 'GET' | 'PUT' | 'DELETE';
  /** Within the bucket; empty for the bucket itself. */
  path: string;
  query?: Record<string, string>;
  body?: Buffer;
}

export interface S3Response {
  status: number;
  body: Buffer;
}

export interface S3ClientDeps {
  location: S3Location;
  credentials: S3Credentials;
  /** Limit for one attempt, the response's body included. */
  deadlineMs?: number;
}

/** A photo has a few hundred kilobytes, and a citizen waits for it. */
const DEADLINE_MS = 10_000;
/** Every request made here is safe to repeat. */
const TRIES = 2;
const PAUSE_MS = 200;

export interface S3Client {
  /**
   * @returns the response if the store did what was asked; null if there is no such key
   * @throws BlobStoreError
   */
  ask(request: S3Request): Promise<S3Response | null>;
}

/** Signs and sends requests; contacts nothing before the first call. */
export function createS3Client({ location, credentials, deadlineMs = DEADLINE_MS }: S3ClientDeps): S3Client {
  const signer = new AwsClient({ ...credentials, service: 's3', region: location.region, retries: 0 });

  async function send(request: S3Request): Promise<S3Response> {
    const signed = await signer.sign(urlOf(location, request), {
      method: request.method,
      headers: headersOf(request.body),
      body: request.body,
    });
    try {
      // A redirect means that the settings are wrong; following it would send the signature elsewhere.
      const response = await fetch(signed, { redirect: 'manual', signal: AbortSignal.timeout(deadlineMs) });
      return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
    } catch (cause) {
      throw new BlobStoreError({ reason: 'unavailable', code: networkCode(cause), cause });
    }
  }

  return {
    async ask(request) {
      for (let tried = 1; ; tried += 1) {
        try {
          return settle(await send(request));
        } catch (error) {
          if (tried === TRIES || !(error instanceof BlobStoreError) || error.reason !== 'unavailable')
            throw error;
          await delay(PAUSE_MS);
        }
      }
    },
  };
}

function urlOf({ bucketUrl }: S3Location, { path, query }: S3Request): string {
  const url = new URL(`${bucketUrl}/${path}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  return url.href;
}

/** The digest is signed, so a body damaged in transit is refused. No ACL is requested: private is the default. */
function headersOf(body: Buffer | undefined): Record<string, string> {
  const digest = createHash('sha256')
    .update(body ?? '')
    .digest('hex');
  return {
    'X-Amz-Content-Sha256': digest,
    ...(body ? { 'Content-Type': 'application/octet-stream' } : {}),
  };
}

/** @throws BlobStoreError for any response that is neither success nor a missing key */
function settle(response: S3Response): S3Response | null {
  const { status, body } = response;
  if (status >= 200 && status < 300) return response;
  const code = /<Code>(\w{1,64})<\/Code>/.exec(body.toString('utf8', 0, 10_000))?.[1] ?? `HTTP_${status}`;
  if (status === 404 && code === 'NoSuchKey') return null;
  throw new BlobStoreError({ reason: reasonOf(status), code });
}

function reasonOf(status: number): BlobStoreError['reason'] {
  if (status >= 500 || status === 408 || status === 429) return 'unavailable';
  return status === 401 || status === 403 ? 'forbidden' : 'misconfigured';
}

function networkCode(error: unknown): string {
  if (textIn(error, 'name') === 'TimeoutError') return 'TIMEOUT';
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : null;
  return textIn(cause, 'code') ?? 'NETWORK';
}

function textIn(value: unknown, name: string): string | null {
  const field: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  return typeof field === 'string' ? field : null;
}
