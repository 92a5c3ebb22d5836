/** Where the blobs are in an S3-compatible store. */
export interface S3Location {
  /** The bucket's URL, without a slash at its end. */
  bucketUrl: string;
  /** What every key begins with: empty, or ending in a slash. */
  prefix: string;
  region: string;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^([A-Za-z0-9_-]+\/)*$/;
const REGION = /^[a-z0-9-]+$/;

// What servers other than Amazon's expect by default.
const USUAL_REGION = 'us-east-1';

/**
 * Reads `s3://bucket/prefix?endpoint=https://host&region=…`. Without an endpoint the store is Amazon's, and the
 * region is required; with one, the bucket goes into the path.
 * @throws Error that says what to write instead and repeats nothing of the URL, which may contain a password
 */
export function parseS3Url(text: string): S3Location {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.protocol !== 's3:') throw wrong('it is no URL');
  if (url.username || url.password)
    throw wrong('credentials belong into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  const unknown = [...url.searchParams.keys()].filter((name) => name !== 'endpoint' && name !== 'region');
  if (unknown.length > 0 || url.hash || url.port)
    throw wrong('only endpoint and region may follow the prefix');
  const bucket = url.hostname;
  if (!BUCKET.test(bucket)) throw wrong('the name of the bucket cannot be one');
  const prefix = url.pathname.replace(/^\//, '').replace(/([^/])$/, '$1/');
  if (!PREFIX.test(prefix)) throw wrong('a prefix has letters, digits, hyphens and slashes');
  return { prefix, ...placeOf(bucket, url.searchParams) };
}

function placeOf(bucket: string, query: URLSearchParams): Pick<S3Location, 'bucketUrl' | 'region'> {
  const endpoint = query.get('endpoint');
  const region = query.get('region') ?? (endpoint === null ? null : USUAL_REGION);
  if (region === null || !REGION.test(region)) throw wrong('the region is missing, or cannot be one');
  if (endpoint !== null) return { bucketUrl: `${endpointOf(endpoint)}/${bucket}`, region };
  // A certificate for *.s3.… does not cover names with a dot in them.
  if (bucket.includes('.')) throw wrong('a bucket of Amazon’s with a dot in its name needs an endpoint');
  return { bucketUrl: `https://${bucket}.s3.${region}.amazonaws.com`, region };
}

function endpointOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash)
    throw wrong('the endpoint is an http or https URL without more than a path');
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
}

function wrong(what: string): Error {
  return new Error(
    `PHOTOS_URL must be of the form s3://bucket/prefix?endpoint=https://host&region=name: ${what}.`,
  );
}
