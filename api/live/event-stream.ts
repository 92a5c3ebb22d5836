import type { Response } from 'express';
import type { StreamSettings } from './connection-slots';

/** One server-sent event; `data` is written as JSON. */
export interface StreamEvent {
  id: string | number;
  /** Left out for those without a name. */
  type?: string;
  data: unknown;
}

export interface EventStream {
  /** Drops a reader for whom too much waits already. */
  send(event: StreamEvent): void;
  /** The same for events that were made into text once for many readers. */
  write(events: string | Buffer): void;
  /** Resolves once nothing waits for the reader any more, or they have left; who takes nothing for `patienceMs` is dropped. */
  taken(patienceMs: number): Promise<void>;
  isOver(): boolean;
  end(): void;
}

interface Opening {
  settings: Pick<StreamSettings, 'heartbeatMs' | 'waitingBytesAtMost'>;
  onBeat: () => void;
  /** Once, however it ends. */
  onClose: () => void;
}

/** Clients come back after this long, not all at once. */
const RETRY_MS = { least: 2_000, more: 4_000 };

/** Makes an answer a stream of server-sent events, which beats until it ends. */
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
  // Gone before there was anything to close: its end was told already.
  if (response.destroyed) response.emit('close');
  writeHead(response);
  // An answer to HEAD has no body, which would never end.
  if (response.req.method === 'HEAD') response.end();
  write(`retry: ${Math.round(RETRY_MS.least + Math.random() * RETRY_MS.more)}\n\n`);
  return { send: (event) => write(textOf(event)), write, taken, isOver, end: () => void response.end() };
}

function writeHead(response: Response): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    // nginx would wait for more before it passes anything on.
    'X-Accel-Buffering': 'no',
  });
}

/** As it goes over the wire. */
export function textOf({ id, type, data }: StreamEvent): string {
  const name = type === undefined ? '' : `event: ${type}\n`;
  return `id: ${id}\n${name}data: ${JSON.stringify(data)}\n\n`;
}
