import { ACT_NAMES } from '../../domain/act-rules';
import { actSignal, actUpdate, type ActMessage } from '../../engine/act-messages';

describe('the messages of a complaint', () => {
  it.each(ACT_NAMES)('%s is an update and a signal of the same name', (name) => {
    expect(actUpdate(name).name).toBe(name);
    expect(actSignal(name).name).toBe(name);
  });

  it('have a type for each act, which the compiler checks', () => {
    const actor = { kind: 'officer', agency: 'pupr' } as const;
    const extend: ActMessage<'extend'> = { hours: 12, actor };
    const reject: ActMessage<'reject'> = { reason: 'already_handled', actor };
    // @ts-expect-error -- hours are a number
    const soon: ActMessage<'extend'> = { hours: 'soon', actor };
    // @ts-expect-error -- a reason is one of the list
    const five: ActMessage<'reject'> = { reason: 5, actor };
    // @ts-expect-error -- a merge names the complaint to end in
    const nowhere: ActMessage<'merge'> = { actor };
    expect([extend, reject, soon, five, nowhere]).toHaveLength(5);
  });
});
