import type { FeedScope } from '../../database/readers/feed-reader';
import type { Actor } from '../../domain/actor';
import { listedAgencies } from '../../domain/permissions';
import { Problem } from '../http/problem';

/**
 * Whose events somebody may follow: staff those of the complaints that they list, an application what is public
 * and what it filed itself.
 * @throws Problem `unauthorized` for everybody else
 */
export function feedScopeOf(actor: Actor): FeedScope {
  if (actor.kind === 'application') return { application: actor.ref };
  const agencies = listedAgencies(actor);
  if (agencies === 'all') return 'all';
  if (agencies.length > 0) return { agencies };
  throw new Problem({
    code: 'unauthorized',
    detail: 'The feed is read with a key of an application or of staff, or in a staff session.',
    headers: { 'WWW-Authenticate': 'Bearer' },
  });
}
