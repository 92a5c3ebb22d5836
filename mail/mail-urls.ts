import type { LinkPurpose, LinkSigner } from './link-signer';
import type { MailPhoto } from './mail-view';

/** The pages and photos that one mail links to, with its recipient's tokens. */
export interface MailUrls {
  /** The public page. */
  track(trackingCode?: string): string;
  /** The reporter's own page; `part` is the question on it. */
  mine(part?: string, trackingCode?: string): string;
  confirm(): string;
  stop(): string;
  /** The page on which staff act, at one act. */
  act(act?: string): string;
  photo(photoId: string, alt: string): MailPhoto;
}

interface UrlsInput {
  publicUrl: string;
  links: LinkSigner;
  trackingCode: string;
  complaintId: string;
  recipient: string;
  generation: number;
  /** What the photos of this mail are opened with. */
  photoPurpose: LinkPurpose;
}

export function mailUrls(input: UrlsInput): MailUrls {
  const base = input.publicUrl.replace(/\/+$/, '');
  const { complaintId, recipient, generation } = input;
  const token = (purpose: LinkPurpose) => input.links.sign({ complaintId, recipient, purpose, generation });
  const page = (path: string, purpose: LinkPurpose, part?: string, code = input.trackingCode) =>
    `${base}/${path}/${code}?t=${token(purpose)}${part ? `#${part}` : ''}`;
  return {
    track: (trackingCode = input.trackingCode) => `${base}/track/${trackingCode}`,
    mine: (part, trackingCode) => page('my', 'reporter', part, trackingCode),
    confirm: () => page('confirm', 'confirm'),
    stop: () => page('stop', 'stop'),
    act: (act) => page('act', 'act', act),
    photo: (photoId, alt) => {
      const photo = `${base}/api/v1/photos/${photoId}`;
      const query = `?t=${token(input.photoPurpose)}`;
      return { alt, thumbnailUrl: `${photo}/thumbnail${query}`, fullUrl: `${photo}/full${query}` };
    },
  };
}
