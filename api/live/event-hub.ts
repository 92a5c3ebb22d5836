import type { Logger } from 'pino';
import { errorName } from '../../config/error-name';
import { listen, type Listener, type Notification } from '../../database/listen';
import { CHANNELS } from '../../database/stores/notify';

/** What a subscriber is told: that something happened, never what. */
export type LiveNews =
  | { kind: 'changed'; complaintId: string }
  /** An event of some complaint was stored; which one is not said. */
  | { kind: 'stored' }
  /** A mail was sent, or given up. */
  | { kind: 'delivered' }
  /** The feed now reaches this position. */
  | { kind: 'published'; position: number }
  /** The connection to the database was lost: anything may have happened. */
  | { kind: 'missed' }
  /** The process stops; nothing more comes. */
  | { kind: 'over' };

/** Changes of all complaints or of one; that something was stored or delivered; new positions of the feed. */
export type LiveFilter = 'all' | { complaintId: string } | 'stored' | 'delivered' | 'feed';

export type OnNews = (news: LiveNews) => void;

/** One listener on the database for the whole process, and its subscribers. */
export interface EventHub {
  /** @returns a function that ends the subscription */
  subscribe(filter: LiveFilter, onNews: OnNews): () => void;
  /** Resolves once it listens to the database, or was stopped before. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface EventHubDeps {
  databaseUrl: string;
  logger: Pick<Logger, 'warn'>;
}

export function createEventHub({ databaseUrl, logger }: EventHubDeps): EventHub {
  const everything = new Set<OnNews>();
  const onStored = new Set<OnNews>();
  const onDelivered = new Set<OnNews>();
  const onFeed = new Set<OnNews>();
  const byComplaint = new Map<string, Set<OnNews>>();
  let listener: Listener | null = null;
  let isStopped = false;

  function subscribe(filter: LiveFilter, onNews: OnNews): () => void {
    // Somebody who subscribes while the process stops is told at once.
    if (isStopped) queueMicrotask(() => onNews({ kind: 'over' }));
    if (filter === 'all') return join(everything, onNews);
    if (filter === 'stored') return join(onStored, onNews);
    if (filter === 'delivered') return join(onDelivered, onNews);
    if (filter === 'feed') return join(onFeed, onNews);
    const { complaintId } = filter;
    const subscribers = byComplaint.get(complaintId) ?? new Set();
    byComplaint.set(complaintId, subscribers.add(onNews));
    return () => {
      subscribers.delete(onNews);
      if (subscribers.size === 0 && byComplaint.get(complaintId) === subscribers)
        byComplaint.delete(complaintId);
    };
  }

  function tell(subscribers: Iterable<OnNews>, news: LiveNews): void {
    if (isStopped) return;
    // A copy, since being told may end a subscription.
    for (const onNews of [...subscribers]) onNews(news);
  }

  function ofComplaints(): OnNews[] {
    return [...everything, ...[...byComplaint.values()].flatMap((subscribers) => [...subscribers])];
  }

  function subscribersOf(complaintId: string): OnNews[] {
    return [...everything, ...(byComplaint.get(complaintId) ?? [])];
  }

  function onNotify({ channel, payload }: Notification): void {
    if (channel === CHANNELS.feed) onPublished(payload);
    else if (channel === CHANNELS.deliveries) tell(onDelivered, { kind: 'delivered' });
    else onChange(payload);
  }

  function onPublished(position: string): void {
    tell(onFeed, position === '' ? { kind: 'missed' } : { kind: 'published', position: Number(position) });
  }

  function onChange(complaintId: string): void {
    if (complaintId === '') return tell([...ofComplaints(), ...onStored], { kind: 'missed' });
    tell(onStored, { kind: 'stored' });
    tell(subscribersOf(complaintId), { kind: 'changed', complaintId });
  }

  async function start(): Promise<void> {
    listener = listen({
      url: databaseUrl,
      channels: [CHANNELS.events, CHANNELS.feed, CHANNELS.deliveries],
      onNotify,
      onLost: (error) =>
        logger.warn({ failure: errorName(error) }, 'the database is out of hearing for those who watch'),
    });
    await listener.listening;
  }

  return {
    subscribe,
    start,
    async stop() {
      tell([...ofComplaints(), ...onStored, ...onDelivered, ...onFeed], { kind: 'over' });
      isStopped = true;
      await listener?.close();
    },
  };
}

function join(subscribers: Set<OnNews>, onNews: OnNews): () => void {
  subscribers.add(onNews);
  return () => void subscribers.delete(onNews);
}
