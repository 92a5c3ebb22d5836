import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import pino from 'pino';
import { sendPush } from '../../../web/http/send-push';
import type { PushStream, Sink } from '../../../web/live/push-stream';
import { watch } from './watch';

const KIBIBYTE = 1024;
const PUSH = `event: parts\ndata: ${'x'.repeat(64 * KIBIBYTE)}\n\n`;

describe('a stream that pushes parts of a page', () => {
  let server: Server;
  let port: number;
  let stream: PushStream;
  let served: Response;
  let sink: Sink;
  let left: Promise<void>;
  const pushSettings = { heartbeatMs: 10, checkEveryHeartbeats: 2, waitingBytesAtMost: 256 * KIBIBYTE };

  beforeAll(async () => {
    const logger = pino({ level: 'silent' });
    const app = express();
    app.get('/', (_request, response) => {
      served = response;
      sendPush({ pushSettings, logger }, response, stream);
    });
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    left = new Promise((resolve) => {
      stream = {
        open: (given) => {
          sink = given;
          sink.write('event: parts\ndata: {}\n\n');
          return () => undefined;
        },
        mayStay: async () => true,
        leave: resolve,
      };
    });
  });

  const open = async () => {
    const watching = await watch({ port, path: '/' });
    await watching.until((text) => text.includes('event: parts'));
    return watching;
  };

  it('disconnects a screen that reads nothing, and buffers no more for it than it may', async () => {
    const watching = await open();
    watching.pause();
    let [isLeft, most] = [false, 0];
    void left.then(() => (isLeft = true));
    while (!isLeft) {
      sink.write(PUSH);
      most = Math.max(most, served.writableLength);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(most).toBeLessThan(pushSettings.waitingBytesAtMost + 2 * PUSH.length);
    watching.leave();
  });

  it('ends once its reader may no longer look', async () => {
    let mayStay = true;
    stream = { ...stream, mayStay: async () => mayStay };
    const watching = await open();
    mayStay = false;
    await watching.ended;
    await left;
  });

  it('goes on while it cannot be checked who is looking', async () => {
    let asked = 0;
    const mayStay = async () => {
      asked += 1;
      throw new Error('no database');
    };
    stream = { ...stream, mayStay };
    const watching = await open();
    await watching.until(() => asked > 2);
    sink.write('event: parts\ndata: {"more":1}\n\n');
    await watching.until((text) => text.includes('more'));
    watching.leave();
    await left;
  });
});
