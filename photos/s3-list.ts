import type { S3Response } from './s3-client';
import { BlobStoreError } from './blob-store-error';

export interface S3Page {
  objects: { path: string; storedAt: number }[];
  /** Token of the next page; null on the last one. */
  next: string | null;
}

/**
 * Parses a response of ListObjectsV2. Only our own keys matter, and they have no character that XML would escape.
 * @throws BlobStoreError if the response is not a list
 */
export function parseS3List({ body }: Pick<S3Response, 'body'>): S3Page {
  const xml = body.toString('utf8');
  if (!/<ListBucketResult[\s>]/.test(xml)) throw noList();
  const objects = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, content = '']) => {
    const storedAt = Date.parse(textOf(content, 'LastModified') ?? '');
    const path = textOf(content, 'Key');
    if (path === null || Number.isNaN(storedAt)) throw noList();
    return { path, storedAt };
  });
  const isMore = textOf(xml, 'IsTruncated') === 'true';
  const next = isMore ? textOf(xml, 'NextContinuationToken') : null;
  if (isMore && !next) throw noList();
  return { objects, next };
}

function textOf(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text === undefined ? null : unescaped(text);
}

const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  '#34': '"',
  '#39': "'",
};

function unescaped(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function noList(): BlobStoreError {
  return new BlobStoreError({ reason: 'misconfigured', code: 'NotAList' });
}
