import type { FeedEvent } from '../../database/readers/feed-reader';
import type { Fact } from '../../domain/timeline';
import { caseUrl } from '../desk/case-url';
import type { Locale } from '../../locale/locale';
import { hourOf } from './hour-of';

export interface StreamRow {
  position: number;
  /** Shape beside the row; null for a dot. */
  mark: string | null;
  text: string;
  code: string;
  /** Text beside the tracking code. */
  about: string | null;
  url: string;
  at: string;
  iso: string;
}

interface EventWords {
  mark: string | null;
  text: string;
  about: string | null;
}

type Describe = (event: FeedEvent, locale: Locale, kind: string) => EventWords | null;

/** An event as the wall shows it; null if another event says it better, or if it does not interest a city. */
export function streamRow(event: FeedEvent, locale: Locale): StreamRow | null {
  const { time, names } = locale;
  const words = describe(event, locale, names.category(event.category));
  if (!words) return null;
  return {
    ...words,
    position: event.position,
    code: event.trackingCode,
    url: caseUrl(event.trackingCode),
    at: hourOf(event.at, time),
    iso: new Date(event.at).toISOString(),
  };
}

// An event has only the `data` of its own type, which the type of a row cannot express.
const factOf = ({ type, data }: FeedEvent) => ({ type, data }) as Fact;

const describe: Describe = (event, locale, kind) => {
  const { t, names, time } = locale;
  const fact = factOf(event);
  // The agency that acted; another one may have the case by now.
  const agency = names.agency(event.actorAgency ?? event.agency);
  switch (fact.type) {
    case 'received':
      return {
        mark: null,
        text: t('wall.stream.received', { kind }),
        about: t('wall.stream.to', { agency: names.agency(fact.data.agency) }),
      };
    case 'acknowledged':
      return { mark: null, text: t('wall.stream.acknowledged', { kind, agency }), about: null };
    case 'escalated': {
      const { level } = fact.data;
      if (level === 0) return null;
      // “naik ke Kepala Dinas”: the agency is shown beside it.
      const office = names.title(level, event.agency);
      return { mark: `late-${level}`, text: t('wall.stream.escalated', { kind, office }), about: agency };
    }
    case 'target_missed':
      // The escalation that comes with it says the same; at the highest level there is none.
      return event.level < 3
        ? null
        : { mark: 'late-3', text: t('wall.stream.target_missed', { kind }), about: agency };
    case 'reminded':
      return { mark: null, text: t('wall.stream.reminded', { kind, centre: names.centre }), about: agency };
    case 'taken_over':
      return {
        mark: null,
        text: t('wall.stream.taken_over', { kind, centre: names.centre }),
        about: agency,
      };
    case 'reassigned':
      return {
        mark: null,
        text: t('wall.stream.reassigned', { kind, agency: names.agency(fact.data.to) }),
        about: null,
      };
    case 'extended':
      return {
        mark: null,
        text: t('wall.stream.extended', { kind, hours: time.number(fact.data.hours) }),
        about: agency,
      };
    case 'resolved': {
      const duration = time.duration(event.at - event.receivedAt);
      return { mark: 'resolved', text: t('wall.stream.resolved', { kind, duration }), about: agency };
    }
    case 'rejected': {
      const reason = t(`words.rejectReasons.${fact.data.reason}`);
      return { mark: 'aside', text: t('wall.stream.rejected', { kind, reason }), about: agency };
    }
    case 'reopened': {
      const reason = t(`words.reopenReasons.${fact.data.reason}`);
      return { mark: null, text: t('wall.stream.reopened', { kind, reason }), about: agency };
    }
    case 'confirmed':
      return {
        mark: 'closed',
        text: t('wall.stream.confirmed', { kind: kind.toLocaleLowerCase() }),
        about: t('wall.stream.confirmedState'),
      };
    case 'closed':
      return fact.data.by === 'reporter'
        ? null
        : {
            mark: 'closed',
            text: t('wall.stream.closed', { kind }),
            about: t('wall.stream.closedState'),
          };
    case 'withdrawn':
    case 'reporter_left':
    case 'merged':
      return { mark: 'aside', text: t(`wall.stream.${fact.type}`, { kind }), about: null };
    case 'information_requested':
      return { mark: 'ask', text: t('wall.stream.information_requested', { kind }), about: agency };
    case 'noted':
      return fact.data.kind === 'note'
        ? { mark: null, text: t('wall.stream.noted', { kind }), about: agency }
        : null;
    case 'started':
    case 'information_answered':
    case 'nudged':
      return { mark: null, text: t(`wall.stream.${fact.type}`, { kind }), about: agency };
    default:
      // An outage shifts many cases at once; their events would push everything else off the wall.
      return null;
  }
};
