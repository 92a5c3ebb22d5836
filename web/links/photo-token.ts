import { photoClaims, type LinkSigner } from '../../links/link-signer';
import type { OpenedLink } from './open-link';

/** The token that opens one photo, by its id. */
export type PhotoToken = (photoId: string) => string;

/** Tokens for photos of a page that a link opened: who shares a photo's address does not share the link. */
export function photoTokenOf(
  { links }: { links: Pick<LinkSigner, 'sign'> },
  { claims }: Pick<OpenedLink, 'claims'>,
): PhotoToken {
  return (photoId) => links.sign(photoClaims(claims, photoId));
}
