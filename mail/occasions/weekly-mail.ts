import { inLanguage } from '../../city/in-language';
import type { Instant } from '../../domain/instant';
import { shareOf, wholePercent } from '../../domain/statistics';
import { cityNames, type CityNames } from '../../locale/city-names';
import type { TimeFormat } from '../../locale/time-format';
import type { Translate } from '../../locale/translator';
import type { MailDeps } from '../mail-context';
import { fact } from '../mail-facts';
import { baseOf } from '../../links/complaint-urls';
import type { MailTable, MailView } from '../mail-view';
import { leadershipContact } from '../../city/recipients';
import { mailTable } from './mail-table';
import { occasionalView } from './occasional-view';
import type { WeekFigures, WeeklyMaterial, WeeklyReport, WeeklyStanding } from './weekly-material';

interface Words {
  t: Translate;
  names: CityNames;
  time: TimeFormat;
}

interface WeeklyInput {
  material: WeeklyMaterial;
  /** Real time of sending. */
  now: Instant;
}

const MS_PER_DAY = 86_400_000;

/**
 * The leadership's Monday report: what was received and resolved, whether promises are kept, and what has been
 * open longest.
 */
export function weeklyMail(deps: MailDeps, { material, now }: WeeklyInput): MailView {
  const language = deps.city.defaultLanguage;
  const t = deps.translator.in(language);
  const words: Words = { t, names: cityNames(deps.city, language, t), time: deps.times[language] };
  const { report, contact } = material;
  const days = daysOf(words, report);
  const { titles } = leadershipContact(deps.city, `leadership:${contact}`);
  return occasionalView(deps, {
    language,
    greeting: t('mail.frame.greetingOffice', { office: inLanguage(titles, language) }),
    subject: t('occasions.weekly.subject', { ...days, city: words.names.city }),
    lead: [t('occasions.weekly.lead', days)],
    facts: [
      fact(
        t('occasions.weekly.received'),
        compared(words, report, ({ received }) => received),
      ),
      fact(
        t('occasions.weekly.resolved'),
        compared(words, report, ({ resolved }) => resolved),
      ),
      fact(t('occasions.weekly.onTime'), comparedShare(words, report)),
      ...standingFacts(words, report.standing),
    ],
    tables: [agencyTable(words, report), longestTable(words, report)].filter(({ rows }) => rows.length > 0),
    button: { label: t('occasions.weekly.statistics'), url: `${baseOf(deps)}/statistics` },
    notes: [t('occasions.weekly.asOf', { time: words.time.long(now) }), t('occasions.weekly.onTimeHint')],
  });
}

/** First and last day as dates to read. */
function daysOf({ time }: Words, { from, to }: WeeklyReport) {
  return { from: time.date(from), to: time.date(to - MS_PER_DAY / 2) };
}

function standingFacts({ t, time }: Words, standing: WeeklyStanding) {
  const { open, late, confidential, level1, level2, level3 } = standing;
  const levels = [level1, level2, level3].map((count) => time.number(count));
  const [one = '', two = '', three = ''] = levels;
  return [
    fact(
      t('occasions.weekly.open'),
      t('occasions.weekly.openOf', {
        open: time.number(open),
        late: time.number(late),
        confidential: time.number(confidential),
      }),
    ),
    fact(t('occasions.weekly.levels'), t('occasions.weekly.levelsOf', { one, two, three })),
  ];
}

function agencyTable(words: Words, { agencies }: WeeklyReport): MailTable {
  const { t, names } = words;
  return mailTable({
    title: t('occasions.weekly.byAgency'),
    columns: (['agency', 'received', 'resolved', 'onTime'] as const).map((name) =>
      t(`occasions.weekly.${name}`),
    ),
    rows: agencies
      .filter(({ week, before }) =>
        [week, before].some(({ received, resolved, decided }) => received + resolved + decided > 0),
      )
      .map(({ agency, ...figures }) => [
        names.agency(agency),
        compared(words, figures, ({ received }) => received),
        compared(words, figures, ({ resolved }) => resolved),
        comparedShare(words, figures),
      ]),
  });
}

function longestTable({ t, names, time }: Words, { longest }: WeeklyReport): MailTable {
  return mailTable({
    title: t('occasions.weekly.longest'),
    columns: (['code', 'what', 'holder', 'since'] as const).map((name) => t(`occasions.weekly.${name}`)),
    rows: longest.map(({ trackingCode, category, district, agency, level, openMs }) => [
      trackingCode,
      t('occasions.digest.what', { kind: names.category(category), district: names.district(district) }),
      names.agency(agency),
      t('occasions.weekly.sinceOf', {
        days: time.number(Math.floor(openMs / MS_PER_DAY)),
        level: String(level),
      }),
    ]),
  });
}

type Weeks = Record<'week' | 'before', WeekFigures>;

/** This week's figure, with the previous week's in brackets. */
function compared({ t, time }: Words, { week, before }: Weeks, of: (figures: WeekFigures) => number): string {
  return t('occasions.weekly.compared', { now: time.number(of(week)), before: time.number(of(before)) });
}

function comparedShare({ t, time }: Words, { week, before }: Weeks): string {
  const percent = ({ onTime, decided }: WeekFigures) => {
    const share = shareOf(onTime, decided);
    return share === null
      ? t('occasions.weekly.tooFew', { count: time.number(decided) })
      : t('occasions.weekly.percent', { share: time.number(wholePercent(share)) });
  };
  return t('occasions.weekly.compared', { now: percent(week), before: percent(before) });
}
