import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';

export type OwnNamespace = Awaited<ReturnType<typeof openOwnNamespace>>;

/** A namespace of one's own on the real server that all suites share. */
export async function openOwnNamespace() {
  const address = process.env.TEST_TEMPORAL_ADDRESS ?? '';
  const namespace = `proof-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  const workflowExecutionRetentionPeriod = msToTs('1 day');
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  const client = new Client({ connection, namespace });
  return { address, namespace, client, close: () => connection.close() };
}
