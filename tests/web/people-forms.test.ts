import { bodyOfForm } from '../../web/forms/body-of-form';
import { NOBODY } from '../../web/forms/form-definitions';

describe('the forms with which staff direct each other', () => {
  it('have a choice of its own for assigning a complaint to nobody', () => {
    expect(bodyOfForm('assign', new Map([['officer', NOBODY]]))).toEqual({ officer: null });
    expect(bodyOfForm('assign', new Map([['officer', 'an-id']]))).toEqual({ officer: 'an-id' });
  });

  it('do not mistake an empty choice for nobody', () => {
    expect(bodyOfForm('assign', new Map([['officer', '']]))).toEqual({ officer: '' });
  });

  it('leave out a message that is blank', () => {
    expect(bodyOfForm('nudge', new Map([['note', '  ']]))).toEqual({});
    expect(bodyOfForm('ask', new Map([['question', 'Di mana?']]))).toEqual({ question: 'Di mana?' });
  });
});
