import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { prepareDatabase } from '../../cli/prepare-database';
import { openDatabase } from '../../database/connection';
import { createComplaintReader } from '../../database/readers/complaint-reader';
import { createIntakeStore } from '../../database/stores/intake-store';
import { createFileBlobStore } from '../../photos/file-blob-store';
import { createPhotoStore } from '../../photos/photo-store';
import { openPatientIntake } from '../photos/patient-intake';
import { plain } from '../photos/sample-photos';
import { newComplaint } from '../support/new-complaint';
import { filesOf, findPostgresTools, startCluster, type Cluster } from './postgres-tools';

/** As `docs/operations.md` prints them. */
const DUMP = ['--username', 'postgres', '--format', 'custom', 'sikesal'];
const RESTORE = '--username postgres --dbname postgres --clean --if-exists --create --exit-on-error'.split(
  ' ',
);

const CITY_PACK = 'city/kota-jambi';
const tools = findPostgresTools();

describe('the commands of backup and restore', () => {
  it('are the ones that the operations page prints', () => {
    const page = readFileSync('docs/operations.md', 'utf8');
    expect(page).toContain(`pg_dump ${DUMP.join(' ')}`);
    expect(page).toContain(`pg_restore ${RESTORE.join(' ')}`);
  });
});

/** Needs a PostgreSQL with its tools, as `apt-get install postgresql` brings it. */
const onCluster = tools ? describe : describe.skip;

onCluster('a backup', () => {
  let cluster: Cluster;
  let city: CityPack;
  let photos: string;

  /** Opens a desk on the present database and photos, and closes it after the work. */
  async function atTheDesk<T>(work: (desk: ReturnType<typeof openDesk>) => Promise<T>): Promise<T> {
    const desk = openDesk();
    try {
      return await work(desk);
    } finally {
      desk.intake.close();
      await desk.db.close();
    }
  }

  function openDesk() {
    const intake = openPatientIntake();
    const db = openDatabase({ url: cluster.urlFor('sikesal'), maxConnections: 2 });
    const complaints = createComplaintReader({ db });
    const photoStore = async () => createPhotoStore({ blobs: await createFileBlobStore({ folder: photos }) });
    return {
      intake,
      db,
      complaints,
      photoStore,
      async file(description: string): Promise<string> {
        const photo = await intake.processPhoto(await plain(200, 100).jpeg().toBuffer(), { network: 'test' });
        await (await photoStore()).store(photo);
        const { id, width, height, bytes } = photo;
        const { complaint } = await createIntakeStore({ db }).file(
          newComplaint({ city, description, photos: [{ id, width, height, bytes }] }),
        );
        return complaint.id;
      },
    };
  }

  beforeAll(async () => {
    [cluster, city] = await Promise.all([startCluster({ tools: tools ?? '' }), loadCityPack(CITY_PACK)]);
    photos = await mkdtemp(path.join(os.tmpdir(), 'sikesal-photos-'));
    await cluster.run('/bin/sh', [path.resolve('deploy/postgres/create-databases.sh')], {
      env: { POSTGRES_USER: 'postgres', SIKESAL_DB_PASSWORD: 'one', TEMPORAL_DB_PASSWORD: "it's two" },
    });
    await prepareDatabase({ databaseUrl: cluster.urlFor('sikesal'), cityPack: CITY_PACK });
  });

  afterAll(async () => {
    await cluster.stop();
    await rm(photos, { recursive: true });
  });

  it('keeps Temporal’s account out of the complaints', async () => {
    const request = cluster.run('psql', ['--no-psqlrc', cluster.urlFor('temporal'), '--command', 'SELECT 1']);
    await expect(request).rejects.toThrow('permission denied for database');
  });

  it('brings back what there was, and takes new complaints from then on', async () => {
    const kept = await atTheDesk((desk) => desk.file('Lampu jalan padam.'));
    const before = await atTheDesk((desk) => desk.complaints.byId(kept));
    const timelineBefore = await atTheDesk((desk) => desk.complaints.timeline(kept));

    const dump = path.join(cluster.folder, 'sikesal.dump');
    const archive = path.join(cluster.folder, 'photos.tar');
    await cluster.run('pg_dump', [...DUMP, '--file', dump]);
    await cluster.run('tar', ['--create', '--file', archive, '--directory', photos, '.']);
    expect((await stat(dump)).size).toBeGreaterThan(10_000);

    const lost = await atTheDesk((desk) => desk.file('Setelah cadangan dibuat.'));
    await atTheDesk((desk) => desk.db.sequelize.query('DELETE FROM timeline_events'));
    await rm(photos, { recursive: true });
    await mkdir(photos);

    await cluster.run('pg_restore', [...RESTORE, dump]);
    await cluster.run('tar', ['--extract', '--file', archive, '--directory', photos]);

    await atTheDesk(async (desk) => {
      const after = await desk.complaints.byId(kept);
      expect({ ...after, now: 0 }).toEqual({ ...before, now: 0 });
      expect(await desk.complaints.timeline(kept)).toEqual(timelineBefore);
      expect(timelineBefore).toHaveLength(1);
      expect(await desk.complaints.byId(lost)).toBeNull();
      const [photo] = after?.photos ?? [];
      expect(await (await desk.photoStore()).read(photo?.id ?? '', 'full')).not.toBeNull();
      expect(await filesOf(photos)).toHaveLength(2);
      await expect(desk.file('Setelah pemulihan.')).resolves.toEqual(expect.any(String));
    });
    expect(
      await prepareDatabase({ databaseUrl: cluster.urlFor('sikesal'), cityPack: CITY_PACK }),
    ).toMatchObject({
      applied: [],
    });
    const request = cluster.run('psql', ['--no-psqlrc', cluster.urlFor('temporal'), '--command', 'SELECT 1']);
    await expect(request).rejects.toThrow('permission denied for database');
  });
});
