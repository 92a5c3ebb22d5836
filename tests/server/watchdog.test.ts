import type { AddressInfo } from 'node:net';
import { Connection } from '@temporalio/client';
import pino from 'pino';
import type { CaseHealth } from '../../api/service/health';
import { SMTPServer } from 'smtp-server';
import { createWatchdog, WATCHDOG_SETTINGS, type Watchdog } from '../../server/watchdog/watchdog';
import { createSmtpTransport, type SmtpTransport } from '../../mail/smtp-transport';
import { WALL_SETTINGS } from '../../web/command-centre/wall-settings';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';

const SEEN_WITHIN_MS = 30_000;
const found = (watched: number): CaseHealth => ({
  ...{ checkedAt: Date.now(), unfinished: 2, watched, unstarted: 0, orphans: 2 - watched },
  ...{ wedged: 0, givenUp: 0, latecomers: 0 },
});

describe('the watchdog', () => {
  let smtp: SMTPServer;
  let transport: SmtpTransport;
  let proxy: TcpProxy;
  let engine: Connection;
  let watchdog: Watchdog;
  const asked: Promise<unknown>[] = [];
  let rounds: CaseHealth[] = [];
  /** Whether the engine was up, each time. */
  const wokenWhile: boolean[] = [];
  beforeAll(async () => {
    smtp = new SMTPServer({ disabledCommands: ['AUTH', 'STARTTLS'], closeTimeout: 10 });
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
    transport = createSmtpTransport({
      smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
      from: 'aduan@kota.example',
      publicHost: 'sikesal.test',
    });
    proxy = await startTcpProxy(process.env.TEST_TEMPORAL_ADDRESS ?? '');
    engine = Connection.lazy({ address: `127.0.0.1:${proxy.port}` });
    watchdog = createWatchdog({
      async *watchCases() {
        for (const cases of rounds) yield cases;
      },
      wakeLate: async () => wokenWhile.push(watchdog.health().engine),
      probes: {
        engine: ask,
        mail: () => transport.verify(),
        couriersBehind: async () => 0,
        untold: async () => 0,
        unheard: async () => [],
        pressure: async () => ({ networks: 0, requests: 0 }),
      },
      logger: pino({ level: 'silent' }),
      settings: { healthEveryMs: 20, probeDeadlineMs: 400, lateEveryMs: 5, casesEveryMs: 20 },
    });
  });
  afterAll(async () => {
    watchdog.stop();
    transport.close();
    // A call that is being repeated must not outlive its connection.
    await Promise.allSettled(asked);
    await engine.close();
    await proxy.stop();
  });

  function ask(): Promise<unknown> {
    const answer = engine.withDeadline(Date.now() + 200, () => engine.workflowService.getSystemInfo({}));
    asked.push(answer);
    return answer;
  }
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('knows nothing before its first look', () => {
    expect(watchdog.health()).toEqual({
      ...{ engine: false, mail: false, couriersBehind: 0, untold: 0, unheard: [], cases: null },
      pressure: { networks: 0, requests: 0 },
      since: { engine: null, mail: null },
    });
  });

  it('notices when the engine or the mail server dies, each separately, and since when', async () => {
    watchdog.start();
    await until(() => watchdog.health().engine && watchdog.health().mail);
    const { since } = watchdog.health();
    expect(since.engine).toEqual(expect.any(Number));

    const [smtpDiedAt] = [Date.now(), smtp.close()];
    await until(() => !watchdog.health().mail);
    expect(watchdog.health()).toMatchObject({ engine: true, since: { engine: since.engine } });
    expect(watchdog.health().since.mail).toBeGreaterThanOrEqual(smtpDiedAt);

    const engineDiedAt = Date.now();
    proxy.cut();
    await until(() => !watchdog.health().engine);
    expect(watchdog.health().since.engine).toBeGreaterThanOrEqual(engineDiedAt);
    const diedAt = watchdog.health().since.engine;

    proxy.mend();
    await until(() => watchdog.health().engine);
    expect(watchdog.health().since.engine).toBeGreaterThan(diedAt ?? 0);
  });

  it('shows what each round of a look has found so far', async () => {
    rounds = [found(1), found(2)];
    await until(() => watchdog.health().cases?.watched === 2);
    rounds = [found(2), found(1)];
    await until(() => watchdog.health().cases?.watched === 1);
  });

  it('considers a part dead that does not answer', async () => {
    proxy.muffle();
    await until(() => !watchdog.health().engine);
  });

  it('has late cases woken only while the engine answers', async () => {
    const before = wokenWhile.length;
    proxy.cut();
    proxy.mend();
    await until(() => wokenWhile.length > before + 1);
    expect(before).toBeGreaterThan(0);
    expect(wokenWhile).not.toContain(false);
  });

  it('looks at all cases as soon as the engine is back, because it may have lost them', async () => {
    proxy.mend();
    await until(() => watchdog.health().engine);
    const looks: string[] = [];
    const rare = createWatchdog({
      async *watchCases() {
        looks.push(rare.health().engine ? 'engine up' : 'engine away');
      },
      wakeLate: async () => undefined,
      probes: {
        engine: ask,
        mail: async () => undefined,
        couriersBehind: async () => 0,
        untold: async () => 0,
        unheard: async () => [],
        pressure: async () => ({ networks: 0, requests: 0 }),
      },
      logger: pino({ level: 'silent' }),
      settings: { healthEveryMs: 20, probeDeadlineMs: 400 },
    });
    proxy.cut();
    rare.start();
    await until(() => rare.health().since.engine !== null);
    proxy.mend();
    await until(() => looks.length === 2);
    expect(looks).toEqual(['engine away', 'engine up']);
    rare.stop();
  });

  it('looks often enough for the wall to show within half a minute what died', () => {
    const { healthEveryMs, probeDeadlineMs } = WATCHDOG_SETTINGS;
    const { tickMs, everyMs } = WALL_SETTINGS.pace;
    // A look that began just before, one that ends by its deadline, and the wall's own pace.
    expect(healthEveryMs + probeDeadlineMs + tickMs + everyMs).toBeLessThanOrEqual(SEEN_WITHIN_MS);
  });
});
