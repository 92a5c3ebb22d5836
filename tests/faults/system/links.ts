import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy';

export const LINK_NAMES = ['api-temporal', 'api-postgres', 'worker-temporal', 'worker-postgres'] as const;
export type LinkName = (typeof LINK_NAMES)[number];
export type Links = Record<LinkName, TcpProxy>;

/** A cable between each main and each server, so that one can be cut without the others. */
export async function layLinks(ports: { temporal: number; postgres: number }): Promise<Links> {
  const [temporal, postgres] = [`127.0.0.1:${ports.temporal}`, `127.0.0.1:${ports.postgres}`];
  return {
    'api-temporal': await startTcpProxy(temporal),
    'api-postgres': await startTcpProxy(postgres),
    'worker-temporal': await startTcpProxy(temporal),
    'worker-postgres': await startTcpProxy(postgres),
  };
}

/** The address of the same database, reached through a cable. */
export function through(url: string, { port }: TcpProxy): string {
  const cabled = new URL(url);
  cabled.port = String(port);
  return cabled.href;
}
