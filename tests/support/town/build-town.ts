import { createHttp } from '../../../cli/demo/http';
import { filedSchema, type Filed } from '../../../cli/demo/answers';
import { createReporterStore } from '../../../database/stores/reporter-store';
import { drawScene, type Scene } from '../draw-scene';
import type { StackClient } from '../stack-client';
import { TOWN_COMPLAINTS, type TownComplaint, type TownName } from './complaints';
import { TOWN_STORIES, type Hands } from './stories';

export type { TownName };

export type Town = Record<TownName, Filed & { email: string | null }>;

const PHOTO_WIDTH = 1200;
const MINUTES_BEFORE_FILING = 12;
/** Few at once, since small machines run these tests beside others. */
const LIVED_AT_ONCE = 4;

interface TownDeps {
  url: string;
  client: StackClient;
}

interface LifeDeps extends TownDeps {
  /** The API key of an officer, by agency. */
  keys: ReadonlyMap<string, string>;
}

/** Files the town's complaints with the running system and plays their stories. */
export async function buildTown(deps: TownDeps): Promise<Town> {
  const names = Object.keys(TOWN_COMPLAINTS) as TownName[];
  const agencies = new Set(Object.values(TOWN_COMPLAINTS).map(({ agency }) => agency));
  const keys = new Map<string, string>();
  for (const agency of agencies) keys.set(agency, await deps.client.keyOf('officer', agency));
  const town: Partial<Town> = {};
  const next = names.values();
  const walk = async () => {
    for (const name of next) town[name] = await live({ ...deps, keys }, name);
  };
  await Promise.all(Array.from({ length: LIVED_AT_ONCE }, walk));
  return town as Town;
}

async function live({ url, client, keys }: LifeDeps, name: TownName): Promise<Town[TownName]> {
  const complaint: TownComplaint = TOWN_COMPLAINTS[name];
  const http = createHttp({ url });
  const { agency, scenes, isConfirmed, ...body } = complaint;
  const photos = await Promise.all(scenes.map((scene) => shoot(scene, complaint)));
  const filed = await http.post('/api/v1/complaints', filedSchema, { body, photos });
  const code = filed.trackingCode;
  if (isConfirmed)
    await createReporterStore({ db: client.db }).confirmEmail({ complaintId: filed.id, generation: 1 });
  await client.until(async () => (await client.get(code)).status === 'assigned');
  const perform = async (token: string | undefined, act: string, input: object = {}, shown: Scene[] = []) => {
    const pictures = await Promise.all(shown.map((scene) => drawScene({ scene, width: PHOTO_WIDTH })));
    await http.post(`/api/v1/complaints/${code}/${act}`, null, { body: input, photos: pictures, token });
  };
  const hands: Hands = {
    officer: (...args) => perform(keys.get(agency), ...args),
    reporter: (...args) => perform(filed.reporterToken, ...args),
    hours: async (count) => {
      await client.fastForward(code, count);
    },
  };
  await TOWN_STORIES[name]?.(hands);
  return { ...filed, email: complaint.reporter?.email ?? null };
}

/** Draws a photo taken on the spot, a few minutes before the complaint is filed. */
function shoot(scene: Scene, { location }: TownComplaint): Promise<Buffer> {
  const at = Date.now() - MINUTES_BEFORE_FILING * 60_000;
  const taken = 'latitude' in location ? { at, ...location } : undefined;
  return drawScene({ scene, taken, width: PHOTO_WIDTH });
}
