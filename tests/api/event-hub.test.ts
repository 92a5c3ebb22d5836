import pino from 'pino';
import { createEventHub, type EventHub, type LiveNews } from '../../api/live/event-hub';
import { publishEvents } from '../../database/stores/event-positions';
import { startApi, type ApiUnderTest } from '../support/api-under-test';

describe('the hub of live news', () => {
  let test: ApiUnderTest;
  let hub: EventHub;
  let officer: string;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
    hub = createEventHub({ ...test.deps, databaseUrl: urlOf(test) });
    await hub.start();
  });
  afterAll(async () => {
    await hub.stop();
    await test.stop();
  });

  function ear(filter: Parameters<EventHub['subscribe']>[0], of: EventHub = hub) {
    const heard: LiveNews[] = [];
    let wake = () => {};
    const end = of.subscribe(filter, (news) => {
      heard.push(news);
      wake();
    });
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await new Promise<void>((resolve) => (wake = resolve));
    };
    return { heard, end, until };
  }

  it('tells those who watch a complaint that it changed, and nobody else', async () => {
    const [mine, other] = [await test.fileAssigned(), await test.fileAssigned()];
    const [one, everything] = [ear({ complaintId: mine.id }), ear('all')];
    await test.act(other.trackingCode, 'acknowledge', officer);
    await test.act(mine.trackingCode, 'acknowledge', officer);
    await one.until(() => one.heard.length > 0);
    expect(one.heard).toEqual([{ kind: 'changed', complaintId: mine.id }]);
    await everything.until(() => everything.heard.length >= 2);
    const heardOf = everything.heard.map((news) => news.kind === 'changed' && news.complaintId);
    expect(heardOf).toEqual(expect.arrayContaining([mine.id, other.id]));
    one.end();
    everything.end();
  });

  it('tells nothing to those who have left', async () => {
    const filed = await test.fileAssigned();
    const [gone, here] = [ear({ complaintId: filed.id }), ear({ complaintId: filed.id })];
    gone.end();
    await test.act(filed.trackingCode, 'acknowledge', officer);
    await here.until(() => here.heard.length > 0);
    expect(gone.heard).toEqual([]);
    here.end();
  });

  it('tells those who asked for it that something was stored, or how far the feed goes', async () => {
    const [stored, feed] = [ear('stored'), ear('feed')];
    await test.file();
    await stored.until(() => stored.heard.length > 0);
    expect(stored.heard[0]).toEqual({ kind: 'stored' });
    expect(feed.heard).toEqual([]);
    const given = await publishEvents(test.db, { limit: 1000 });
    await feed.until(() => feed.heard.length > 0);
    expect(feed.heard).toEqual([{ kind: 'published', position: given?.toPosition }]);
    stored.end();
    feed.end();
  });

  it('says that something may have been missed after it lost the connection to the database', async () => {
    const ears = [ear({ complaintId: (await test.fileAssigned()).id }), ear('stored'), ear('feed')];
    await test.db.sequelize.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'sikesal-listen' AND datname = current_database()`,
    );
    for (const one of ears) {
      await one.until(() => one.heard.some(({ kind }) => kind === 'missed'));
      one.end();
    }
  });

  it('says when it stops, also to those who subscribe later', async () => {
    const another = createEventHub({ ...test.deps, databaseUrl: urlOf(test) });
    await another.start();
    const one = ear({ complaintId: (await test.fileAssigned()).id }, another);
    await another.stop();
    expect(one.heard.at(-1)).toEqual({ kind: 'over' });
    const late = ear('all', another);
    await late.until(() => late.heard.length > 0);
    expect(late.heard).toEqual([{ kind: 'over' }]);
  });

  it('can be stopped while it waits for a database, whose password it does not log', async () => {
    const lines: string[] = [];
    const waiting = createEventHub({
      databaseUrl: 'postgres://nobody:secret-word@127.0.0.1:1/none',
      logger: pino({}, { write: (line: string) => void lines.push(line) }),
    });
    const started = waiting.start();
    while (lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await waiting.stop();
    await started;
    expect(lines.join()).not.toContain('secret-word');
  });
});

function urlOf({ db }: ApiUnderTest): string {
  const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
  url.pathname = `/${db.sequelize.config.database}`;
  return url.href;
}
