interface Site {
  publicUrl: string;
}

/** Over https nobody but this very host can have set it (`__Host-`), not even a neighbour under the same domain. */
export function ownCookieName(name: string, { publicUrl }: Site): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}

/** Holds the token of a signed-in member of staff. */
export function sessionCookieName(settings: Site): string {
  return ownCookieName('sikesal-session', settings);
}
