import type { Database } from '../../database/connection';
import { projectState } from '../../database/stores/project-state';
import { toTimelineRow } from '../../database/stores/timeline-rows';
import { isFinal } from '../../domain/statuses';
import type { Cell, Copying } from './copy-rows';
import type { SeededCase } from './seeded-case';

interface Table {
  getAttributes(): Record<string, { field?: string }>;
  getTableName(): unknown;
}

interface TablesInput {
  db: Database;
  /** The city's, as all texts are invented in it. */
  language: string;
  cases: readonly SeededCase[];
}

/** The rows of some cases, tables in the order in which they refer to each other. */
export function tablesOf({ db, language, cases }: TablesInput): Copying[] {
  const { Complaint, Reporter, TimelineEvent, Rating } = db.models;
  return [
    copying(Complaint, cases.map(complaintRow)),
    copying(
      Reporter,
      cases.map(({ id }) => ({ complaintId: id, language })),
    ),
    copying(TimelineEvent, cases.flatMap(timelineRows)),
    copying(
      Rating,
      cases.flatMap(({ id, stars }) => (stars === null ? [] : [{ complaintId: id, stars }])),
    ),
  ];
}

function complaintRow({ id, trackingCode, receipt, life }: SeededCase) {
  const { description, point, district, anonymous, confidential } = receipt;
  const { state } = life.current;
  const { absorbed, ...columns } = projectState({ state, nextDueBy: life.nextDueBy });
  return {
    ...{ id, trackingCode, description, ...point, district, anonymous, confidential, channel: 'web' },
    ...columns,
    // PostgreSQL's own writing of an array of ids.
    absorbed: `{${absorbed.join(',')}}`,
    workflowStartedAt: isFinal(state.status) ? columns.receivedAt : null,
    recordedAt: new Date(life.events.at(-1)?.at ?? state.receivedAt),
  };
}

function timelineRows({ id, life }: SeededCase) {
  return life.events.map((event) => ({ ...toTimelineRow(id, event), recordedAt: new Date(event.at) }));
}

/** All rows have the fields of the first. */
function copying(model: Table, rows: readonly Record<string, Cell>[]): Copying {
  const attributes = model.getAttributes();
  const names = Object.keys(rows[0] ?? {});
  return {
    table: String(model.getTableName()),
    columns: names.map((name) => attributes[name]?.field ?? name),
    rows: rows.map((row) => names.map((name) => row[name] ?? null)),
  };
}
