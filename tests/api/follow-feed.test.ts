import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Credential } from '../../api/authentication/credential';
import { FEED_STREAM_SETTINGS } from '../../api/events/feed-stream-settings';
import { createFeedCursors } from '../../api/events/feed-cursor';
import { followFeed, type FollowDeps } from '../../api/events/follow-feed';
import { Problem } from '../../api/http/problem';
import { createConnectionSlots } from '../../api/live/connection-slots';
import type { FeedEvent, FeedReader } from '../../database/readers/feed-reader';
import { LINK_SECRETS } from '../support/api-under-test';
import { watch } from '../web/live/watch';
import { eventsIn } from './events-under-test';

const ID = '01936000-0000-7000-8000-000000000001';
const CENTRE: Credential = {
  ...{ kind: 'api_key', id: ID, role: 'command_centre', agency: null, label: 'Layar' },
  ...{ scopes: [], channel: null },
};

const event = (position: number): FeedEvent => ({
  ...{ position, complaintId: ID, trackingCode: 'SK-7Q4M-2XKD', sequence: position, type: 'started' },
  ...{ at: 0, recordedAt: 0, actorKind: 'officer', actorAgency: 'pupr', data: {}, agency: 'pupr' },
  ...{ category: 'jalan', district: 'kota-baru', status: 'in_progress', level: 0, confidential: false },
  ...{ published: true, filedBy: null, targetHours: 48, receivedAt: 0, resolveBy: 0, resolvedAt: null },
});

describe('a stream of the feed', () => {
  let server: Server;
  let port: number;
  let feed: Pick<FeedReader, 'last' | 'after'>;
  let now: () => Promise<Credential>;
  let read: number;
  let patienceMs: number;
  let mostWaiting: () => number;
  const slots = createConnectionSlots(FEED_STREAM_SETTINGS);
  const warned: unknown[] = [];

  beforeAll(async () => {
    const app = express();
    app.get('/', (_request, response) => {
      let most = 0;
      mostWaiting = () => most;
      const watched: FollowDeps['feed'] = {
        // Not needed for a reader who may see everything.
        latest: () => Promise.reject(new Error('not asked')),
        last: () => feed.last(),
        after(input) {
          most = Math.max(most, response.writableLength);
          return feed.after(input);
        },
      };
      const open = followFeed(
        {
          ...{
            feed: watched,
            feedCursors: createFeedCursors({ secrets: LINK_SECRETS }),
            slots,
            publicUrl: 'https://sikesal.test',
          },
          // This never notifies of anything.
          live: { subscribe: () => () => undefined },
          logger: { warn: (...line: unknown[]) => void warned.push(line) },
          streams: { ...FEED_STREAM_SETTINGS, lookEveryMs: 10, patienceMs },
        },
        {
          live: { wantsStream: true, lastEventId: null, address: '10.0.0.1', authenticate: () => now() },
          ...{ credential: CENTRE, position: 0, filter: { scope: 'all' } },
        },
      );
      return open(response);
    });
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    read = 0;
    patienceMs = FEED_STREAM_SETTINGS.patienceMs;
    now = async () => CENTRE;
    feed = endless(Number.MAX_SAFE_INTEGER);
  });
  afterEach(async () => {
    while (slots.taken() > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  function endless(last: number): typeof feed {
    return {
      last: async () => last,
      async after({ position, limit }) {
        const events = Array.from({ length: Math.min(limit, last - position) }, (_, index) =>
          event(position + index + 1),
        );
        read += events.length;
        return events;
      },
    };
  }

  it('stops reading for a client that reads nothing, and drops it', async () => {
    patienceMs = 100;
    const watching = await watch({ port, path: '/' });
    watching.pause();
    // The slot is free once the connection is cut, although the feed never ends.
    while (slots.taken() > 0) await new Promise((resolve) => setImmediate(resolve));
    const taken = read;
    await new Promise((resolve) => setImmediate(resolve));
    expect(read).toBe(taken);
    expect(mostWaiting()).toBeLessThan(64 * 1024);
    watching.leave();
  });

  it('keeps a client that reads slowly, and sends it everything', async () => {
    feed = endless(8_000);
    const watching = await watch({ port, path: '/' });
    for (let pause = 0; pause < 5; pause += 1) {
      watching.pause();
      await new Promise((resolve) => setTimeout(resolve, 50));
      watching.resume();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const text = await watching.until((all) => all.slice(-2_000).includes(`"${ID}/8000"`));
    expect(eventsIn(text).map(({ data }) => data.id)).toEqual(
      Array.from({ length: 8_000 }, (_, index) => `${ID}/${index + 1}`),
    );
    watching.leave();
  });

  it('polls the feed itself when it is not notified', async () => {
    let last = 0;
    feed = { last: async () => last, after: (input) => endless(last).after(input) };
    const watching = await watch({ port, path: '/' });
    await watching.until((text) => text.includes('retry'));
    last = 1;
    await watching.until((text) => text.includes(`"${ID}/1"`));
    watching.leave();
  });

  it('ends in the middle of a long history when its reader’s key is revoked', async () => {
    let isRevoked = false;
    now = async () => {
      if (isRevoked) throw new Problem({ code: 'unauthorized', detail: 'Revoked.' });
      return CENTRE;
    };
    const watching = await watch({ port, path: '/' });
    await watching.until((text) => text.includes(`"${ID}/500"`));
    isRevoked = true;
    await watching.ended;
  });

  it('ends when the scopes of its reader’s key have changed', async () => {
    feed = endless(1);
    const watching = await watch({ port, path: '/' });
    await watching.until((text) => text.includes(`"${ID}/1"`));
    now = async () => ({ ...CENTRE, scopes: ['complaints:file'] });
    await watching.ended;
  });

  it('ends, and logs the kind of error, when the feed cannot be read', async () => {
    feed = { ...endless(1), last: () => Promise.reject(new TypeError('no rows today')) };
    const watching = await watch({ port, path: '/' });
    await watching.ended;
    expect(JSON.stringify(warned)).toContain('TypeError');
    expect(JSON.stringify(warned)).not.toContain('no rows today');
  });
});
