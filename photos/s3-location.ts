/** Where the blobs are in an S3-compatible store. */
export interface S3Location {
  /** The bucket's URL, without a slash at its end. */
  bucketUrl: string;
  /** Every key begins with it; empty, or ends in a slash. */
  prefix: string;
  region: string;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^([A-Za-z0-9_-]+\/)*$/;
const REGION = /^[a-z0-9-]+$/;

/** The region that servers other than Amazon's expect by default. */
const DEFAULT_REGION = 'us-east-1';

/**
 * Reads `s3://bucket/prefix?endpoint=https://host&region=…`. Without an endpoint the store is Amazon's and needs a
 * region; with one, the bucket is part of the path.
 * @throws Error that says what to write instead; it repeats nothing of the URL, which may contain a password
 */
export function parseS3Url(text: string): S3Location {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.protocol !== 's3:') throw invalidUrl('it is not such a URL');
  if (url.username || url.password)
    throw invalidUrl('credentials belong in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  const unknown = [...url.searchParams.keys()].filter((name) => name !== 'endpoint' && name !== 'region');
  if (unknown.length > 0 || url.hash || url.port)
    throw invalidUrl('only endpoint and region may follow the prefix');
  const bucket = url.hostname;
  if (!BUCKET.test(bucket)) throw invalidUrl('the name of the bucket is not valid');
  const prefix = url.pathname.replace(/^\//, '').replace(/([^/])$/, '$1/');
  if (!PREFIX.test(prefix))
    throw invalidUrl('a prefix has only letters, digits, hyphens, underscores and slashes');
  return { prefix, ...bucketAndRegion(bucket, url.searchParams) };
}

function bucketAndRegion(bucket: string, query: URLSearchParams): Pick<S3Location, 'bucketUrl' | 'region'> {
  const endpoint = query.get('endpoint');
  const region = query.get('region') ?? (endpoint === null ? null : DEFAULT_REGION);
  if (region === null || !REGION.test(region)) throw invalidUrl('the region is missing or not valid');
  if (endpoint !== null) return { bucketUrl: `${endpointOf(endpoint)}/${bucket}`, region };
  // A certificate for *.s3.… does not cover names with a dot in them.
  if (bucket.includes('.')) throw invalidUrl('a bucket at Amazon with a dot in its name needs an endpoint');
  return { bucketUrl: `https://${bucket}.s3.${region}.amazonaws.com`, region };
}

function endpointOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash)
    throw invalidUrl('the endpoint must be an http or https URL with nothing after its path');
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
}

function invalidUrl(reason: string): Error {
  return new Error(
    `PHOTOS_URL must be of the form s3://bucket/prefix?endpoint=https://host&region=name: ${reason}.`,
  );
}
