import type { PagesContext } from '../pages-context';

/**
 * Allows only our own content, plus photos just chosen on the device (`blob:`) and, if the city runs map tiles,
 * their origin.
 */
export function contentPolicy({ mapTiles }: Pick<PagesContext, 'mapTiles'>): string {
  const tiles = mapTiles ? ` data: ${new URL(mapTiles.url).origin}` : '';
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    `img-src 'self' blob:${tiles}`,
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
