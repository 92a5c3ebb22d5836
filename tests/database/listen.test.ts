import { listen, type Listener, type Notification } from '../../database/listen';
import { selectRows } from '../../database/select-rows';
import { CHANNELS } from '../../database/stores/notify';
import { startTcpProxy } from '../support/tcp-proxy';
import { openDesk, type Desk } from './open-desk';

describe('a listener', () => {
  let desk: Desk;
  let listener: Listener;
  let heard: Notification[];
  let waiting: (() => void)[];
  const lost: Error[] = [];

  beforeAll(async () => {
    desk = await openDesk();
    [heard, waiting] = [[], []];
    listener = listen({
      url: desk.url,
      channels: Object.values(CHANNELS),
      onNotify: (notification) => {
        heard.push(notification);
        for (const wake of waiting.splice(0)) wake();
      },
      onLost: (error) => void lost.push(error),
    });
    await listener.listening;
  });
  afterAll(async () => {
    await listener.close();
    await desk.drop();
  });

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => waiting.push(resolve));
  }

  it('hears of a new complaint and of what happens to it', async () => {
    const { id } = await desk.fileAssigned();
    const channelsOf = () => heard.filter(({ payload }) => payload === id).map(({ channel }) => channel);
    await until(() => channelsOf().length >= 4);
    expect(channelsOf().sort()).toEqual(
      [...[CHANNELS.events, CHANNELS.notifications], ...[CHANNELS.events, CHANNELS.notifications]].sort(),
    );
  });

  it('hears nothing of what was rolled back', async () => {
    heard.length = 0;
    await expect(desk.file({ policyVersion: 'nobody knows it' })).rejects.toThrow();
    const { id } = await desk.file();
    await until(() => heard.some(({ channel }) => channel === CHANNELS.events));
    expect(heard.every(({ payload }) => payload === id)).toBe(true);
  });

  it('reconnects when its connection is lost, and reports that it may have missed something', async () => {
    heard.length = 0;
    await selectRows(desk.db, {
      sql: `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'sikesal-listen' AND datname = current_database()`,
    });
    const channels = Object.values(CHANNELS);
    await until(() => heard.length === channels.length);
    expect(heard).toEqual(channels.map((channel) => ({ channel, payload: '' })));
    expect(lost.length).toBeGreaterThan(0);
    const { id } = await desk.file();
    await until(() => heard.some(({ payload }) => payload === id));
  });

  it('waits for a database that is away, says so, and listens once it is there', async () => {
    const { host } = new URL(desk.url);
    const proxy = await startTcpProxy(host);
    proxy.cut();
    const url = new URL(desk.url);
    url.host = `127.0.0.1:${proxy.port}`;
    const [payloads, failures]: [string[], Error[]] = [[], []];
    const late = listen({
      url: url.href,
      channels: [CHANNELS.events],
      onNotify: ({ payload }) => void payloads.push(payload),
      onLost: (error) => {
        failures.push(error);
        proxy.mend();
      },
    });
    await late.listening;
    expect(failures).toHaveLength(1);
    expect(payloads).toEqual(['']);
    await late.close();
    await proxy.stop();
  });

  it('can be closed while it waits', async () => {
    const failed = new Promise<Listener>((resolve) => {
      const waiting = listen({
        url: 'postgres://127.0.0.1:1/none',
        channels: ['x'],
        onNotify: () => undefined,
        onLost: () => resolve(waiting),
      });
    });
    const waiting = await failed;
    await waiting.close();
    await waiting.listening;
  });
});
