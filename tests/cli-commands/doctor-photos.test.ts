import { checkPhotos } from '../../cli/commands/doctor/check-photos';
import { readSettings } from '../../cli/commands/settings';
import { makeTempFolder, removeTempFolder } from '../cli/fixtures/temp-folder';
import { startFaultyS3 } from '../photos/faulty-s3';

describe('the doctor’s look at photos in a bucket', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await makeTempFolder();
  });
  afterAll(() => removeTempFolder(folder));

  const AWS = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'hidden' };
  const look = async (env: Record<string, string>) => {
    const settings = await readSettings({ env, dataFolder: folder });
    return checkPhotos(settings)
      .look()
      .catch((error: unknown) => String(error));
  };
  const error = (code: string) => `<Error><Code>${code}</Code></Error>`;

  it.each([
    [403, error('AccessDenied'), /does not let us: correct AWS_ACCESS_KEY_ID .+ \(AccessDenied\)/],
    [404, error('NoSuchBucket'), /is not as PHOTOS_URL says: correct bucket.+ \(NoSuchBucket\)/],
    [503, error('SlowDown'), /does not answer: start it, or correct the endpoint.+ \(SlowDown\)/],
    [200, '', /does not come back/],
  ])('says after the answer %d %s what to do', async (status, body, advice) => {
    const server = await startFaultyS3((_request, response) => response.writeHead(status).end(body));
    const endpoint = new URL(server.location.bucketUrl).origin;
    const found = await look({ PHOTOS_URL: `s3://photos?endpoint=${endpoint}`, ...AWS });
    await server.stop();
    expect(found).toMatch(advice);
    expect(found).not.toContain('hidden');
  });

  it('asks for credentials and for a valid URL', async () => {
    expect(await look({ PHOTOS_URL: 's3://photos?region=x' })).toContain('need AWS_ACCESS_KEY_ID');
    expect(await look({ PHOTOS_URL: 's3://photos', ...AWS })).toContain('the region is missing');
  });
});
