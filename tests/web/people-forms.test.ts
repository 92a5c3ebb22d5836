import { ACT_FIELDS } from '../../web/forms/act-fields';
import { bodyOf } from '../../web/forms/field-values';
import { NOBODY } from '../../web/forms/act-options';

describe('the forms with which staff direct each other', () => {
  it('have a choice of its own for assigning a complaint to nobody', () => {
    expect(bodyOf(ACT_FIELDS.assign, new Map([['officer', NOBODY]]))).toEqual({ officer: null });
    expect(bodyOf(ACT_FIELDS.assign, new Map([['officer', 'an-id']]))).toEqual({ officer: 'an-id' });
  });

  it('do not mistake an empty choice for nobody', () => {
    expect(bodyOf(ACT_FIELDS.assign, new Map([['officer', '']]))).toEqual({ officer: '' });
  });

  it('leave out a message that is blank', () => {
    expect(bodyOf(ACT_FIELDS.nudge, new Map([['note', '  ']]))).toEqual({});
    expect(bodyOf(ACT_FIELDS.ask, new Map([['question', 'Di mana?']]))).toEqual({ question: 'Di mana?' });
  });
});
