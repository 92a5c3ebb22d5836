import type { CityPack } from '../../city/city-pack';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { decide } from '../../domain/decide';
import type { ShownComplaint } from '../complaint/shown-complaint';
import type { FormName } from './act-fields';

/** Those of the given acts that would count now, as the domain decides. A merge depends on more than the case. */
export function offeredForms<Name extends Exclude<FormName, 'rating'>>(
  names: readonly Name[],
  { shown, actor, city }: { shown: ShownComplaint; actor: Actor; city: CityPack },
): Name[] {
  return names.filter((name) => {
    if (name === 'merge' && shown.complaint.confidential) return false;
    const act = exampleOf(name, { holder: shown.case.state.agency, city });
    return act !== null && 'events' in decide(shown.case, { act, actor, at: shown.now });
  });
}

/** A placeholder: which one it is, and whether it fits, is only known once the form is sent. */
const ANOTHER = '00000000-0000-0000-0000-000000000000';

function exampleOf(
  name: Exclude<FormName, 'rating'>,
  { holder, city }: { holder: string; city: CityPack },
): Act | null {
  switch (name) {
    case 'reassign': {
      const other = city.agencies.find(({ code }) => code !== holder);
      return other ? { act: 'reassign', agency: other.code } : null;
    }
    case 'reject':
      return { act: 'reject', reason: 'not_city_matter' };
    case 'extend':
      return { act: 'extend', hours: 1 };
    case 'assign':
      return { act: 'assign', officer: null };
    case 'merge':
      return { act: 'merge', into: ANOTHER };
    case 'notes':
      return { act: 'notes', public: false };
    case 'reopen':
      return { act: 'reopen', reason: 'not_repaired' };
    case 'acknowledge':
    case 'start':
    case 'resolve':
    case 'ask':
    case 'nudge':
    case 'take_over':
    case 'confirm':
    case 'withdraw':
    case 'answer':
      return { act: name };
  }
}
