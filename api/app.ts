import express, { type Express, type Router } from 'express';
import helmet from 'helmet';
import { createOpen311Reader } from '../database/readers/open311-reader';
import type { ApiDeps } from './api-deps';
import { apiOperations } from './api-operations';
import { createAuthenticate } from './authentication/authenticate';
import { sessionCookieName } from './authentication/own-cookie';
import { devOperations } from './dev/dev-operations';
import { mailboxRouter } from './dev/mailbox-router';
import { documentationRouter } from './documentation/documentation-router';
import { openApiDocument } from './documentation/openapi-document';
import { compress } from './http/compress';
import { honourValidators } from './http/honour-validators';
import { mountOperations } from './http/mount-operations';
import type { Operation } from './http/operation';
import { notFound } from './http/problem';
import { allowCrossOrigin } from './http/allow-cross-origin';
import { createProblemHandler } from './http/problem-handler';
import { requestLog } from './http/request-log';
import { createUploadBudget } from './http/upload-budget';
import { UPLOAD_BUDGET } from './http/upload-storage';
import { createFilingLadder } from './limits/filing-ladder';
import { createLimits } from './limits/limits';
import { documentOpen311 } from './open311/open-api-routes';
import { open311Operations } from './open311/open311-operations';
import { open311Router } from './open311/router';
import { serviceRouter } from './service/service-router';

/** The whole HTTP interface, with the routers that `deps.mount` adds. `server/compose` makes its deps. */
export function createApp(deps: ApiDeps): Express {
  const { settings, logger } = deps;
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.set(UPLOAD_BUDGET, createUploadBudget(deps.uploads));
  app.set('trust proxy', settings.trustProxy).set('query parser', 'simple');
  app.use(requestLog({ logger }), securityHeaders(), honourValidators);
  app.use(compress({ sessionCookie: sessionCookieName(settings) }));
  app.use(serviceRouter(deps));
  app.use(api(deps));
  for (const router of deps.mount ?? []) app.use(router);
  app.use(() => {
    throw notFound();
  });
  app.use(createProblemHandler({ publicUrl: settings.publicUrl, logger }));
  return app;
}

function api(deps: ApiDeps): Router {
  const { settings, city, dev } = deps;
  const { publicUrl } = settings;
  const operationsById = apiOperations(deps);
  const operations = Object.values<Operation>(operationsById);
  const mountDeps = {
    authenticate: createAuthenticate(deps),
    limits: createLimits({ ...deps, limits: settings.limits }),
    intake: deps.intake,
    ladder: createFilingLadder({ ...deps, limits: settings.limits }),
  };
  const open311 = open311Operations({
    ...{ ...deps, publicUrl, acts: operationsById },
    open311: createOpen311Reader(deps),
    isTest: dev !== undefined,
  });
  const describe = () =>
    openApiDocument({
      ...{ operations, publicUrl, city },
      sessionCookie: sessionCookieName(settings),
      issuer: deps.oidc?.settings.audience ? deps.oidc.settings.issuer : null,
      foreign: documentOpen311(open311),
    });
  const router = express.Router({ caseSensitive: true });
  router.use(['/api', '/open311'], allowCrossOrigin);
  router.use('/api', documentationRouter({ describe }));
  router.use('/api/v1', mountOperations(operations, mountDeps));
  router.use('/open311/v2', open311Router({ ...deps, ...mountDeps, publicUrl, operations: open311 }));
  if (dev) {
    router.use(mountOperations(devOperations({ ...deps, publicUrl, dev }), mountDeps));
    router.use(mailboxRouter(dev));
  }
  return router;
}

/** Pages and API load nothing from other origins and cannot be framed. */
function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    // Links contain tokens, so no other site may learn which page somebody came from.
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}
