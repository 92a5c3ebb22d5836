import { dirname, join } from 'node:path';
import express, { Router } from 'express';
import type { OpenApiDocument } from './document';

const ASSETS_FOLDER = dirname(require.resolve('swagger-ui-dist/package.json'));
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SiKesal API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });\n`;

// Swagger UI writes style attributes and draws its icons from data: URLs; nothing is loaded from elsewhere.
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * `/api/openapi.json` and the page that shows it; both are served from here only.
 * @param input.describe makes the document: once, and only where somebody asks for it
 */
export function documentationRouter({ describe }: { describe(): OpenApiDocument }): Router {
  const router = Router({ caseSensitive: true });
  let document: OpenApiDocument | undefined;
  router.get('/openapi.json', (_request, response) => {
    document ??= describe();
    response.set('Cache-Control', 'no-cache').json(document);
  });
  router.get('/docs', (_request, response) => {
    response.set('Content-Security-Policy', PAGE_POLICY).type('html').send(PAGE);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('text/javascript').send(START);
  });
  for (const asset of ASSETS) {
    router.use(`/docs/${asset}`, express.static(join(ASSETS_FOLDER, asset), { maxAge: '1h' }));
  }
  return router;
}
