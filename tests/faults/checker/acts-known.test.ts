import { ACT_NAMES } from '../../../domain/act-rules';
import { EVENT_TYPES } from '../../../domain/event-types';
import { eventTypesOf } from './event-types-of';
import { LEGAL_STATUSES } from './legal-statuses';
import type { ActName } from '../client/act-names';

/** Done to all cases of an agency at once, and not at the address of a case. */
const NOT_OF_ONE_CASE = ['shift', 'unshift'];
/** What the engine and other cases leave on a timeline, but no act on the case does. */
const OF_NO_ACT = [
  ...['received', 'assigned', 'escalated', 'reminded', 'warned', 'closed', 'target_missed', 'shifted'],
];

describe('the acts and events that a storm knows', () => {
  it('are all that people can do to a case', () => {
    expect([...Object.keys(LEGAL_STATUSES), ...NOT_OF_ONE_CASE].sort()).toEqual([...ACT_NAMES].sort());
  });

  it('cover every type of event', () => {
    const left = (Object.keys(LEGAL_STATUSES) as ActName[]).flatMap((act) => eventTypesOf({ act }));
    const known = new Set([...left, ...OF_NO_ACT]);
    expect(EVENT_TYPES.filter((type) => !known.has(type))).toEqual([]);
    expect([...known].filter((type) => !EVENT_TYPES.some((each) => each === type))).toEqual([]);
  });
});
