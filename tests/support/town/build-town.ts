import { createHttp } from '../../../cli/demo/http';
import { filedSchema, type Filed } from '../../../cli/demo/answers';
import { drawScene, type Scene } from '../draw-scene';
import type { StackClient } from '../stack-client';
import { TOWN_COMPLAINTS, type TownComplaint, type TownName } from './complaints';
import { TOWN_STORIES, type Hands } from './stories';

export type Town = Record<TownName, Filed & { email: string | null }>;

const PHOTO_WIDTH = 1200;
const MINUTES_BEFORE_FILING = 12;

interface TownDeps {
  url: string;
  client: StackClient;
}

/** Files the town's complaints with the running system and lets happen what their stories say. */
export async function buildTown(deps: TownDeps): Promise<Town> {
  const names = Object.keys(TOWN_COMPLAINTS) as TownName[];
  const filed = await Promise.all(names.map(async (name) => [name, await live(deps, name)] as const));
  return Object.fromEntries(filed) as Town;
}

async function live({ url, client }: TownDeps, name: TownName): Promise<Town[TownName]> {
  const complaint: TownComplaint = TOWN_COMPLAINTS[name];
  const http = createHttp({ url });
  const { agency: _agency, scenes, ...body } = complaint;
  const photos = await Promise.all(scenes.map((scene) => shoot(scene, complaint)));
  const filed = await http.post('/api/v1/complaints', filedSchema, { body, photos });
  const code = filed.trackingCode;
  await client.until(async () => (await client.get(code)).status === 'assigned');
  const perform = async (token: string, act: string, input: object = {}, shown: Scene[] = []) => {
    const pictures = await Promise.all(shown.map((scene) => drawScene({ scene, width: PHOTO_WIDTH })));
    await http.post(`/api/v1/complaints/${code}/${act}`, null, { body: input, photos: pictures, token });
  };
  const hands: Hands = {
    officer: async (...args) => perform(await client.keyOf('officer', complaint.agency), ...args),
    reporter: (...args) => perform(filed.reporterToken, ...args),
    hours: async (count) => {
      await client.fastForward(code, count);
    },
  };
  await TOWN_STORIES[name]?.(hands);
  return { ...filed, email: complaint.reporter?.email ?? null };
}

/** On the spot, a few minutes before the complaint is filed. */
function shoot(scene: Scene, { location }: TownComplaint): Promise<Buffer> {
  const at = Date.now() - MINUTES_BEFORE_FILING * 60_000;
  const taken = 'latitude' in location ? { at, ...location } : undefined;
  return drawScene({ scene, taken, width: PHOTO_WIDTH });
}
