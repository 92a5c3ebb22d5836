import { WALL_SETTINGS } from '../../../web/command-centre/wall-settings';
import type { Watching } from '../live/watch';
import { eventsIn, itemsIn, PACE, partsIn, startWall, totalsIn, type WallUnderTest } from './wall-under-test';

const hasParts = (text: string) => text.includes('event: parts');
const LAMP = { category: 'lampu-jalan' };
const ADMINISTRATOR = { role: 'administrator', agency: null } as const;
const CENTRE = { role: 'command_centre', agency: null } as const;

describe('a wall that is watched', () => {
  let test: WallUnderTest;
  let open: Watching[] = [];
  let strict: WallUnderTest | undefined;
  beforeAll(async () => {
    test = await startWall();
  });
  afterEach(async () => {
    for (const watching of open) watching.leave();
    open = [];
    await strict?.stop();
    strict = undefined;
  });
  afterAll(() => test.stop());

  const watch = async (...args: Parameters<WallUnderTest['watch']>) => {
    const watching = await test.watch(...args);
    open.push(watching);
    return watching;
  };
  /** A wall that often checks who may stay. */
  const startStrict = async () =>
    (strict = await startWall({
      stream: { ...WALL_SETTINGS.stream, heartbeatMs: 20, checkEveryHeartbeats: 1 },
    }));
  const watchAs = async (wall: WallUnderTest, member: Parameters<WallUnderTest['signIn']>[0]) => {
    const person = await wall.signIn(member);
    const watching = await wall.watch('', { person });
    open.push(watching);
    await watching.until(hasParts);
    return { person, watching };
  };
  const itemOf = (code: string, words: string) => (text: string) =>
    itemsIn(text).some(({ html }) => html.includes(code) && html.includes(words));

  it('is sent everything at first, and then only the parts that changed and what happened', async () => {
    const watching = await watch();
    const first = await watching.until(hasParts);
    expect(Object.keys(partsIn(first)).sort()).toEqual([
      'flow',
      'groups',
      'health',
      'map',
      'totals',
      'urgent',
    ]);
    const filed = await test.fileAssigned();
    const text = await watching.until(itemOf(filed.trackingCode, 'Aduan baru: Jalan rusak'));
    await watching.until((all) => partsIn(all.slice(first.length)).totals !== undefined);
    const more = eventsIn(watching.text().slice(first.length));
    const changed = more
      .filter(({ type }) => type === 'parts')
      .flatMap(({ data }) => Object.keys(data.parts as object));
    expect(changed).toEqual(expect.arrayContaining(['totals', 'map', 'groups', 'flow']));
    expect(changed).not.toContain('health');
    expect(itemsIn(text)).toHaveLength(1);
  });

  it('hears of a change, whichever process made it', async () => {
    const other = await test.startAnother();
    const [here, there] = [await watch(), await watch('', { at: other })];
    await Promise.all([here.until(hasParts), there.until(hasParts)]);
    const filed = await test.fileAssigned(LAMP);
    const key = await test.keyOf('dishub');
    await test.act(filed.trackingCode, 'acknowledge', key);
    const texts = await Promise.all(
      [here, there].map((each) => each.until(itemOf(filed.trackingCode, 'diterima Dinas Perhubungan'))),
    );
    const [one, two] = texts.map((text) => itemsIn(text).map(({ position }) => position));
    expect(one).toEqual(two);
    await test.act(filed.trackingCode, 'resolve', key, { note: 'Sudah.' });
  });

  it('resumes where it was cut off, and misses nothing that happened in between', async () => {
    const { text: page } = await test.see();
    const since = Number(/[?&](?:amp;)?since&#x3D;(\d+)/.exec(page)?.[1]);
    const [one, two] = [await test.fileAssigned(), await test.fileAssigned(LAMP)];
    const fromPage = await watch(`?since=${since}`);
    const text = await fromPage.until(itemOf(two.trackingCode, 'Lampu jalan'));
    const items = itemsIn(text);
    // The page may be older than the last events of the tests before.
    const [first, second] = items.slice(-2);
    const codeIn = (item?: { html: string }) => /SK-[\w-]+(?=<)/.exec(item?.html ?? '')?.[0];
    expect([codeIn(first), codeIn(second)]).toEqual([one.trackingCode, two.trackingCode]);
    const positions = items.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort((here, there) => here - there));
    expect(positions[0]).toBeGreaterThan(since);

    const again = await watch(`?since=${since}`, {
      headers: { 'last-event-id': String(first!.position) },
    });
    const rest = await again.until(hasParts);
    expect(itemsIn(rest).map(({ position }) => position)).toEqual([second!.position]);
  });

  it('tells a filtered screen only of what it shows', async () => {
    const [roads, lamps] = [await watch('?category=jalan'), await watch('?category=lampu-jalan')];
    await Promise.all([roads.until(hasParts), lamps.until(hasParts)]);
    const [road, lamp] = [await test.fileAssigned(), await test.fileAssigned(LAMP)];
    await lamps.until(itemOf(lamp.trackingCode, 'Lampu jalan'));
    await roads.until(itemOf(road.trackingCode, 'Jalan rusak'));
    expect(lamps.text()).not.toContain(road.trackingCode);
    expect(roads.text()).not.toContain(lamp.trackingCode);
    const open = (watching: Watching) => Number(totalsIn(partsIn(watching.text()).totals ?? '').open);
    expect(open(lamps)).toBeLessThan(open(roads));
  });

  it('ends with the session of whoever is watching', async () => {
    const wall = await startStrict();
    const [ending, staying] = [await watchAs(wall, ADMINISTRATOR), await watchAs(wall, CENTRE)];
    await wall.deps.sessions.close(ending.person.token);
    await ending.watching.ended;
    const so = staying.watching.text().length;
    await staying.watching.until((text) => text.slice(so).includes(':\n\n:\n\n'));
  });

  it('ends when whoever is watching gets a role that has no wall', async () => {
    const wall = await startStrict();
    const { person, watching } = await watchAs(wall, CENTRE);
    await wall.deps.staff.change(person.member.id, { role: 'officer', agency: 'pupr' }, { by: 'test' });
    await watching.ended;
    expect((await wall.see('/desk', person)).status).toBe(200);
  });

  it('has a fixed number of connection slots, which are freed again', async () => {
    const small = await startWall({ screens: 2 });
    const all = [await small.watch(), await small.watch()];
    expect((await small.watch()).status).toBe(429);
    all[0]!.leave();
    let next = await small.watch();
    while (next.status !== 200) next = await small.watch();
    await small.stop();
  });
});

describe('an idle wall', () => {
  it('sends heartbeats, and is silent while the database is down', async () => {
    const test = await startWall({ pace: { ...PACE, tickMs: 30 } });
    const failures = () => test.logLines.filter((line) => line.includes('the wall could not be read')).length;
    const failed = async (times: number) => {
      while (failures() < times) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const watching = await test.watch();
    await watching.until((text) => text.includes('event: beat'));
    await test.cutOffDatabase();
    await failed(1);
    const said = watching.text();
    await failed(3);
    expect(watching.text()).toBe(said);
    watching.leave();
    await test.stop();
  });
});

describe('a wall while its process stops', () => {
  it('is disconnected', async () => {
    const test = await startWall();
    const watching = await test.watch();
    await watching.until(hasParts);
    await test.stop();
    await watching.ended;
  });
});
