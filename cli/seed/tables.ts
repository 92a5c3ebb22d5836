import type { Database } from '../../database/connection';
import { projectState } from '../../database/cases/project-state';
import { promiseRow } from '../../database/cases/save-promise-facts';
import { toTimelineRow } from '../../database/cases/timeline-rows';
import { promiseFactsOf } from '../../domain/promise-facts';
import { isFinal } from '../../domain/statuses';
import type { Cell, Copying } from './copy-rows';
import type { SeededCase } from './seeded-case';

interface Table {
  getAttributes(): Record<string, { field?: string }>;
  getTableName(): unknown;
}

interface TablesInput {
  db: Database;
  /** The city's default language: all texts are invented in it. */
  language: string;
  cases: readonly SeededCase[];
  /** The feed's last position before these events. */
  lastPosition: number;
}

/** The rows of some cases, with tables in the order of their foreign keys. */
export function tablesOf({ db, language, cases, lastPosition }: TablesInput): Copying[] {
  const { Complaint, Reporter, TimelineEvent, Rating } = db.models;
  return [
    copying(Complaint, cases.map(complaintRow)),
    copying(
      Reporter,
      cases.map(({ id }) => ({ complaintId: id, language })),
    ),
    copying(TimelineEvent, timelineRows(cases, lastPosition)),
    copying(
      Rating,
      cases.flatMap(({ id, stars }) => (stars === null ? [] : [{ complaintId: id, stars }])),
    ),
    inColumns('promise_facts', cases.map(promiseRows)),
  ].filter(({ columns }) => columns.length > 0);
}

function complaintRow({ id, trackingCode, receipt, life }: SeededCase) {
  const { description, point, district, village, anonymous, confidential } = receipt;
  const { state } = life.current;
  const { absorbed, absorbedLeft, ...columns } = projectState({ state, nextDueBy: life.nextDueBy });
  return {
    ...{ id, trackingCode, description, ...point, district, village, anonymous, confidential },
    channel: 'web',
    ...columns,
    // PostgreSQL's notation for an array of ids.
    absorbed: `{${absorbed.join(',')}}`,
    absorbedLeft: `{${absorbedLeft.join(',')}}`,
    workflowStartedAt: isFinal(state.status) ? columns.receivedAt : null,
    recordedAt: new Date(life.events.at(-1)?.at ?? state.receivedAt),
  };
}

/** Among these cases, earlier events come first in the feed. */
function timelineRows(cases: readonly SeededCase[], lastPosition: number) {
  return cases
    .flatMap(({ id, life }) => life.events.map((event) => ({ id, event })))
    .sort((one, other) => one.event.at - other.event.at)
    .map(({ id, event }, index) => ({
      ...toTimelineRow(id, event),
      recordedAt: new Date(event.at),
      position: lastPosition + 1 + index,
    }));
}

function promiseRows({ id, receipt, life, stars }: SeededCase) {
  const facts = promiseFactsOf({ events: life.events, policy: life.current.policy });
  const { district, confidential } = receipt;
  return { ...promiseRow({ complaintId: id, facts }), district, confidential, stars };
}

/** All rows have the fields of the first. */
function copying(model: Table, rows: readonly Record<string, Cell>[]): Copying {
  const attributes = model.getAttributes();
  const { columns, ...rest } = inColumns(String(model.getTableName()), rows);
  return { columns: columns.map((name) => attributes[name]?.field ?? name), ...rest };
}

/** Takes the columns from the fields of the first row. */
function inColumns(table: string, rows: readonly Record<string, Cell>[]): Copying {
  const columns = Object.keys(rows[0] ?? {});
  return { table, columns, rows: rows.map((row) => columns.map((name) => row[name] ?? null)) };
}
