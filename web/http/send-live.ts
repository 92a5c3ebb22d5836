import type { Response } from 'express';
import type { LiveNews } from '../../api/live/event-hub';
import { openEventStream } from '../../api/live/event-stream';
import { errorName } from '../../config/error-name';
import type { LiveStream } from '../live/live-stream';
import type { PagesContext } from '../pages-context';

/** Sends the number of the last event that the visitor may know of, as server-sent events; drops slow clients. */
export function sendLive(
  { live, streamSettings: settings, logger }: Pick<PagesContext, 'live' | 'streamSettings' | 'logger'>,
  response: Response,
  stream: LiveStream,
): void {
  let beats = 0;
  let isAsking = false;
  let isToAskAgain = false;
  let sent: number | null = null;

  /** Sends each number once: an event that the visitor may not know of is not news. */
  function tell(sequence: number): void {
    if (sequence === sent) return;
    sent = sequence;
    events.send({ id: sequence, data: { sequence } });
  }

  /** Asks again whether the visitor may still look and what is new; one question at a time. */
  async function ask({ tells }: { tells: boolean }): Promise<void> {
    if (isAsking) {
      isToAskAgain ||= tells;
      return;
    }
    isAsking = true;
    try {
      const sequence = await stream.sequence();
      if (sequence === null) events.end();
      else if (tells) tell(sequence);
    } catch (error) {
      // When cut off, the browser comes back, and a page tells it what is wrong.
      logger.warn({ failure: errorName(error) }, 'it could not be read what is new about a complaint');
      events.end();
    }
    isAsking = false;
    if (!isToAskAgain) return;
    isToAskAgain = false;
    await ask({ tells: true });
  }

  function onNews(news: LiveNews): void {
    if (news.kind !== 'changed') events.end();
    else void ask({ tells: true });
  }

  function onBeat(): void {
    beats += 1;
    if (!stream.isPublic && beats % settings.checkEveryHeartbeats === 0) void ask({ tells: false });
  }

  const unsubscribe = live.subscribe({ complaintId: stream.complaintId }, onNews);
  const onClose = () => {
    unsubscribe();
    stream.leave();
  };
  const events = openEventStream(response, { settings, onBeat, onClose });
  if (!events.isOver()) void ask({ tells: true });
}
