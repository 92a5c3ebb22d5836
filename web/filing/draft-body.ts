import type { DraftContent } from '../../database/stores/draft-record';

type Typed<Field extends keyof DraftContent> = Pick<DraftContent, Field>;

export type TypedWhat = Typed<'description' | 'category'>;

/** Parts of the API's filing body, built from what was typed; the API's own schema validates them. */
export function whatOf({ description, category }: TypedWhat) {
  return { description: description ?? undefined, category: category ?? undefined };
}

export type TypedPlace = Typed<'latitude' | 'longitude' | 'district' | 'landmark'>;

/** The point if there is one, else the district with a landmark. */
export function placeOf({ latitude, longitude, district, landmark }: TypedPlace) {
  const address = filled(landmark);
  const location =
    latitude !== null && longitude !== null
      ? { latitude, longitude, address }
      : { district: district ?? undefined, address };
  return { location };
}

export type TypedContact = Typed<'name' | 'email' | 'phone' | 'anonymous' | 'confidential'>;

export function contactOf({ name, email, phone, anonymous, confidential }: TypedContact) {
  return {
    reporter: { name: filled(name), email: filled(email), phone: filled(phone) },
    anonymous,
    confidential,
  };
}

function filled(typed: string | null): string | undefined {
  const text = (typed ?? '').trim();
  return text === '' ? undefined : text;
}
