import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { selectRows } from '../../database/select-rows';
import { openBlobStore } from '../../photos/open-blob-store';
import { createPhotoStore } from '../../photos/photo-store';
import { openDesk, storedPhoto } from '../database/open-desk';
import { runProgram, runSikesal } from './run-sikesal';

/** A prepared database and a photo folder, as commands find them. */
export async function openInstallation() {
  const [desk, folder] = await Promise.all([openDesk(), mkdtemp(join(tmpdir(), 'sikesal-test-commands-'))]);
  const photosUrl = pathToFileURL(join(folder, 'photos')).href;
  const photos = createPhotoStore({ blobs: await openBlobStore({ PHOTOS_URL: photosUrl }) });
  const settings = { DATABASE_URL: desk.url, PHOTOS_URL: photosUrl };

  /** Files a complaint with a photo that is really stored. */
  async function fileWithPhoto(): Promise<ComplaintRecord & { photoId: string }> {
    const photo = storedPhoto();
    await photos.store({ id: photo.id, full: Buffer.from('full'), thumbnail: Buffer.from('small') });
    return { ...(await desk.fileAssigned({ photos: [photo] })), photoId: photo.id };
  }

  return {
    ...desk,
    folder,
    photos,
    settings,
    fileWithPhoto,
    sikesal: (...args: string[]) => runSikesal(args, settings),
    sikesalReading: (stdin: string, ...args: string[]) => runSikesal(args, settings, stdin),
    /** Runs the command as a process of its own. */
    sikesalProcess: (...args: string[]) => runProgram('cli/sikesal.ts', args, settings),
    sikesalProcessReading: (stdin: string, ...args: string[]) =>
      runProgram('cli/sikesal.ts', args, settings, stdin),
    sql: <Row extends object = object>(sql: string, ...bind: unknown[]) =>
      selectRows<Row>(desk.db, { sql, bind }),
    async close() {
      await desk.drop();
      await rm(folder, { recursive: true });
    },
  };
}

export type Installation = Awaited<ReturnType<typeof openInstallation>>;

/** The file in which the file store keeps a key, for tests that break one on purpose. */
export function blobFile(folder: string, key: string): string {
  const fan = createHash('sha256').update(key).digest('hex').slice(0, 2);
  return join(folder, 'photos', fan, key.replaceAll('/', '.'));
}
