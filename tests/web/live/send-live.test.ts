import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import pino from 'pino';
import type { OnNews } from '../../../api/live/event-hub';
import { sendLive } from '../../../web/http/send-live';
import type { LiveStream } from '../../../web/live/live-stream';
import { createConnectionSlots, STREAM_SETTINGS } from '../../../api/live/connection-slots';
import { watch } from './watch';

const ID = '01936000-0000-7000-8000-000000000001';

describe('a stream of live news', () => {
  let server: Server;
  let folder: string;
  /** A Unix socket holds far less unread than TCP, so a reader who takes nothing is noticed soon. */
  let socketPath: string;
  let stream: LiveStream;
  let tell: OnNews;
  let left: Promise<void>;
  const logged: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => void logged.push(line) });
  const streamSettings = { ...STREAM_SETTINGS, heartbeatMs: 10, checkEveryHeartbeats: 2 };

  beforeAll(async () => {
    const live = {
      subscribe: (_filter: unknown, onNews: OnNews) => {
        tell = onNews;
        return () => undefined;
      },
    };
    const app = express();
    app.get('/', (_request, response) => sendLive({ live, streamSettings, logger }, response, stream));
    server = createServer(app);
    folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-live-'));
    socketPath = path.join(folder, 'socket');
    await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    left = new Promise((resolve) => {
      stream = { complaintId: ID, isPublic: true, sequence: async () => 1, leave: () => resolve() };
    });
  });

  const open = async () => {
    const watching = await watch({ socketPath, path: '/' });
    await watching.until((text) => text.includes('"sequence":1'));
    return watching;
  };
  const changed = () => tell({ kind: 'changed', complaintId: ID });

  it('sends heartbeats, so that no proxy takes it for dead', async () => {
    const watching = await open();
    await watching.until((text) => text.split('\n:\n').length > 3);
    watching.leave();
    await left;
  });

  it('keeps checking whether a visitor with a link may still look', async () => {
    let mayLook = true;
    stream = { ...stream, isPublic: false, sequence: async () => (mayLook ? 1 : null) };
    const watching = await open();
    mayLook = false;
    await watching.ended;
    await left;
  });

  it('ends when it cannot be checked who is looking', async () => {
    let isThere = true;
    const sequence = async () => {
      if (!isThere) throw new Error('no database');
      return 1;
    };
    stream = { ...stream, isPublic: false, sequence };
    const watching = await open();
    isThere = false;
    changed();
    await watching.ended;
    expect(watching.text()).not.toContain('"sequence":2');
    expect(logged.join()).toContain('it could not be read what is new');
  });

  it.each(['missed', 'over'] as const)(
    'ends when its news is “%s”, so that the browser reconnects and asks',
    async (kind) => {
      const watching = await open();
      tell({ kind });
      await watching.ended;
      await left;
    },
  );

  it('ends at once for a HEAD request', async () => {
    const watching = await watch({ socketPath, path: '/', method: 'HEAD' });
    await Promise.all([watching.ended, left]);
    expect(watching.headers['content-type']).toBe('text/event-stream');
  });

  it('disconnects a reader who takes nothing', async () => {
    let last = 1;
    stream = { ...stream, sequence: async () => last };
    const watching = await open();
    watching.pause();
    let isLeft = false;
    void left.then(() => (isLeft = true));
    while (!isLeft) {
      last += 1;
      changed();
      await new Promise((resolve) => setImmediate(resolve));
    }
    watching.leave();
  });
});

describe('connection slots', () => {
  it('are limited in number, whatever network asks', () => {
    const slots = createConnectionSlots({ slots: 2, slotsPerNetwork: 2 });
    const giveBack = slots.take('10.0.0.1');
    slots.take('10.1.0.1');
    expect(() => slots.take('10.2.0.1')).toThrow('too_many_requests');
    giveBack();
    giveBack();
    slots.take('10.2.0.1');
    expect(slots.taken()).toBe(2);
  });

  it('are counted by address and by the networks around it, so that one site cannot take all', () => {
    const slots = createConnectionSlots({ slots: 10, slotsPerNetwork: 1 });
    slots.take('10.0.0.1');
    expect(() => slots.take('10.0.0.1')).toThrow('too_many_requests');
    slots.take('10.0.0.2');
    expect(() => slots.take('10.0.0.3')).toThrow('too_many_requests');
    slots.take('10.0.1.1');
    // A /48 has four times as many as one of its 65,536 households.
    for (const each of [1, 2, 3, 4]) slots.take(`2001:db8:0:${each * 256}::1`);
    expect(() => slots.take('2001:db8:0:9000::1')).toThrow('too_many_requests');
  });
});
