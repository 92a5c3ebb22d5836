/** What the key of an application may be allowed to do; each operation names the one that it needs. */
export const KEY_SCOPES = ['complaints:file', 'complaints:act', 'events:read', 'exports:read'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];
