import type { Category, CityPack } from '../../city/city-pack';
import { countSpoken } from './spoken-words';

/** All categories: those that a text speaks of first, then the others in the order of the city. */
export function rankCategories(
  { categories, filing }: Pick<CityPack, 'categories' | 'filing'>,
  text: string,
): Category[] {
  const inOrder = [...categories].sort((one, other) => placeOf(one) - placeOf(other));
  const hits = new Map(categories.map(({ code, keywords }) => [code, countSpoken(text, keywords)]));
  return inOrder.sort((one, other) => (hits.get(other.code) ?? 0) - (hits.get(one.code) ?? 0));

  function placeOf({ code }: Category): number {
    const place = filing.likelyFirst.indexOf(code);
    return place === -1 ? filing.likelyFirst.length : place;
  }
}
