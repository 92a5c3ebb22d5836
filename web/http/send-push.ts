import type { Response } from 'express';
import { openEventStream } from '../../api/live/event-stream';
import { errorName } from '../../config/error-name';
import type { PushStream } from '../live/push-stream';
import type { PagesContext } from '../pages-context';

/** Server-sent events with what a page shows; who reads too slowly, or may look no longer, is let go. */
export function sendPush(
  { pushSettings: settings, logger }: Pick<PagesContext, 'pushSettings' | 'logger'>,
  response: Response,
  stream: PushStream,
): void {
  let beats = 0;
  let close = () => {};

  async function check(): Promise<void> {
    try {
      if (!(await stream.mayStay())) events.end();
    } catch (error) {
      // Without the database nothing is told that could be kept from anybody.
      logger.warn({ failure: errorName(error) }, 'it could not be asked who looks at a wall');
    }
  }

  function onBeat(): void {
    beats += 1;
    if (beats % settings.checkEveryHeartbeats === 0) void check();
  }

  const onClose = () => {
    close();
    stream.leave();
  };
  const events = openEventStream(response, { settings, onBeat, onClose });
  if (!events.isOver()) close = stream.open(events);
}
