/** The city's service that a text seems to be meant for: the twin of `web/services/service-for.ts`, which says why. */
(() => {
  /** @type {import('./types.js').Sikesal['serviceFor']} */
  function serviceFor(text, { services, categories }) {
    const hits = (/** @type {{ keywords: readonly string[] }} */ { keywords }) =>
      self.sikesal.phrases.countPhrases(text, keywords);
    const enough = Math.max(0, ...categories.map(hits)) + 1;
    const [likeliest] = services
      .map((service) => ({ service, count: hits(service) }))
      .filter(({ count }) => count >= enough)
      .sort((one, other) => other.count - one.count);
    return likeliest?.service ?? null;
  }

  self.sikesal = { ...self.sikesal, serviceFor };
})();
