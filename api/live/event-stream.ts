import type { Response } from 'express';
import type { StreamSettings } from './connection-slots';

/** One server-sent event; `data` is written as JSON. */
export interface StreamEvent {
  id: string | number;
  /** Left out for events without a name. */
  type?: string;
  data: unknown;
}

export interface EventStream {
  /** Disconnects the reader if too much is waiting already. */
  send(event: StreamEvent): void;
  /** The same for events that were rendered once for many readers. */
  write(events: string | Buffer): void;
  /**
   * Resolves once nothing is waiting for the reader, or they have left; a reader who receives nothing for
   * `patienceMs` is disconnected.
   */
  taken(patienceMs: number): Promise<void>;
  isOver(): boolean;
  end(): void;
}

interface Opening {
  settings: Pick<StreamSettings, 'heartbeatMs' | 'waitingBytesAtMost'>;
  onBeat: () => void;
  /** Called once, however the stream ends. */
  onClose: () => void;
}

/** Clients reconnect after a random delay in this range, not all at once. */
const RETRY_MS = { least: 2_000, more: 4_000 };

/** Turns a response into a stream of server-sent events, with heartbeats until it ends. */
export function openEventStream(response: Response, { settings, onBeat, onClose }: Opening): EventStream {
  const isOver = () => response.writableEnded || response.destroyed;

  function write(text: string | Buffer): void {
    if (isOver()) return;
    if (response.writableLength > settings.waitingBytesAtMost) response.destroy();
    else response.write(text);
  }

  function taken(patienceMs: number): Promise<void> {
    if (isOver() || !response.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      const dropping = setTimeout(() => response.destroy(), patienceMs);
      const go = () => {
        clearTimeout(dropping);
        response.off('drain', go).off('close', go);
        resolve();
      };
      response.on('drain', go).on('close', go);
    });
  }

  const beating = setInterval(() => {
    write(':\n\n');
    onBeat();
  }, settings.heartbeatMs);
  response.once('close', () => {
    clearInterval(beating);
    onClose();
  });
  // It was closed before anybody listened, so the event does not come again.
  if (response.destroyed) response.emit('close');
  writeHead(response);
  // A response to HEAD has no body, so it would never end.
  if (response.req.method === 'HEAD') response.end();
  write(`retry: ${Math.round(RETRY_MS.least + Math.random() * RETRY_MS.more)}\n\n`);
  return { send: (event) => write(textOf(event)), write, taken, isOver, end: () => void response.end() };
}

function writeHead(response: Response): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    // Otherwise nginx would buffer events before passing them on.
    'X-Accel-Buffering': 'no',
  });
}

/** An event as it is sent. */
export function textOf({ id, type, data }: StreamEvent): string {
  const name = type === undefined ? '' : `event: ${type}\n`;
  return `id: ${id}\n${name}data: ${JSON.stringify(data)}\n\n`;
}
