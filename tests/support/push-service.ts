import { createECDH, createPublicKey, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt } from 'http_ece';
import { jwtVerify } from 'jose';
import { generateVAPIDKeys } from 'web-push';

/** The city's keys in tests. */
export const VAPID = { ...generateVAPIDKeys(), subject: 'mailto:aduan@kota.example' };

export interface ReceivedPush {
  /** Path of the phone's endpoint. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

type Behaviour = (input: { nth: number; response: ServerResponse }) => void;

export type PushService = Awaited<ReturnType<typeof startPushService>>;
export type Phone = ReturnType<PushService['phone']>;

const answering =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  ({ response }) =>
    void response.writeHead(status, headers).end('words of the push service');

/** A stand-in of the push service of a browser's maker (RFC 8030). */
export async function startPushService() {
  const received: ReceivedPush[] = [];
  let behave: Behaviour = answering(201);
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
      behave({ nth: received.length, response });
    });
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;
  return {
    origin,
    received,
    answering,
    never: (() => undefined) as Behaviour,
    behave(next: Behaviour): void {
      behave = next;
    },
    /** A phone as it subscribes, with keys that nobody else has. */
    phone() {
      const ecdh = createECDH('prime256v1');
      const auth = randomBytes(16).toString('base64url');
      const endpoint = `${origin}/push/${randomBytes(12).toString('base64url')}`;
      return {
        endpoint,
        keys: { p256dh: ecdh.generateKeys('base64url'), auth },
        /** What it is shown. @throws if the push was encrypted for another phone */
        read: ({ body }: ReceivedPush): unknown =>
          JSON.parse(decrypt(body, { version: 'aes128gcm', privateKey: ecdh, authSecret: auth }).toString()),
        pushes: () => received.filter(({ path }) => endpoint.endsWith(path)),
      };
    },
    /** The claims of the sender (RFC 8292). @throws if it is not signed with the city's key for this service */
    async senderOf({ headers }: ReceivedPush) {
      const [, token = '', key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
      if (key !== VAPID.publicKey) throw new Error('the push names another key');
      const { payload } = await jwtVerify(token, publicKeyFrom(key), {
        audience: origin,
        algorithms: ['ES256'],
      });
      return payload;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function publicKeyFrom(point: string) {
  const bytes = Buffer.from(point, 'base64url');
  const [x, y] = [bytes.subarray(1, 33), bytes.subarray(33)].map((half) => half.toString('base64url'));
  return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
