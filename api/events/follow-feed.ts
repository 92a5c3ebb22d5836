import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import { errorName } from '../../config/error-name';
import type { FeedFilter, FeedReader } from '../../database/readers/feed-reader';
import { isDatabaseUnavailable } from '../../database/is-database-unavailable';
import type { Credential } from '../authentication/credential';
import { Problem } from '../http/problem';
import type { OpenLive } from '../http/reply';
import type { EventHub, LiveNews } from '../live/event-hub';
import { openEventStream } from '../live/event-stream';
import type { LiveRequest } from '../live/live-request';
import type { ConnectionSlots } from '../live/connection-slots';
import { toCloudEvent } from './cloud-event';
import type { FeedCursors } from './feed-cursor';
import type { FeedStreamSettings } from './feed-stream-settings';
import { readFeed } from './read-feed';

export interface FollowDeps {
  feed: Pick<FeedReader, 'last' | 'after' | 'latest'>;
  feedCursors: FeedCursors;
  live: Pick<EventHub, 'subscribe'>;
  slots: Pick<ConnectionSlots, 'take'>;
  streams: FeedStreamSettings;
  publicUrl: string;
  logger: Pick<Logger, 'warn'>;
}

interface Following {
  live: LiveRequest;
  credential: Credential;
  /** Everything after it is sent. */
  position: number;
  filter: FeedFilter;
}

/** Sends the feed as a stream of events, until the reader stops receiving or their credential changes. */
export function followFeed(deps: FollowDeps, { live, credential, ...start }: Following): OpenLive {
  const { streams: settings, publicUrl } = deps;
  return (response) => {
    let { position } = start;
    let isLooking = false;
    let isToLookAgain = false;
    const leave = deps.slots.take(live.address);

    /** @returns whether there may be more */
    async function tellSome(): Promise<boolean> {
      const slice = await readFeed(deps.feed, { ...start, position, limit: settings.eventsAtOnce });
      for (const event of slice.events)
        stream.send({
          id: deps.feedCursors.encode(event.position),
          ...typed(toCloudEvent(event, { publicUrl })),
        });
      const isMoved = slice.position > position;
      position = slice.position;
      // Nothing more is read until this is received: a backlog of any size takes no memory.
      await stream.taken(settings.patienceMs);
      return isMoved;
    }

    async function isStillTheirs(): Promise<boolean> {
      try {
        return isDeepStrictEqual(await live.authenticate(), credential);
      } catch (error) {
        if (error instanceof Problem) return false;
        throw error;
      }
    }

    async function tell(): Promise<void> {
      // Checked before each batch, so that a long backlog ends when its reader's credential does.
      do {
        if (!(await isStillTheirs())) stream.end();
      } while (!stream.isOver() && (await tellSome()));
    }

    async function look(): Promise<void> {
      isToLookAgain = true;
      if (isLooking) return;
      isLooking = true;
      try {
        while (isToLookAgain && !stream.isOver()) {
          isToLookAgain = false;
          await tell();
        }
      } catch (error) {
        // After the cut, the client reconnects and is told what is wrong.
        stream.end();
        if (!isDatabaseUnavailable(error))
          deps.logger.warn({ failure: errorName(error) }, 'a stream of the feed broke off');
      } finally {
        isLooking = false;
      }
    }

    function onNews(news: LiveNews): void {
      if (news.kind === 'over') stream.end();
      else void look();
    }

    const unsubscribe = deps.live.subscribe('feed', onNews);
    const checking = setInterval(() => void look(), settings.lookEveryMs);
    const stream = openEventStream(response, {
      settings,
      onBeat: () => undefined,
      onClose() {
        clearInterval(checking);
        unsubscribe();
        leave();
      },
    });
    void look();
  };
}

function typed(event: ReturnType<typeof toCloudEvent>) {
  return { type: event.type, data: event };
}
