interface Site {
  publicUrl: string;
}

/** Over https, only this very host can set it (`__Host-`), not even a neighbour under the same domain. */
export function ownCookieName(name: string, { publicUrl }: Site): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}

/** Cookie with the token of a signed-in member of staff. */
export function sessionCookieName(settings: Site): string {
  return ownCookieName('sikesal-session', settings);
}
