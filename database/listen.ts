import { Client } from 'pg';

export interface Notification {
  channel: string;
  /** Empty after the connection was lost: notifications on this channel may have been missed. */
  payload: string;
}

export interface ListenInput {
  url: string;
  channels: string[];
  onNotify: (notification: Notification) => void;
  /** Called when the connection was lost, and after each failed attempt to reconnect. */
  onLost?: (error: Error) => void;
}

export interface Listener {
  close(): Promise<void>;
}

const RECONNECT_FIRST_MS = 250;
const RECONNECT_MOST_MS = 10_000;

/**
 * Receives PostgreSQL's NOTIFY on a connection of its own, which is opened again, with growing pauses, whenever it
 * is lost.
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
      // Notices within half a minute that a host has vanished silently.
      keepAliveInitialDelayMillis: 10_000,
    });
    next.on('notification', ({ channel, payload = '' }) => onNotify({ channel, payload }));
    next.on('error', (error) => onLost?.(error));
    try {
      await next.connect();
      for (const channel of channels) await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    } catch (error) {
      // Closing a broken connection may fail, too; the first error is the one to report.
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
