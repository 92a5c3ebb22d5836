import { countPhrases } from '../filing/phrases';

interface Keyed {
  readonly keywords: readonly string[];
}

/**
 * The city's service that a text seems to be meant for: the one with the most of its words in the text, and more than
 * any category has. A tie goes to the complaint. Null for most texts. The phone has a twin,
 * `web/public/device/service-for.js`; both are tested on the same texts.
 */
export function serviceFor<Service extends Keyed>(
  text: string,
  { services, categories }: { services: readonly Service[]; categories: readonly Keyed[] },
): Service | null {
  const hits = ({ keywords }: Keyed) => countPhrases(text, keywords);
  const enough = Math.max(0, ...categories.map(hits)) + 1;
  const [likeliest] = services
    .map((service) => ({ service, count: hits(service) }))
    .filter(({ count }) => count >= enough)
    .sort((one, other) => other.count - one.count);
  return likeliest?.service ?? null;
}
