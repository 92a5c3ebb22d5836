import { bodyOfForm } from '../../web/forms/body-of-form';
import { NOBODY } from '../../web/forms/form-definitions';

describe('the forms of staff for each other', () => {
  it('take a complaint off everybody by a choice of its own', () => {
    expect(bodyOfForm('assign', new Map([['officer', NOBODY]]))).toEqual({ officer: null });
    expect(bodyOfForm('assign', new Map([['officer', 'an-id']]))).toEqual({ officer: 'an-id' });
  });

  it('do not take an empty choice for nobody', () => {
    expect(bodyOfForm('assign', new Map([['officer', '']]))).toEqual({ officer: '' });
  });

  it('leave out a message that was not written', () => {
    expect(bodyOfForm('nudge', new Map([['note', '  ']]))).toEqual({});
    expect(bodyOfForm('ask', new Map([['question', 'Di mana?']]))).toEqual({ question: 'Di mana?' });
  });
});
