import type { RequestListener } from 'node:http';
import { createS3BlobStore } from '../../photos/s3-blob-store';
import { startFaultyS3 } from './faulty-s3';

const credentials = { accessKeyId: 'key', secretAccessKey: 'a secret that nobody may see' };
const error = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;

/** Long enough for a request to arrive on a busy machine. */
const SHORT_MS = 1_000;

describe('an S3-compatible store with a fault', () => {
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });

  const open = async (listener: RequestListener, deadlineMs = 5_000) => {
    const server = await startFaultyS3(listener);
    running.push(server);
    return { ...server, blobs: createS3BlobStore({ location: server.location, credentials, deadlineMs }) };
  };
  const answering = (status: number, body = '') =>
    open((_request, response) => response.writeHead(status).end(body));
  const errorOf = (call: Promise<unknown>) =>
    call.then(
      () => 'none',
      (reason: unknown) => reason,
    );

  it.each([
    [500, error('InternalError'), 'unavailable', 'InternalError', 2],
    [503, error('SlowDown'), 'unavailable', 'SlowDown', 2],
    [502, '<html>Bad gateway</html>', 'unavailable', 'HTTP_502', 2],
    [403, error('AccessDenied'), 'forbidden', 'AccessDenied', 1],
    [403, error('RequestTimeTooSkewed'), 'forbidden', 'RequestTimeTooSkewed', 1],
    [404, error('NoSuchBucket'), 'misconfigured', 'NoSuchBucket', 1],
    [404, '<html>Not found</html>', 'misconfigured', 'HTTP_404', 1],
    [301, error('PermanentRedirect'), 'misconfigured', 'PermanentRedirect', 1],
    [400, error('AuthorizationHeaderMalformed'), 'misconfigured', 'AuthorizationHeaderMalformed', 1],
  ])('that answers %d %s is %s', async (status, body, reason, code, tries) => {
    const { blobs, asked } = await answering(status, body);
    expect(await errorOf(blobs.get('a/b'))).toMatchObject({ name: 'BlobStoreError', reason, code });
    expect(asked).toHaveLength(tries);
  });

  it('that recovers is asked once more and then succeeds', async () => {
    let times = 0;
    const { blobs } = await open((_request, response) =>
      response.writeHead(++times === 1 ? 503 : 200).end('x'),
    );
    expect(String(await blobs.get('a/b'))).toBe('x');
  });

  it('that does not respond times out', async () => {
    const { blobs, asked } = await open(() => undefined, SHORT_MS);
    expect(await errorOf(blobs.put('a/b', Buffer.from('x')))).toMatchObject({
      reason: 'unavailable',
      code: 'TIMEOUT',
    });
    expect(asked).toHaveLength(2);
  });

  it('that stalls in the middle of a picture times out', async () => {
    const { blobs } = await open(
      (_request, response) => response.writeHead(200, { 'content-length': 100 }).write('half'),
      SHORT_MS,
    );
    expect(await errorOf(blobs.get('a/b'))).toMatchObject({ reason: 'unavailable', code: 'TIMEOUT' });
  });

  it('that breaks off in the middle of a picture is unavailable', async () => {
    const { blobs } = await open((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
    });
    expect(await errorOf(blobs.get('a/b'))).toMatchObject({ reason: 'unavailable' });
  });

  it('that refuses connections is unavailable', async () => {
    const { blobs, stop } = await answering(200);
    await stop();
    running.pop();
    expect(await errorOf(blobs.get('a/b'))).toMatchObject({ reason: 'unavailable', code: 'ECONNREFUSED' });
  });

  it('that redirects is not followed', async () => {
    const elsewhere = await answering(200, 'x');
    const { blobs } = await open((_request, response) =>
      response.writeHead(307, { location: `${elsewhere.location.bucketUrl}/a` }).end(),
    );
    expect(await errorOf(blobs.get('a/b'))).toMatchObject({ reason: 'misconfigured', code: 'HTTP_307' });
    expect(elsewhere.asked).toEqual([]);
  });

  it.each(['', '<html></html>', '<ListBucketResult><Contents><Key>p/a</Key></Contents></ListBucketResult>'])(
    'that lists with %j fails',
    async (body) => {
      const { blobs } = await answering(200, body);
      expect(await errorOf(blobs.list()[Symbol.asyncIterator]().next())).toMatchObject({ code: 'NotAList' });
    },
  );

  it('gets no secret and no request to grant access, and gets a signed body', async () => {
    const { blobs, asked } = await answering(200);
    await blobs.put('a/b', Buffer.from('x'));
    const [{ headers = {} } = {}] = asked;
    expect(JSON.stringify(headers)).not.toContain('nobody may see');
    expect(Object.keys(headers).filter((name) => /acl|grant/.test(name))).toEqual([]);
    expect(headers['x-amz-content-sha256']).toBe(
      '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
    );
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 .*SignedHeaders=[^,]*x-amz-content-sha256/);
  });

  it('is named in an error by its code only', async () => {
    const { blobs } = await answering(403, error('AccessDenied'));
    const reason = await errorOf(blobs.put('a/b', Buffer.from('x')));
    expect(String(reason)).toBe('BlobStoreError: the photo store is forbidden: AccessDenied');
  });
});
