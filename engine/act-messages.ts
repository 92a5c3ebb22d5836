import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Act, ActName } from '../domain/acts';
import type { Actor } from '../domain/actor';
import type { ActResult } from '../workflows/messages';

type ParametersOf<Name extends ActName> = Omit<Extract<Act, { act: Name }>, 'act'>;

/**
 * What an act's update carries; the sender has already authenticated `actor`. `requestId` identifies the request
 * for good, while each attempt is an update of its own and so gets a fresh decision: for a repeated update id the
 * engine would return an old refusal.
 */
export type ActMessage<Name extends ActName> = ParametersOf<Name> & { actor: Actor; requestId?: string };

/** An act whose sender waits for the outcome; the update is named after the act. */
export function actUpdate<Name extends ActName>(name: Name) {
  return defineUpdate<ActResult, [ActMessage<Name>]>(name);
}

/** The same act for integrators who do not wait; its actor is always `system`. */
export function actSignal<Name extends ActName>(name: Name) {
  return defineSignal<[ParametersOf<Name>?]>(name);
}
