import { ACT_FIELDS } from '../../web/forms/act-fields';
import { bodyOf } from '../../web/forms/field-values';
import { formKey } from '../../web/forms/form-key';
import { NOBODY } from '../../web/forms/act-options';

describe('the key of a form', () => {
  const keyOf = (key: string) => formKey(new Map([['key', key]]));

  it('is what the page put there', () => {
    expect(keyOf('0f8fad5b-d9cb-469f-a165-70867728950e')).toBe('0f8fad5b-d9cb-469f-a165-70867728950e');
  });

  it.each(['', 'short', 'a'.repeat(65), 'a key with spaces in it'])('is nothing else: %j', (key) => {
    expect(keyOf(key)).toBeNull();
  });
});

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
