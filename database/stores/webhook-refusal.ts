/** `too_many` endpoints · `disabled`, so nothing is sent there · `on_its_way`: a courier has it right now */
export type WebhookRefusalCode = 'too_many' | 'disabled' | 'on_its_way';

/** A webhook request was refused; nothing was changed. */
export class WebhookRefusal extends Error {
  override readonly name = 'WebhookRefusal';

  constructor(readonly code: WebhookRefusalCode) {
    super(`refused: ${code}`);
  }
}
