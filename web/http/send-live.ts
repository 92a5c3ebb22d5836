import type { Response } from 'express';
import type { LiveNews } from '../../api/live/event-hub';
import type { LiveStream } from '../live/live-stream';
import type { Site } from '../site';

/** Browsers come back after this long, not all at once. */
const RETRY_MS = { least: 2_000, more: 4_000 };

/** Server-sent events that carry nothing but the number of the last event; who reads too slowly is let go. */
export function sendLive(
  { live, streamSettings: settings }: Pick<Site, 'live' | 'streamSettings'>,
  response: Response,
  stream: LiveStream,
): void {
  let beats = 0;
  let isAsking = false;
  let isToAskAgain = false;
  let told: number | null = null;

  function write(text: string): void {
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > settings.waitingBytesAtMost) response.destroy();
    else response.write(text);
  }

  /** Once each: that something happened which the visitor may not know of is no news. */
  function tell(sequence: number): void {
    if (sequence === told) return;
    told = sequence;
    write(`id: ${sequence}\ndata: ${JSON.stringify({ sequence })}\n\n`);
  }

  /** Asks anew who is looking and what there is; one question at a time. */
  async function ask({ tells }: { tells: boolean }): Promise<void> {
    if (isAsking) {
      isToAskAgain ||= tells;
      return;
    }
    isAsking = true;
    try {
      const sequence = await stream.sequence();
      if (sequence === null) response.end();
      else if (tells) tell(sequence);
    } catch {
      // Cut, the browser comes back and learns from a page what is wrong.
      response.end();
    }
    isAsking = false;
    if (!isToAskAgain) return;
    isToAskAgain = false;
    await ask({ tells: true });
  }

  function onNews(news: LiveNews): void {
    if (news.kind !== 'changed') response.end();
    else if (stream.isPublic) tell(news.sequence);
    else void ask({ tells: true });
  }

  function beat(): void {
    beats += 1;
    write(':\n\n');
    if (!stream.isPublic && beats % settings.checkEveryHeartbeats === 0) void ask({ tells: false });
  }

  const unsubscribe = live.subscribe({ complaintId: stream.complaintId }, onNews);
  const beating = setInterval(beat, settings.heartbeatMs);
  response.once('close', () => {
    clearInterval(beating);
    unsubscribe();
    stream.leave();
  });
  // Gone before there was anything to close: its end was told already.
  if (response.destroyed) response.emit('close');
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    // nginx would wait for more before it passes anything on.
    'X-Accel-Buffering': 'no',
  });
  if (response.req.method === 'HEAD') {
    // Its answer has no body, which would never end.
    response.end();
    return;
  }
  write(`retry: ${Math.round(RETRY_MS.least + Math.random() * RETRY_MS.more)}\n\n`);
  void ask({ tells: true });
}
