import request from 'supertest';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { createLinkSigner } from '../../links/link-signer';
import { createFileBlobStore } from '../../photos/file-blob-store';
import { openDesk, type Desk } from '../database/open-desk';
import { drawn } from '../photos/sample-photos';
import { API_PROCESS_SECRET, startApiProcess } from '../support/api-process';
import { FILING } from '../support/api-under-test';
import { eventually } from '../support/courier-bench';
import { mountSmallDisk, picturesOn, type SmallDisk } from '../support/small-disk';
import { keyIn } from '../web/pages-under-test';
import { FORM } from './open311/open311-client';

const KILOBYTE = 1024;
const ENTRANCES = ['api', 'open311', 'photo field', 'first step', 'act'] as const;

/** Starts an API with that temporary folder, in which incoming pictures are kept. */
async function startOn(folder: string) {
  const desk: Desk = await openDesk();
  // tsx would fill the folder with its own cache.
  const env = { TMPDIR: folder, TSX_DISABLE_CACHE: '1' };
  const process = await startApiProcess({ databaseUrl: desk.url, env });
  const api = request(process.url);
  const links = createLinkSigner({ secrets: [API_PROCESS_SECRET] });

  /** Sends the form of an act, as opened by a mailed link. */
  async function act(photo: Buffer) {
    const { id, trackingCode } = await desk.fileAssigned();
    const claims = { complaintId: id, recipient: 'agency:pupr', purpose: 'act', generation: 1 } as const;
    const address = `/act/${trackingCode}?t=${links.sign(claims)}`;
    const key = keyIn((await api.get(address)).text);
    const fields = { act: 'resolve', key, note: 'Sudah ditambal.' };
    return api.post(address).field(fields).attach('photos', photo, 'a.jpg');
  }

  async function open311(photo: Buffer) {
    const key = { role: 'application', agency: null, label: 'Aplikasi', channel: 'app' } as const;
    const { key: api_key } = await createApiKeyStore({ db: desk.db }).create(key, { by: 'test' });
    return api
      .post('/open311/v2/requests.json')
      .field({ ...FORM, api_key })
      .attach('media', photo, 'a.jpg');
  }

  const entrances: Record<(typeof ENTRANCES)[number], (photo: Buffer) => PromiseLike<request.Response>> = {
    api: (photo) =>
      api.post('/api/v1/complaints').field('data', JSON.stringify(FILING)).attach('photos', photo, 'a.jpg'),
    open311,
    'photo field': (photo) => api.post('/file/photos').attach('photos', photo, 'a.jpg'),
    'first step': (photo) =>
      api
        .post('/file/what')
        .field({ description: FILING.description, category: 'jalan' })
        .attach('photos', photo, 'a.jpg'),
    act,
  };
  return {
    send: async (entrance: (typeof ENTRANCES)[number], photo: Buffer) => {
      const { status, headers } = await entrances[entrance](photo);
      return { status, retryAfter: headers['retry-after'] as unknown };
    },
    /** Counts the rows that a photo, or the text sent with it, would have left. */
    async kept(): Promise<number> {
      const { Photo, DraftPhoto, ActInput } = desk.db.models;
      return (await Photo.count()) + (await DraftPhoto.count()) + (await ActInput.count());
    },
    async stop() {
      await process.stop();
      await desk.drop();
    },
  };
}

const NOT_NOW = { status: 503, retryAfter: '5' };

describe('an upload when the temporary folder cannot be used', () => {
  let test: Awaited<ReturnType<typeof startOn>>;
  beforeAll(async () => {
    test = await startOn('/dev/null/none');
  });
  afterAll(() => test.stop());

  it.each(ENTRANCES)('is answered with 503 and Retry-After at the entrance “%s”', async (entrance) => {
    expect(await test.send(entrance, await drawn(300, 200).jpeg().toBuffer())).toEqual(NOT_NOW);
    expect(await test.kept()).toBe(0);
  });
});

const disk = mountSmallDisk(3) as SmallDisk;
const onDisk = disk ? describe : describe.skip;

onDisk(disk ? 'a full disk' : 'a full disk (left out: only root on Linux may mount one)', () => {
  let test: Awaited<ReturnType<typeof startOn>>;
  beforeAll(async () => {
    test = await startOn(disk.folder);
  });
  afterAll(async () => {
    await test.stop();
    disk.unmount();
  });

  it.each(ENTRANCES)('is not blamed on the photo, of which nothing is kept: “%s”', async (entrance) => {
    const photo = await drawn(1200, 900).jpeg({ quality: 90 }).toBuffer();
    await disk.fill(photo.length / 2);
    expect(await test.send(entrance, photo)).toEqual(NOT_NOW);
    expect(await test.kept()).toBe(0);
    await eventually(async () => (await picturesOn(disk)).length === 0, { what: 'no rest' });
  });

  it('is not blamed on the photo when only the decoder runs into it, and is over once there is room', async () => {
    // Redrawn, noise takes far more room than in the low quality that it is sent in.
    const photo = await drawn(1600, 1200).jpeg({ quality: 15 }).toBuffer();
    await disk.fill(photo.length + 64 * KILOBYTE);
    expect(await test.send('api', photo)).toEqual(NOT_NOW);
    expect(await test.kept()).toBe(0);
    await disk.fill(2500 * KILOBYTE);
    expect(await test.send('api', photo)).toMatchObject({ status: 201 });
  });

  it('of the photo store is reported as an unavailable store', async () => {
    await disk.fill(20 * KILOBYTE);
    const blobs = await createFileBlobStore({ folder: disk.folder });
    const photo = await drawn(1200, 900).jpeg().toBuffer();
    await expect(blobs.put('photos/0190-aa/full', photo)).rejects.toMatchObject({
      ...{ name: 'BlobStoreError', reason: 'unavailable', code: 'ENOSPC' },
    });
    expect(await blobs.get('photos/0190-aa/full')).toBeNull();
  });
});
