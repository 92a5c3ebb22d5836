import { createPhotoStore } from '../../photos/photo-store';
import { createS3BlobStore } from '../../photos/s3-blob-store';
import { startFaultyS3 } from '../photos/faulty-s3';
import { drawn } from '../photos/sample-photos';
import { FILING, startApi, type ApiUnderTest } from '../support/api-under-test';

describe('the API while its photo store fails', () => {
  let test: ApiUnderTest;
  let store: Awaited<ReturnType<typeof startFaultyS3>>;
  let storeResponse: { status: number; body: string };
  beforeAll(async () => {
    store = await startFaultyS3((_request, response) =>
      response.writeHead(storeResponse.status).end(storeResponse.body),
    );
    const credentials = { accessKeyId: 'key', secretAccessKey: 'hidden' };
    const blobs = createS3BlobStore({ location: store.location, credentials });
    test = await startApi({ deps: { photoStore: createPhotoStore({ blobs }) } });
  });
  afterAll(async () => {
    await test.stop();
    await store.stop();
  });

  const fileWithPhoto = async () =>
    test.api
      .post('/api/v1/complaints')
      .field('data', JSON.stringify(FILING))
      .attach('photos', await drawn(60, 40).jpeg().toBuffer(), 'a.jpg');

  it('answers 503 with Retry-After when the store is unavailable, and stores nothing', async () => {
    storeResponse = { status: 503, body: '<Error><Code>SlowDown</Code></Error>' };
    const response = await fileWithPhoto();
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('5');
    expect(await test.db.models.Complaint.count()).toBe(0);
    // Two attempts, and no clean-up in a store that is unavailable.
    expect(store.asked.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
  });

  it('answers 500, naming neither store nor secret, when the store denies access', async () => {
    storeResponse = { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
    const response = await fileWithPhoto();
    expect(response.status).toBe(500);
    expect(response.text + test.logLines.join('')).not.toMatch(/hidden|127\.0\.0\.1:\d+\/photos/);
    expect(await test.db.models.Complaint.count()).toBe(0);
  });

  it('accepts complaints without photos as usual', async () => {
    expect((await test.file()).status).toBe('submitted');
  });
});
