import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Act, ActName } from '../domain/acts';
import type { Actor } from '../domain/actor';
import type { ActResult } from '../workflows/messages';

type ParametersOf<Name extends ActName> = Omit<Extract<Act, { act: Name }>, 'act'>;

/**
 * What an act's update carries: whoever sends it has already proven who `actor` is. `requestId` names the request for
 * good; an update of its own for each attempt gets a decision of its own, where the engine would repeat an old refusal.
 */
export type ActMessage<Name extends ActName> = ParametersOf<Name> & { actor: Actor; requestId?: string };

/** An act whose sender waits for the outcome; the message is named after the act. */
export function actUpdate<Name extends ActName>(name: Name) {
  return defineUpdate<ActResult, [ActMessage<Name>]>(name);
}

/** The same for integrators who wait for none; its actor is always `system`. */
export function actSignal<Name extends ActName>(name: Name) {
  return defineSignal<[ParametersOf<Name>?]>(name);
}
