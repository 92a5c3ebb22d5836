import { Client, Connection } from '@temporalio/client';
import { Client as PostgresClient } from 'pg';
import type { LoggedCall } from '../client/call-log';
import type { StruckFault } from '../nemesis/fault';
import type { Copies } from '../system/copies';
import type { FaultySystem } from '../system/faulty-system';
import { collectExecutions } from './collect-executions';
import { collectMails } from './collect-mails';
import { collectRows } from './collect-rows';
import type { Evidence } from './evidence';

interface Collection {
  system: FaultySystem;
  calls: LoggedCall[];
  faults: StruckFault[];
  copies: Copies;
}

/** Everything that can be seen of a run, from the four places that know of it. */
export async function collectEvidence({ system, calls, faults, copies }: Collection): Promise<Evidence> {
  const postgres = new PostgresClient({ connectionString: system.databaseUrl });
  await postgres.connect();
  const connection = await Connection.connect({ address: system.temporalAddress });
  try {
    const rows = await collectRows(postgres);
    const ids = rows.complaints.map(({ id }) => id);
    const executions = await collectExecutions(new Client({ connection }), ids);
    const mails = await collectMails(system.mailboxUrl);
    const { deaths } = system;
    return { calls, faults, deaths, undone: copies.postgres.undone, ...rows, executions, mails };
  } finally {
    await connection.close();
    await postgres.end();
  }
}
