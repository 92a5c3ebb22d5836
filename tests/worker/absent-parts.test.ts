import { eventually } from '../support/courier-bench';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { openRealSystem, type RealSystem } from '../proof/real-system';

describe('a worker started before the parts that it needs', () => {
  let system: RealSystem;
  let database: TcpProxy;
  let engine: TcpProxy;

  beforeAll(async () => {
    system = await openRealSystem();
    database = await startTcpProxy(new URL(system.databaseUrl).host);
    engine = await startTcpProxy(system.address);
  });
  afterAll(async () => {
    await system.stop();
    await Promise.all([database.stop(), engine.stop()]);
  });

  it('waits for each of them, and then works', async () => {
    for (const part of [database, engine]) part.cut();
    const url = new URL(system.databaseUrl);
    url.host = `127.0.0.1:${database.port}`;
    const env = { DATABASE_URL: url.href, TEMPORAL_ADDRESS: `127.0.0.1:${engine.port}` };
    const starting = system.startWorker({ env });
    for (const part of [database, engine])
      await eventually(() => part.refused() > 2, { what: 'connecting again' });
    for (const part of [engine, database]) part.mend();
    await starting;
    const id = await system.open();
    await eventually(async () => (await system.timeline(id)).some(({ type }) => type === 'assigned'));
  });
});
