import { createApiKeyStore } from '../../database/stores/api-key-store';
import { createFeedReader } from '../../database/readers/feed-reader';
import { openDesk, type Desk } from '../database/open-desk';
import { startApiProcess } from '../support/api-process';
import { watch } from '../web/live/watch';
import { idsOf, eventsIn } from './events-under-test';

describe('the feed of several processes', () => {
  let desk: Desk;
  let centre: string;
  let apis: Awaited<ReturnType<typeof startApiProcess>>[];
  beforeAll(async () => {
    desk = await openDesk();
    const key = { role: 'command_centre', agency: null, label: 'Layar' } as const;
    centre = (await createApiKeyStore({ db: desk.db }).create(key, { by: 'test' })).key;
    const databaseUrl = desk.url;
    apis = await Promise.all([startApiProcess({ databaseUrl }), startApiProcess({ databaseUrl })]);
  });
  afterAll(async () => {
    await Promise.all(apis.map((api) => api.stop()));
    await desk.drop();
  });

  it('is the same, whichever process is asked and whichever publishes', async () => {
    const headers = { Authorization: `Bearer ${centre}` };
    const [first, second] = apis.map(({ url }) => url) as [string, string];
    const stream = await watch({
      port: Number(new URL(second).port),
      path: '/api/v1/events',
      headers: { ...headers, Accept: 'text/event-stream' },
    });
    const polled: string[] = [];
    let cursor = '';
    const poll = async (url: string) => {
      const response = await fetch(`${url}/api/v1/events?limit=7${cursor}`, { headers });
      const { items, next } = (await response.json()) as { items: { id: string }[]; next: string };
      polled.push(...idsOf(items));
      cursor = `&cursor=${next}`;
    };
    const writing = Promise.all(
      Array.from({ length: 25 }, async () => {
        const { id } = await desk.fileAssigned();
        await desk.act(id, { act: 'acknowledge' });
        await desk.act(id, { act: 'start' });
        return [1, 2, 3, 4].map((sequence) => `${id}/${sequence}`);
      }),
    );
    for (let turn = 0; polled.length < 100; turn += 1) await poll(turn % 2 ? first : second);
    const written = (await writing).flat();
    expect([...polled].sort()).toEqual([...written].sort());
    await stream.until((text) => eventsIn(text).length >= written.length);
    stream.leave();
    expect(eventsIn(stream.text()).map(({ data }) => data.id)).toEqual(polled);
    expect(await createFeedReader({ db: desk.db }).last()).toBe(written.length);
  });

  it('goes on when one of them stops', async () => {
    const [first, second] = apis as [(typeof apis)[0], (typeof apis)[0]];
    const feed = createFeedReader({ db: desk.db });
    const before = await feed.last();
    await first.stop();
    apis = [second];
    await desk.fileAssigned();
    while ((await feed.last()) < before + 2) await new Promise((resolve) => setImmediate(resolve));
  });
});
