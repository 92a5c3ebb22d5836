import type { Logger } from 'pino';
import { errorName } from '../../config/error-name';
import type { FeedEvent, FeedReader } from '../../database/readers/feed-reader';
import { textOf } from '../../api/live/event-stream';
import type { Sink } from '../live/push-stream';
import type { PageTemplates } from '../page-templates';
import { recentEvents, STREAM_ROWS } from './recent-events';
import type { BoardNews, WallBoard, WallSnapshot } from './wall-board';
import { fits, wallUrl } from './wall-filter';
import { partViews, renderParts, streamRows, type Outlook, type PartName, type WallParts } from './wall-view';

/** Screens with the same outlook: what is rendered for one of them serves them all. */
interface Group {
  outlook: Outlook;
  /** `isShown`: whether the screen has received everything once, and now receives the changes. */
  sinks: Map<Sink, { isShown: boolean }>;
  /** What all these screens show. */
  snapshot: WallSnapshot;
  parts: Map<PartName, string>;
}

export interface ScreensDeps extends WallParts {
  board: WallBoard;
  feed: Pick<FeedReader, 'latest'>;
  templates: PageTemplates;
  logger: Pick<Logger, 'warn'>;
}

export interface ScreenRequest {
  outlook: Outlook;
  /** Position of the last event that the screen knows; null if it knows none. */
  after: number | null;
}

export type Screens = ReturnType<typeof createScreens>;

/** Sends every open wall its changes, as server-sent events. */
export function createScreens({ board, feed, templates, logger, ...around }: ScreensDeps) {
  const groups = new Map<string, Group>();
  /** Open screens, including those that have not received anything yet. */
  let count = 0;
  let stopWatching = () => {};

  function onBoard(news: BoardNews): void {
    for (const group of [...groups.values()]) {
      if (news.kind === 'over') for (const sink of [...group.sinks.keys()]) sink.end();
      else update(group, news.snapshot);
    }
  }

  function update(group: Group, snapshot: WallSnapshot): void {
    try {
      const { outlook, snapshot: before } = group;
      const parts = partsOf(snapshot, outlook);
      const changed = [...parts].filter(([name, html]) => group.parts.get(name) !== html);
      const fresh = snapshot.events.filter(
        (event) => event.position > before.position && fits(outlook.filter, event),
      );
      Object.assign(group, { snapshot, parts });
      const frames = itemsOf(fresh, outlook) + partsEvent(changed, snapshot);
      // Encoded once, not once for each screen.
      const bytes = Buffer.from(
        frames === '' ? textOf({ id: snapshot.position, type: 'beat', data: {} }) : frames,
      );
      for (const [sink, { isShown }] of [...group.sinks]) if (isShown) sink.write(bytes);
    } catch (error) {
      logger.warn({ failure: errorName(error) }, 'a wall could not be drawn');
    }
  }

  function partsOf(snapshot: WallSnapshot, outlook: Outlook): Map<PartName, string> {
    return renderParts(templates, partViews(snapshot, outlook, around), outlook.locale);
  }

  /** New events, the oldest first, so that the newest ends up on top. */
  function itemsOf(newestFirst: readonly FeedEvent[], outlook: Outlook): string {
    const rows = streamRows(newestFirst, outlook).slice(0, STREAM_ROWS).reverse();
    return rows
      .map((row) => {
        const html = templates.render('command-centre/parts/item', row, outlook.locale.t);
        return textOf({ id: row.position, type: 'item', data: { html } });
      })
      .join('');
  }

  /** A group exists only while somebody is in it, so the caller must join as soon as this resolves. */
  async function groupOf(outlook: Outlook): Promise<Group> {
    const key = `${outlook.locale.language} ${wallUrl(outlook.filter)}`;
    const snapshot = groups.get(key)?.snapshot ?? (await board.current());
    const group = groups.get(key) ?? {
      ...{ outlook, snapshot, parts: partsOf(snapshot, outlook) },
      sinks: new Map<Sink, { isShown: boolean }>(),
    };
    groups.set(key, group);
    return group;
  }

  async function missedBy({ outlook, after }: ScreenRequest, snapshot: WallSnapshot): Promise<FeedEvent[]> {
    return after === null ? [] : recentEvents(feed, { snapshot, filter: outlook.filter, after });
  }

  /** Sends a screen what it missed, then everything as it is now; from then on it gets what the others get. */
  async function greet(sink: Sink, request: ScreenRequest, isHere: () => boolean): Promise<void> {
    const group = await groupOf(request.outlook);
    const place = { isShown: false };
    group.sinks.set(sink, place);
    if (!isHere()) return drop(sink);
    let known: WallSnapshot;
    let missed: FeedEvent[];
    do {
      known = group.snapshot;
      missed = await missedBy(request, known);
      // If the others were sent something meanwhile, read again, so that this screen does not miss it.
    } while (group.snapshot !== known);
    sink.write(itemsOf(missed, group.outlook) + partsEvent([...group.parts], known));
    place.isShown = true;
  }

  function drop(sink: Sink): void {
    for (const [key, group] of [...groups]) {
      group.sinks.delete(sink);
      if (group.sinks.size === 0) groups.delete(key);
    }
  }

  return {
    /** Adds a screen that is new or has reconnected. @returns a function that removes it */
    join(sink: Sink, request: ScreenRequest): () => void {
      let isHere = true;
      if (count === 0) stopWatching = board.watch(onBoard);
      count += 1;
      greet(sink, request, () => isHere).catch((error: unknown) => {
        logger.warn({ failure: errorName(error) }, 'a wall could not be shown');
        sink.end();
      });
      return () => {
        if (!isHere) return;
        isHere = false;
        drop(sink);
        count -= 1;
        if (count === 0) stopWatching();
      };
    },
  };
}

/** Empty if nothing changed. */
function partsEvent(parts: readonly [PartName, string][], { position }: WallSnapshot): string {
  if (parts.length === 0) return '';
  return textOf({ id: position, type: 'parts', data: { parts: Object.fromEntries(parts) } });
}
