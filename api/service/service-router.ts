import { Router } from 'express';
import type { Database } from '../../database/connection';
import { isDatabaseUnavailable } from '../../database/is-database-unavailable';
import type { CityPack } from '../../city/city-pack';
import type { ApiSettings } from '../api-deps';
import type { Health } from './health';
import { securityText } from './security-text';

export interface ServiceDeps {
  settings: Pick<ApiSettings, 'publicUrl' | 'securityContact'>;
  city: Pick<CityPack, 'languages'>;
  db: Pick<Database, 'sequelize'>;
  /** What the watchdog saw last of engine, mail and couriers. */
  health: () => Health;
  /** Prometheus' text format. */
  metricsText: () => Promise<string>;
}

const PROMETHEUS_TEXT = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * For operators: is the process alive, can it take complaints, its metrics, and where to report vulnerabilities.
 */
export function serviceRouter({ settings, city, db, health, metricsText }: ServiceDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(['/livez', '/readyz', '/metrics'], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/livez', (_request, response) => {
    response.json({ status: 'alive' });
  });
  // Complaints are accepted without the engine, so only PostgreSQL makes this process unready for its load
  // balancer.
  router.get('/readyz', async (_request, response) => {
    const postgres = await answers(db);
    const status = postgres ? 'ready' : 'unready';
    response.status(postgres ? 200 : 503).json({ status, postgres, ...health() });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(PROMETHEUS_TEXT).send(await metricsText());
  });
  const { securityContact: contact } = settings;
  if (contact) {
    router.get('/.well-known/security.txt', (_request, response) => {
      response.type('text/plain');
      response.send(securityText({ settings, contact, languages: city.languages, now: Date.now() }));
    });
  }
  return router;
}

async function answers({ sequelize }: ServiceDeps['db']): Promise<boolean> {
  try {
    await sequelize.query('SELECT 1');
    return true;
  } catch (error) {
    if (isDatabaseUnavailable(error)) return false;
    throw error;
  }
}
