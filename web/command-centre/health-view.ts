import type { CaseHealth, Health } from '../../api/service/health';
import type { Instant } from '../../domain/instant';
import type { Locale } from '../../locale/locale';
import { hourOf } from './hour-of';

export interface HealthView {
  key: string;
  /** Shape and colour. */
  mark: string;
  tone: string;
  part: string;
  state: string;
}

const GOOD = { mark: 'm-resolved', tone: 'is-resolved' };
const BAD = { mark: 'm-alarm', tone: 'is-late-2' };
/** Not checked yet. */
const UNKNOWN = { mark: 'm-on-time', tone: 'is-closed' };

/** The watchdog checks the cases once a minute; after this long without a result nobody is watching them. */
const UNWATCHED_AFTER_MS = 150_000;

export function healthView(health: Health, now: Instant, locale: Locale): HealthView[] {
  const parts = [watchView(health, now, locale), engineView(health, locale), mailView(health, locale)];
  const alarms = [
    ...untoldViews(health, locale),
    ...pressureViews(health, locale),
    ...unheardViews(health, locale),
  ];
  return [...parts, ...troubleViews(health, now, locale), ...alarms];
}

/** Cases that nothing closes until their reporter was told, or is known to be out of reach. */
function untoldViews({ untold }: Health, { t, time }: Locale): HealthView[] {
  if (untold === 0) return [];
  return [{ ...BAD, key: 'untold', part: t('wall.health.untold'), state: time.number(untold) }];
}

/** Networks above their limit: people who report a disaster, or somebody who floods us. Both must be visible. */
function pressureViews({ pressure }: Health, { t, time }: Locale): HealthView[] {
  const { networks, requests } = pressure;
  if (networks === 0) return [];
  const state = t('wall.health.pressureCount', {
    networks: time.number(networks),
    requests: time.number(requests),
  });
  return [{ ...BAD, key: 'pressure', part: t('wall.health.pressure'), state }];
}

const OFFICE_LEVELS = { agency: 0, supervisor: 1, agency_head: 2 } as const;
const OFFICES_NAMED = 2;

/** Offices without address and staff: their notifications go one office up until somebody fixes that. */
function unheardViews({ unheard }: Health, { t, names, time }: Locale): HealthView[] {
  if (unheard.length === 0) return [];
  const named = unheard
    .slice(0, OFFICES_NAMED)
    .map(({ office, agency }) => names.office(OFFICE_LEVELS[office], agency));
  const more = unheard.length - named.length;
  const state = [...named, ...(more > 0 ? [`+${time.number(more)}`] : [])].join(', ');
  return [{ ...BAD, key: 'unheard', part: t('wall.health.unheard'), state }];
}

function watchView({ cases }: Health, now: Instant, locale: Locale): HealthView {
  const { t, time } = locale;
  const [key, part] = ['watched', t('wall.health.watched')];
  if (!cases) return { ...UNKNOWN, key, part, state: t('wall.health.starting') };
  if (isStale(cases, now)) {
    const state = sinceWords(cases.checkedAt, locale);
    return { ...BAD, key, part: t('wall.health.unwatched'), state };
  }
  const state = t('wall.health.watchedCount', {
    watched: time.number(cases.watched),
    all: time.number(cases.unfinished),
  });
  return { ...(cases.watched === cases.unfinished ? GOOD : BAD), key, part, state };
}

const TROUBLES = ['wedged', 'givenUp', 'unstarted', 'latecomers'] as const;

/** What keeps cases from going on, if anything. Findings that are too old are not shown. */
function troubleViews({ cases }: Health, now: Instant, { t, time }: Locale): HealthView[] {
  if (!cases || isStale(cases, now)) return [];
  return TROUBLES.filter((trouble) => cases[trouble] > 0).map((trouble) => {
    const count = time.number(cases[trouble]);
    const state = trouble === 'givenUp' ? t('wall.health.givenUpCount', { count }) : count;
    return { ...BAD, key: trouble, part: t(`wall.health.${trouble}`), state };
  });
}

function isStale({ checkedAt }: CaseHealth, now: Instant): boolean {
  return now - checkedAt > UNWATCHED_AFTER_MS;
}

function engineView({ engine, since }: Health, locale: Locale): HealthView {
  const { t } = locale;
  const [key, part] = ['engine', t('wall.health.engine')];
  return engine
    ? { ...GOOD, key, part, state: t('wall.health.engineGood') }
    : { key, part, ...downSince(since.engine, locale) };
}

function mailView({ mail, couriersBehind, since }: Health, locale: Locale): HealthView {
  const { t, time } = locale;
  const [key, part] = ['mail', t('wall.health.mail')];
  if (!mail) return { key, part, ...downSince(since.mail, locale) };
  if (couriersBehind === 0) return { ...GOOD, key, part, state: t('wall.health.mailGood') };
  return { ...BAD, key, part, state: t('wall.health.behind', { count: time.number(couriersBehind) }) };
}

/** Before the first check nothing is known to be down. */
function downSince(since: Instant | null, locale: Locale): Pick<HealthView, 'mark' | 'tone' | 'state'> {
  const { t } = locale;
  if (since === null) return { ...UNKNOWN, state: t('wall.health.starting') };
  return { ...BAD, state: `${t('wall.health.bad')} ${sinceWords(since, locale)}` };
}

function sinceWords(since: Instant, { t, time }: Locale): string {
  return t('wall.health.since', { time: hourOf(since, time) });
}
