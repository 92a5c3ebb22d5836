import type { CityPack } from '../../city/city-pack';
import { successorOf } from '../../city/directory';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

interface Filtered {
  label: string;
  agencies: string[];
  categories: string[];
}

const ACTIVE = `SELECT label, agencies, categories FROM webhook_endpoints WHERE disabled_at IS NULL ORDER BY created_at`;

/**
 * Webhooks that get no new events, since they filter by a retired code and not by its successor: one sentence
 * each. The successor is not added automatically, since it has cases that were never meant for them.
 */
export async function findLostFilters(db: Database, city: Pick<CityPack, 'retired'>): Promise<string[]> {
  const webhooks = await selectRows<Filtered>(db, { sql: ACTIVE });
  return webhooks.flatMap((webhook) => [
    ...sentences(city, { webhook, kind: 'agencies', singular: 'agency' }),
    ...sentences(city, { webhook, kind: 'categories', singular: 'category' }),
  ]);
}

interface WebhookFilter {
  webhook: Filtered;
  kind: 'agencies' | 'categories';
  singular: string;
}

function sentences(city: Pick<CityPack, 'retired'>, { webhook, kind, singular }: WebhookFilter): string[] {
  return webhook[kind].flatMap((code) => {
    const successor = successorOf(city, kind, code);
    if (successor === null || webhook[kind].includes(successor)) return [];
    return [
      `The webhook "${webhook.label}" asks for the ${singular} "${code}", which is retired: add its successor ` +
        `"${successor}", or take "${code}" out.`,
    ];
  });
}
