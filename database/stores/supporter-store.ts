import { uuidv7 } from 'uuidv7';
import type { Database } from '../connection';

export interface SupporterStore {
  /** "Me too". An address counts once for each complaint. */
  add(input: {
    complaintId: string;
    email: string | null;
    language: string;
  }): Promise<{ supporters: number }>;
}

export function createSupporterStore({ db }: { db: Database }): SupporterStore {
  const { Supporter } = db.models;
  return {
    async add({ complaintId, email, language }) {
      await Supporter.bulkCreate([{ id: uuidv7(), complaintId, email, language }], {
        fields: ['id', 'complaintId', 'email', 'language'],
        ignoreDuplicates: true,
      });
      return { supporters: await Supporter.count({ where: { complaintId } }) };
    },
  };
}
