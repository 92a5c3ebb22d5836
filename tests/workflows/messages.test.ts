import { ACT_NAMES } from '../../domain/acts';
import { actSignals, actUpdates } from '../../workflows/messages';

describe('the messages of a complaint', () => {
  it.each(ACT_NAMES)('%s is an update and a signal of that very name', (name) => {
    expect(actUpdates[name].name).toBe(name);
    expect(actSignals[name].name).toBe(name);
  });
});
