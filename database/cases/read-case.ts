import type { Transaction } from 'sequelize';
import type { CityPack } from '../../city/city-pack';
import { parseMessage, type CaseMessage } from '../../domain/case-message';
import type { OpenCase } from '../../domain/open-case';
import type { References } from '../../domain/references';
import type { Database } from '../connection';
import { CaseNotFoundError } from './case-not-found-error';
import type { CaseFailure } from './case-failure';
import type { PolicyCache } from './policy-cache';
import { readReferences } from './read-references';
import { readStoredCases, type StoredCase } from './stored-case';

/** A case with everything that the messages at hand refer to. */
export interface CaseWithReferences {
  subject: StoredCase;
  /** Complaints to merge into, by id. */
  others: ReadonlyMap<string, StoredCase>;
  references: References;
}

interface Reading {
  db: Database;
  city: CityPack;
  policies: PolicyCache;
  complaintId: string;
  messages: readonly Omit<CaseMessage, 'at'>[];
  /** Locks the cases until its end. */
  transaction?: Transaction;
  onFailure: (failure: CaseFailure) => void;
}

/** @throws CaseNotFoundError */
export async function readCase(reading: Reading): Promise<CaseWithReferences> {
  const { db, city, policies, complaintId, messages, transaction, onFailure } = reading;
  const acts = messages.flatMap((message) => parseMessage(message)?.act ?? []);
  const into = acts.flatMap((act) => (act.act === 'merge' && act.into !== complaintId ? [act.into] : []));
  const stored = await readStoredCases({
    db,
    policies,
    complaintIds: [...new Set([complaintId, ...into])],
    transaction,
    onFailure: (failed, error) => onFailure({ complaintId: failed, messageId: null, error }),
  });
  const subject = stored.get(complaintId);
  if (!subject) throw new CaseNotFoundError(complaintId);
  stored.delete(complaintId);
  const references = await readReferences({ db, city, complaintId, acts, transaction });
  return { subject, others: stored, references: { ...references, survivors: readable(stored) } };
}

/** Nothing can be merged into a complaint whose timeline cannot be read. */
function readable(stored: ReadonlyMap<string, StoredCase>): Map<string, OpenCase> {
  return new Map([...stored].flatMap(([id, { open }]) => (open ? [[id, open] as const] : [])));
}
