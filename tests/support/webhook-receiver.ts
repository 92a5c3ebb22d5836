import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  body: string;
  message: { type: string; timestamp: string; data: Record<string, unknown> };
}

export type Behaviour = (input: { nth: number; response: ServerResponse }) => void;

export type WebhookReceiver = Awaited<ReturnType<typeof startWebhookReceiver>>;

const answering =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  ({ response }) =>
    void response.writeHead(status, headers).end('a word of the receiver');

export const FINE = answering(204);
export const NEVER: Behaviour = () => undefined;

/** Starts a receiver as another application would run it. */
export async function startWebhookReceiver() {
  const received: ReceivedWebhook[] = [];
  let behave: Behaviour = FINE;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const message = JSON.parse(body) as ReceivedWebhook['message'];
      received.push({ headers: request.headers, body, message });
      behave({ nth: received.length, response });
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/hooks?token=of-the-receiver`,
    received,
    answering,
    behave(next: Behaviour): void {
      behave = next;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Verifies a webhook with the library that receivers use. @throws if the signature is wrong */
export function verified({ headers, body }: ReceivedWebhook, secret: string): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
