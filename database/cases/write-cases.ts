import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { columns, recordset, toColumns, type ColumnTypes } from '../recordset';
import { selectRows } from '../select-rows';
import { CHANNELS } from '../stores/notify';
import type { ChangedCase } from './decide-case';
import { NOTIFICATION_TYPES, type NotificationRow } from './plan-notifications';
import { planPushes, pushesSql } from './plan-pushes';
import { PROJECTED_TYPES, type ProjectedState } from './project-state';
import { savePromiseFactsSql } from './save-promise-facts';
import { TIMELINE_TYPES, toTimelineRow } from './timeline-rows';

interface Writing {
  db: Database;
  cases: readonly ChangedCase[];
  notifications: readonly NotificationRow[];
  transaction: Transaction;
}

const ROW_TYPES: ColumnTypes<{ id: string } & ProjectedState> = { id: 'uuid', ...PROJECTED_TYPES };

// One statement, so that writing a case takes one round trip; its parts all see the rows from before it.
const WRITE = `
  WITH events AS (
    INSERT INTO timeline_events (${columns(TIMELINE_TYPES)})
    SELECT ${columns(TIMELINE_TYPES)} FROM ${recordset('$1', TIMELINE_TYPES)}
  ), complaints_written AS (
    UPDATE complaints SET ${columns(PROJECTED_TYPES, (name) => `${name} = given.${name}`)}, recorded_at = clock_timestamp()
    FROM ${recordset('$2', ROW_TYPES)} WHERE complaints.id = given.id
  ), promises AS (${savePromiseFactsSql('$3')}
  ), notifications_written AS (
    INSERT INTO notifications (${columns(NOTIFICATION_TYPES)})
    SELECT ${columns(NOTIFICATION_TYPES)} FROM ${recordset('$4', NOTIFICATION_TYPES)}
    ON CONFLICT (kind, recipient, occasion) WHERE complaint_id IS NULL DO NOTHING
  ), pushes AS (${pushesSql('$7')}
  )
  SELECT pg_notify(channel, complaint) FROM unnest($5::text[]) AS complaint, unnest($6::text[]) AS channel
  UNION ALL SELECT pg_notify($8, '') FROM (SELECT FROM pushes LIMIT 1) AS any_push`;

/** Writes timelines, rows, promise facts, notifications and pushes, all together or not at all. */
export async function writeCases({ db, cases, notifications, transaction }: Writing): Promise<void> {
  const ids = cases.map(({ open }) => open.case.state.id);
  const events = cases.flatMap(({ open }) =>
    open.events.map((event) => toTimelineRow(open.case.state.id, event)),
  );
  const bind = [
    JSON.stringify(events.map(toColumns)),
    JSON.stringify(cases.map(({ open, row }) => toColumns({ id: open.case.state.id, ...row }))),
    JSON.stringify(cases.flatMap(({ promise }) => promise ?? [])),
    JSON.stringify(notifications.map(toColumns)),
    ids,
    [CHANNELS.events, CHANNELS.notifications],
    JSON.stringify(cases.flatMap(({ open }) => planPushes(open)).map(toColumns)),
    CHANNELS.pushes,
  ];
  await selectRows(db, { sql: WRITE, bind, transaction });
}
