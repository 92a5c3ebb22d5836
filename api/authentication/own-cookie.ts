export interface CookieOptions {
  httpOnly: true;
  sameSite: 'lax';
  path: '/';
  secure: boolean;
}

export interface OwnCookie {
  name: string;
  options: CookieOptions;
}

/**
 * A cookie that no script reads and no other site's form carries. Over https nobody but this very host can have set it
 * (`__Host-`), not even its neighbours under the same domain.
 */
export function ownCookie(name: string, { publicUrl }: { publicUrl: string }): OwnCookie {
  const secure = publicUrl.startsWith('https:');
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  };
}

/** Holds the token of a signed-in member of staff. */
export function sessionCookie(settings: { publicUrl: string }): OwnCookie {
  return ownCookie('sikesal-session', settings);
}
