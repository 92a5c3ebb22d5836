import type { Database } from '../../database/connection';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import type { Role } from '../../domain/actor';

export interface Staff {
  /** The key of somebody with this role, made when first needed. */
  key(role: Role, agency?: string): Promise<string>;
  /** Revokes every key that was created, so that a demo leaves none behind. */
  dismiss(): Promise<void>;
}

const AUTHOR = { by: 'demo' };

export function createStaff({ db }: { db: Database }): Staff {
  const store = createApiKeyStore({ db });
  const made = new Map<string, Promise<{ id: string; key: string }>>();
  return {
    async key(role, agency) {
      const label = ['demo', role, agency].filter(Boolean).join(' ');
      const one = made.get(label) ?? store.create({ role, agency: agency ?? null, label }, AUTHOR);
      made.set(label, one);
      return (await one).key;
    },
    async dismiss() {
      for (const one of made.values()) await store.revoke((await one).id, AUTHOR);
    },
  };
}
