import type { Logger } from 'pino';
import { errorName } from '../../config/error-name';
import type { EventHub, LiveNews } from '../../api/live/event-hub';
import type { FeedEvent, FeedReader } from '../../database/readers/feed-reader';
import type { WallReader, WallReading } from '../../database/readers/wall-reader';
import type { Health } from '../../api/service/health';

export interface OnTimeShare {
  /** Promises decided in the period, and how many of them were kept. */
  total: number;
  onTime: number;
}

/** Shares by agency; null means the whole city. */
export type OnTime = (agency: string | null) => OnTimeShare;

/** The city at one moment, shared by all screens of this process. */
export interface WallSnapshot extends WallReading {
  /** Newest first; a new screen's stream starts with them. */
  events: readonly FeedEvent[];
  /** Whether the feed has more than these. */
  isCut: boolean;
  /** Position of the newest event. */
  position: number;
  health: Health;
  onTime: OnTime;
}

export interface BoardSettings {
  /** A snapshot serves everybody who asks within this time; no two are read within it. */
  everyMs: number;
  /** How often to read even if nothing was announced: time passes, and parts fail. */
  tickMs: number;
  /** How many of the newest events are kept for screens that connect or reconnect. */
  eventsKept: number;
}

export const BOARD_SETTINGS: BoardSettings = { everyMs: 500, tickMs: 5_000, eventsKept: 200 };

export type BoardNews = { kind: 'read'; snapshot: WallSnapshot } | { kind: 'over' };

export interface BoardDeps {
  wall: WallReader;
  feed: Pick<FeedReader, 'after' | 'latest'>;
  live: Pick<EventHub, 'subscribe'>;
  health: () => Health;
  onTime: () => Promise<OnTime>;
  timeZone: string;
  logger: Pick<Logger, 'warn'>;
  settings: BoardSettings;
}

export type WallBoard = ReturnType<typeof createWallBoard>;

/** Rest after each read, as a share of its time: reading and sending take at most half of the time. */
const REST_FOR_WORK = 1;

/** Reads the city for all screens of this process: when something happens and at intervals, but with pauses. */
export function createWallBoard({ settings, ...deps }: BoardDeps) {
  const { wall, feed, live, timeZone, logger } = deps;
  const watchers = new Set<(news: BoardNews) => void>();
  let last: WallSnapshot | null = null;
  let startedAt = -Infinity;
  /** How long the last read and sending it to every screen took. */
  let tookMs = 0;
  let reading: Promise<WallSnapshot> | null = null;
  let waiting: NodeJS.Timeout | null = null;
  let end = () => {};

  async function readEvents(): Promise<Pick<WallSnapshot, 'events' | 'isCut' | 'position'>> {
    const limit = settings.eventsKept;
    const known = last;
    const fresh = known && (await feed.after({ position: known.position, limit, filter: { scope: 'all' } }));
    if (known && fresh && fresh.length < limit) {
      const events = [...fresh.reverse(), ...known.events];
      return {
        events: events.slice(0, limit),
        isCut: known.isCut || events.length > limit,
        position: events[0]?.position ?? 0,
      };
    }
    const events = await feed.latest({ limit, filter: { scope: 'all' } });
    return { events, isCut: events.length === limit, position: events[0]?.position ?? 0 };
  }

  async function readAll(): Promise<WallSnapshot> {
    startedAt = performance.now();
    // Events first, then the state they led to: no screen shows an event that its figures do not count yet.
    const events = await readEvents();
    const [state, onTime] = await Promise.all([wall.read({ timeZone }), deps.onTime()]);
    last = { ...state, ...events, onTime, health: deps.health() };
    return last;
  }

  /** One read at a time, however many ask. */
  function read(): Promise<WallSnapshot> {
    reading ??= readAll().finally(() => (reading = null));
    return reading;
  }

  async function readForWatchers(): Promise<void> {
    waiting = null;
    try {
      // A read that is already running may have begun before the news came.
      await reading?.catch(() => undefined);
      tell({ kind: 'read', snapshot: await read() });
      tookMs = performance.now() - startedAt;
    } catch (error) {
      // Screens notice by themselves when nothing arrives, and say so.
      logger.warn({ failure: errorName(error) }, 'the wall could not be read');
    }
  }

  /** Schedules a read: at once after a quiet time, else when the pause is over. */
  function wake(): void {
    if (watchers.size === 0 || waiting) return;
    const pauseMs = Math.max(settings.everyMs, REST_FOR_WORK * tookMs);
    const dueMs = startedAt + pauseMs - performance.now();
    waiting = setTimeout(() => void readForWatchers(), Math.max(0, dueMs));
  }

  function tell(news: BoardNews): void {
    for (const watcher of [...watchers]) watcher(news);
  }

  function onNews({ kind }: LiveNews): void {
    if (kind === 'over') tell({ kind: 'over' });
    else wake();
  }

  function begin(): () => void {
    const unsubscribe = live.subscribe('feed', onNews);
    const ticking = setInterval(wake, settings.tickMs);
    return () => {
      unsubscribe();
      clearInterval(ticking);
      if (waiting) clearTimeout(waiting);
      waiting = null;
    };
  }

  return {
    /** The city now, or as it was a moment ago. @throws the database's errors */
    async current(): Promise<WallSnapshot> {
      const isFresh = performance.now() - startedAt < settings.everyMs;
      return last && isFresh ? last : read();
    },
    /** Calls the watcher with each snapshot. @returns a function that stops it */
    watch(watcher: (news: BoardNews) => void): () => void {
      if (watchers.size === 0) end = begin();
      watchers.add(watcher);
      // What happened before anybody watched must not wait for the next tick.
      wake();
      return () => {
        if (watchers.delete(watcher) && watchers.size === 0) end();
      };
    },
  };
}
