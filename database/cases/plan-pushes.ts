import type { Audience } from '../../domain/notifications';
import type { OpenCase } from '../../domain/open-case';
import { recordset, type ColumnTypes } from '../recordset';
import { isForReaders } from './recipients';

/** News for whatever phones a reporter has subscribed. */
interface PlannedPush {
  /** The event that it tells of. */
  complaintId: string;
  sequence: number;
  /** The complaint of the reporter who is told. */
  reporterOf: string;
}

const PUSH_TYPES: ColumnTypes<PlannedPush> = {
  complaintId: 'uuid',
  sequence: 'integer',
  reporterOf: 'uuid',
};

/**
 * Who of the reporters is told of a case's new events, by the table that says who is mailed. All pushes say the same,
 * so one for each request is enough: of its last event, which has the answer if it gave one.
 */
export function planPushes(open: OpenCase): PlannedPush[] {
  const complaintId = open.case.state.id;
  const planned = new Map<string, PlannedPush>();
  for (const { audience, sequence } of open.notifications) {
    const cause = open.events.find((event) => event.sequence === sequence);
    for (const reporterOf of reportersIn(audience, open))
      planned.set(`${cause?.requestId ?? sequence} ${reporterOf}`, { complaintId, sequence, reporterOf });
  }
  return [...planned.values()];
}

/** The complaints whose reporters are meant; supporters have no page of their own and are mailed only. */
function reportersIn(audience: Audience, { confidential, case: { state } }: OpenCase): readonly string[] {
  if (!isForReaders(audience)) return [];
  switch (audience.to) {
    case 'reporter':
      return [state.id];
    case 'merged_reporters':
      return confidential ? [] : state.absorbed;
    case 'kept_apart':
      return confidential ? state.absorbed : [];
    case 'supporters':
      return [];
  }
}

/**
 * Adds a delivery for each phone of those who are told. A phone with two complaints that were merged is told once, of
 * its own. Part of the statement that writes a case, so that complaints without phones cost nothing.
 */
export function pushesSql(parameter: `$${number}`): string {
  return `
    INSERT INTO push_deliveries (id, subscription_id, complaint_id, sequence, reporter_of)
    SELECT gen_random_uuid(), p.subscription_id, given.complaint_id, given.sequence, given.reporter_of
    FROM ${recordset(parameter, PUSH_TYPES)}
      JOIN push_of_complaints p ON p.complaint_id = given.reporter_of
      JOIN complaints c ON c.id = given.reporter_of AND c.reporter_left_at IS NULL
    ORDER BY given.reporter_of = given.complaint_id DESC
    ON CONFLICT (subscription_id, complaint_id, sequence) DO NOTHING RETURNING id`;
}
