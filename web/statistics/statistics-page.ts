import { isAgencyRole } from '../../domain/actor';
import { hoursRanges } from '../plots/hours-ranges';
import { monthPanels } from '../plots/month-panels';
import { shareBars } from '../plots/share-bars';
import { staffVisit } from '../desk/staff-visit';
import type { Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { filtersView } from './filters-view';
import { groupNames } from './group-names';
import { leadView } from './lead-view';
import { monthsOf } from './months-of';
import { readStatistics, type Group, type Statistics } from './read-statistics';
import { filterOf, readStatisticsQuery, statisticsUrl, type StatisticsQuery } from './statistics-query';
import { figuresTable, monthsTable } from './table-view';

const CSV = '/statistics.csv';

/** Whether the city keeps its promises: pictures, and the tables behind them. */
export async function statisticsPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const { actor, speech } = staffVisit(site, visit);
  const { city } = site;
  const query = readStatisticsQuery(visit.query, city);
  const filter = filterOf(query, { actor, timeZone: city.timeZone, now: Date.now() });
  const months = monthsOf(filter, city.timeZone);
  const told = await readStatistics(site, { filter, months, speech });
  const title = speech.say('statistics.title');
  const choosesAgency = !isAgencyRole(actor.kind);
  return {
    kind: 'page',
    status: 200,
    template: 'statistics/page',
    title,
    view: {
      heading: title,
      lead: leadView(told, { filter, speech }),
      filters: filtersView(query, { city, speech, choosesAgency }),
      isEmpty: told.total.figures.received === 0,
      sections: [agencySection, categorySection].map((section) => section(told, { query, speech })),
      hours: hoursOf(told, speech),
      trend: trendOf(told, { site, query, months, speech }),
      firstCheckHours: String(city.policy.checkpoints[0]?.hours ?? ''),
    },
    styles: ['statistics.css'],
    speech,
    keepsAddress: true,
  };
}

interface Telling {
  query: StatisticsQuery;
  speech: Speech;
}

function agencySection({ agencies, total }: Statistics, { query, speech }: Telling) {
  const { say } = speech;
  return {
    heading: say('statistics.byAgency'),
    onTime: onTimeBars(agencies, total, speech),
    reopened: otherBars(agencies, 'reopened', { total, speech, isWhole: false }),
    satisfied: otherBars(agencies, 'satisfied', { total, speech, isWhole: true }),
    table: figuresTable([...agencies, total], {
      speech,
      head: say('statistics.columns.agency'),
      caption: say('statistics.tableByAgency'),
      csv: statisticsUrl(CSV, query, { by: 'agency' }),
      isRanked: true,
    }),
  };
}

function categorySection({ categories, total }: Statistics, { query, speech }: Telling) {
  const { say } = speech;
  return {
    heading: say('statistics.byCategory'),
    onTime: onTimeBars(categories, total, speech),
    reopened: null,
    satisfied: null,
    table: figuresTable([...categories, total], {
      speech,
      head: say('statistics.columns.category'),
      caption: say('statistics.tableByCategory'),
      csv: statisticsUrl(CSV, query, { by: 'category' }),
      isRanked: true,
    }),
  };
}

function onTimeBars(groups: readonly Group[], total: Group, speech: Speech) {
  const bars = groups.map(({ name, figures }) => ({
    name,
    part: figures.resolvedInTime,
    hatched: figures.afterMove,
    marked: figures.acknowledgedInTime,
  }));
  return shareBars(bars, { speech, reference: total.figures.resolvedInTime.share, isWhole: true });
}

function otherBars(
  groups: readonly Group[],
  what: 'reopened' | 'satisfied',
  { total, speech, isWhole }: { total: Group; speech: Speech; isWhole: boolean },
) {
  const bars = groups.map(({ name, figures }) => ({ name, part: figures[what] }));
  return shareBars(bars, { speech, reference: total.figures[what].share, isWhole });
}

function hoursOf({ categories }: Statistics, speech: Speech) {
  const rows = categories.map(({ name, figures, targetHours }) => ({ name, ...figures, targetHours }));
  return hoursRanges(rows, speech);
}

function trendOf(
  { months: every, agencyMonths }: Statistics,
  { site, query, months, speech }: Telling & { site: Site; months: readonly string[] },
) {
  const { say } = speech;
  const names = groupNames(site.city, speech);
  const all = {
    name: say('statistics.all'),
    months: every.map(({ code, figures }) => ({ month: code, figures })),
  };
  const series = [...agencyMonths].map(([agency, ofAgency]) => ({
    name: names.agency(agency),
    months: ofAgency,
  }));
  const parts = ({ name, months: ofOne }: typeof all) => ({
    name,
    parts: ofOne.map(({ figures }) => figures.resolvedInTime),
  });
  const shown = series.length > 1 ? series : [];
  return {
    plot: monthPanels({
      speech,
      months: months.map(names.shortMonth),
      all: parts(all),
      series: shown.map(parts),
    }),
    table: figuresTable(every, {
      speech,
      head: say('statistics.columns.month'),
      caption: say('statistics.tableByMonth'),
      csv: statisticsUrl(CSV, query, { by: 'month' }),
      isRanked: false,
    }),
    matrix:
      shown.length === 0
        ? null
        : monthsTable(shown, {
            speech,
            monthName: names.month,
            head: say('statistics.columns.month'),
            caption: say('statistics.tableByAgencyAndMonth'),
            csv: statisticsUrl(CSV, query, { by: 'agency_month' }),
          }),
  };
}
