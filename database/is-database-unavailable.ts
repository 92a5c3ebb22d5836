import { BaseError, ConnectionError } from 'sequelize';

/**
 * SQLSTATE classes and codes that mean "not now": connection lost, shutting down, starting up, out of disk, memory
 * or connections, a lock or a query that took too long, a transaction to be retried, a disk error.
 */
const UNAVAILABLE = /^(08...|53...|57014|57P0[1-5]|55P03|40001|40P01|25P03|58030)$/;
/** pg's messages for a connection that no longer responds; they have no code. */
const SILENT = /^Connection terminated|^Client has encountered a connection error|^Query read timeout/;
const LOST = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'];

/** Whether PostgreSQL can't be reached at present, so that the caller may try again later (HTTP 503). */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof ConnectionError) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (UNAVAILABLE.test(code) || LOST.includes(code)) return true;
  if (SILENT.test(error.message)) return true;
  return error instanceof BaseError && 'parent' in error && isDatabaseUnavailable(error.parent);
}
