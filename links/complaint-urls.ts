import { photoClaims, type LinkPurpose, type LinkSigner } from './link-signer';

export interface LinkedPhoto {
  alt: string;
  thumbnailUrl: string;
  fullUrl: string;
}

/** The pages and photos that a mail to a reporter or supporter links to, with the recipient's tokens. */
export interface ReaderUrls {
  /** The public page. */
  track(trackingCode?: string): string;
  /** The reporter's own page; `part` is the section on it. */
  mine(part?: string, trackingCode?: string): string;
  confirm(): string;
  stop(): string;
  photo(photoId: string, alt: string): LinkedPhoto;
}

/** The pages and photos that a mail to staff links to. */
export interface StaffUrls {
  /** The page on which staff act, opened at one act. */
  act(act?: string): string;
  /** The case on the desk, for acts that need a signed-in user. */
  desk(act: string): string;
  /** Null when the recipient has to sign in to see it. */
  photo(photoId: string, alt: string): LinkedPhoto | null;
}

interface UrlsInput {
  publicUrl: string;
  links: LinkSigner;
  trackingCode: string;
  complaintId: string;
  recipient: string;
  generation: number;
}

export function complaintUrls(input: UrlsInput): ReaderUrls & StaffUrls {
  const base = baseOf(input);
  const { links, complaintId, recipient, generation } = input;
  const holder = { complaintId, recipient, generation };
  const token = (purpose: LinkPurpose) => links.sign({ ...holder, purpose });
  const page = (path: string, purpose: LinkPurpose, code = input.trackingCode) =>
    `${base}/${path}/${code}?t=${token(purpose)}`;
  return {
    track: (trackingCode = input.trackingCode) => `${base}/track/${trackingCode}`,
    mine: (part, trackingCode) => page('my', 'reporter', trackingCode) + (part ? `#${part}` : ''),
    confirm: () => page('confirm', 'confirm'),
    stop: () => page('stop', 'stop'),
    act: (act) => page('act', 'act') + (act ? `&do=${act}` : ''),
    desk: (act) => deskUrls(input).act(act),
    photo: (photoId, alt) => {
      const photo = `${base}/api/v1/photos/${photoId}`;
      const query = `?t=${links.sign(photoClaims(holder, photoId))}`;
      return { alt, thumbnailUrl: `${photo}/thumbnail${query}`, fullUrl: `${photo}/full${query}` };
    },
  };
}

/** For a member of staff, who signs in to see the case and to act: these links carry no token. */
export function deskUrls(input: Pick<UrlsInput, 'publicUrl' | 'trackingCode'>): StaffUrls {
  const page = `${baseOf(input)}/desk/complaints/${input.trackingCode}`;
  const act = (name?: string) => page + (name ? `?do=${name}` : '');
  return { act, desk: act, photo: () => null };
}

/** The site's public URL, without a trailing slash. */
export function baseOf({ publicUrl }: { publicUrl: string }): string {
  return publicUrl.replace(/\/+$/, '');
}
