import { Client } from 'pg';

export interface Notification {
  channel: string;
  /** Empty when the connection was away: something may have been said on this channel meanwhile. */
  payload: string;
}

export interface ListenInput {
  url: string;
  channels: string[];
  onNotify: (notification: Notification) => void;
  /** Hears why the connection was lost, and each time that it could not be had again. */
  onLost?: (error: Error) => void;
}

export interface Listener {
  close(): Promise<void>;
}

const RECONNECT_FIRST_MS = 250;
const RECONNECT_MOST_MS = 10_000;

/**
 * Hears PostgreSQL's NOTIFY on a connection of its own, which is made anew, with growing pauses, whenever it is lost.
 * @throws when the first connection fails
 */
export async function listen(input: ListenInput): Promise<Listener> {
  const { channels, onNotify, onLost } = input;
  let client: Client;
  let closed = false;
  let pause: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new Client({
      connectionString: input.url,
      application_name: 'sikesal-listen',
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      // A host that vanished without a word is noticed within half a minute.
      keepAliveInitialDelayMillis: 10_000,
    });
    next.on('notification', ({ channel, payload = '' }) => onNotify({ channel, payload }));
    next.on('error', (error) => onLost?.(error));
    try {
      await next.connect();
      for (const channel of channels) await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    } catch (error) {
      // Whatever closing a broken connection says, the first error is the one to tell.
      await next.end().catch(() => undefined);
      throw error;
    }
    client = next;
    next.on('end', () => reconnect(RECONNECT_FIRST_MS));
    if (closed) await next.end();
  }

  function reconnect(afterMs: number): void {
    if (closed) return;
    pause = setTimeout(() => void tryAgain(afterMs), afterMs);
  }

  async function tryAgain(afterMs: number): Promise<void> {
    try {
      await connect();
    } catch (error) {
      onLost?.(error instanceof Error ? error : new Error(String(error)));
      reconnect(Math.min(2 * afterMs, RECONNECT_MOST_MS));
      return;
    }
    for (const channel of channels) onNotify({ channel, payload: '' });
  }

  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(pause);
      await client.end();
    },
  };
}
