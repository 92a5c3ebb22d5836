const LENGTH_AT_MOST = 1_000;
/** One slash and then none, no backslash, nothing that browsers drop on the way (tabs, line ends). */
const OWN_PATH = /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/;

/**
 * An address on this site, to redirect to after signing in; null for anything that a browser could take for
 * another site's (`//evil`, `/\evil`, `https:`) or that is no address.
 */
export function ownPath(text: string | null | undefined): string | null {
  return text && text.length <= LENGTH_AT_MOST && OWN_PATH.test(text) ? text : null;
}

/** Address of the sign-in page, which then leads back to the wanted page. */
export function signInUrl(path: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  const next = ownPath(search === '' ? path : `${path}?${search}`);
  return next === null ? '/sign-in' : `/sign-in?${new URLSearchParams({ next }).toString()}`;
}
