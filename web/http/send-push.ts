import type { Response } from 'express';
import { openEventStream } from '../../api/live/event-stream';
import { errorName } from '../../config/error-name';
import type { PushStream } from '../live/push-stream';
import type { PagesContext } from '../pages-context';

/** Sends the content of a page as server-sent events; drops clients that are too slow or may no longer look. */
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
      // Without the database nothing can be sent, so nobody sees what they should not.
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
