/** What an application's key may be allowed to do; each operation names the scope that it needs. */
export const KEY_SCOPES = ['complaints:file', 'complaints:act', 'events:read', 'exports:read'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];
