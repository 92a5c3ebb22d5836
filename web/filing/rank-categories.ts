import type { Category, CityPack } from '../../city/city-pack';
import { countPhrases } from './phrases';

/** All categories: first those whose keywords occur in the text, then the others in the city's order. */
export function rankCategories(
  { categories, filing }: Pick<CityPack, 'categories' | 'filing'>,
  text: string,
): Category[] {
  const inOrder = [...categories].sort((one, other) => rankOf(one) - rankOf(other));
  const hits = new Map(categories.map(({ code, keywords }) => [code, countPhrases(text, keywords)]));
  return inOrder.sort((one, other) => (hits.get(other.code) ?? 0) - (hits.get(one.code) ?? 0));

  function rankOf({ code }: Category): number {
    const index = filing.likelyFirst.indexOf(code);
    return index === -1 ? filing.likelyFirst.length : index;
  }
}
