import type { PagesContext } from '../pages-context';

/**
 * Allows only our own content, plus photos just chosen on the device (`blob:`) and, if the city's map tiles or its map
 * file are elsewhere, their origin.
 */
export function contentPolicy({ mapTiles, streets }: Pick<PagesContext, 'mapTiles' | 'streets'>): string {
  const tiles = mapTiles ? ` data: ${new URL(mapTiles.url).origin}` : '';
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    `img-src 'self' blob:${tiles}`,
    `connect-src 'self'${streets?.origin ? ` ${streets.origin}` : ''}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
