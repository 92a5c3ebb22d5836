import type { StatisticsFilter } from '../../database/readers/statistics-reader';
import { percent } from '../plots/axis';
import type { Speech } from '../speech';
import type { Statistics } from './read-statistics';

export interface LeadView {
  /** The share; null when there is too little to say one. */
  share: string | null;
  sentences: string[];
}

/** What somebody who reads one line should know. */
export function leadView(
  { total: { figures }, quarters }: Statistics,
  { filter, speech }: { filter: StatisticsFilter; speech: Speech },
): LeadView {
  const { say, time } = speech;
  const { share, of } = figures.resolvedInTime;
  const n = time.number(of);
  const days = { from: dayOf(filter.from, speech), to: dayOf(filter.to, speech) };
  return {
    share: share === null ? null : percent(share, speech),
    sentences: [
      share === null ? say('statistics.tooFew', { n }) : say('statistics.lead.decided', { n, ...days }),
      ...movedSentence(figures.afterMove.share, speech),
      ...(figures.running === 0 ? [] : [say('statistics.lead.running', { n: time.number(figures.running) })]),
      ...trendSentence(quarters, speech),
    ],
  };
}

function movedSentence(share: number | null, speech: Speech): string[] {
  if (share === null || share === 0) return [];
  return [speech.say('statistics.lead.moved', { share: percent(share, speech) })];
}

function trendSentence(quarters: Statistics['quarters'], speech: Speech): string[] {
  const last = quarters?.last.resolvedInTime.share ?? null;
  const before = quarters?.before.resolvedInTime.share ?? null;
  if (last === null || before === null) return [];
  const shares = { last: percent(last, speech), before: percent(before, speech) };
  return [speech.say('statistics.lead.trend', shares)];
}

/** `1 Desember 2025`: the long form without weekday and hour. */
function dayOf(at: number, { time, language }: Speech): string {
  const [year = 0, month = 1, day = 1] = time.day(at).split('-').map(Number);
  const tag = language === 'id' ? 'id-ID' : 'en-GB';
  return new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'long' }).format(
    Date.UTC(year, month - 1, day),
  );
}
