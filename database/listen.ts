import { Client } from 'pg';

export interface Notification {
  channel: string;
  /** Empty after each connecting: notifications on this channel may have been missed before it. */
  payload: string;
}

export interface ListenInput {
  url: string;
  channels: string[];
  onNotify: (notification: Notification) => void;
  /** Called when the connection was lost, and after each failed attempt to connect. */
  onLost: (error: Error) => void;
}

export interface Listener {
  /** Resolves once it listens for the first time, or was closed before. */
  listening: Promise<void>;
  close(): Promise<void>;
}

const RECONNECT_FIRST_MS = 250;
const RECONNECT_MOST_MS = 10_000;

/**
 * Receives PostgreSQL's NOTIFY on a connection of its own, which is opened again, with growing pauses, whenever it
 * is lost. The first attempts are as patient: a database that is away stops no process from starting.
 */
export function listen({ url, channels, onNotify, onLost }: ListenInput): Listener {
  let client: Client | null = null;
  let closed = false;
  let pause: NodeJS.Timeout | undefined;
  let attempt: Promise<void>;
  let resolveListening = () => {};
  const listening = new Promise<void>((resolve) => (resolveListening = resolve));

  async function connect(): Promise<Client> {
    const next = new Client({
      connectionString: url,
      application_name: 'sikesal-listen',
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      // Notices within half a minute that a host has vanished silently.
      keepAliveInitialDelayMillis: 10_000,
    });
    next.on('notification', ({ channel, payload = '' }) => onNotify({ channel, payload }));
    next.on('error', onLost);
    try {
      await next.connect();
      for (const channel of channels) await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    } catch (error) {
      // Closing a broken connection may fail, too; the first error is the one to report.
      await next.end().catch(() => undefined);
      throw error;
    }
    return next;
  }

  async function tryToConnect(retryMs: number): Promise<void> {
    try {
      client = await connect();
    } catch (error) {
      onLost(error instanceof Error ? error : new Error(String(error)));
      connectAfter(retryMs, Math.min(2 * retryMs, RECONNECT_MOST_MS));
      return;
    }
    client.on('end', () => connectAfter(RECONNECT_FIRST_MS, 2 * RECONNECT_FIRST_MS));
    for (const channel of channels) onNotify({ channel, payload: '' });
    resolveListening();
  }

  function connectAfter(waitMs: number, retryMs: number): void {
    if (closed) return;
    pause = setTimeout(() => {
      attempt = tryToConnect(retryMs);
    }, waitMs);
  }

  attempt = tryToConnect(RECONNECT_FIRST_MS);
  return {
    listening,
    async close() {
      closed = true;
      clearTimeout(pause);
      await attempt;
      await client?.end();
      resolveListening();
    },
  };
}
