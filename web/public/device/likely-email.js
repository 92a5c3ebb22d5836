/** The address that was probably meant: the twin of `web/forms/likely-email.ts`. One test compares the two. */
(() => {
  const EDITS_AT_MOST = 2;
  const SHORT = 8;

  /** @type {import('./types.js').Sikesal['likelyEmail']} */
  function likelyEmail(email, domains) {
    const at = email.lastIndexOf('@');
    const domain = email.slice(at + 1).toLowerCase();
    if (at < 1 || domain === '' || domains.includes(domain)) return null;
    const meant = nearest(domain, domains) ?? withSameName(domain, domains);
    return meant === null ? null : `${email.slice(0, at)}@${meant}`;
  }

  /** @param {string} domain @param {readonly string[]} domains */
  function nearest(domain, domains) {
    const [closest] = domains
      .map((each) => ({ each, edits: editsBetween(domain, each) }))
      .filter(({ edits }) => edits <= (domain.length < SHORT ? 1 : EDITS_AT_MOST))
      .sort((one, other) => one.edits - other.edits);
    return closest?.each ?? null;
  }

  /** @param {string} domain @param {readonly string[]} domains */
  function withSameName(domain, domains) {
    const nameOf = (/** @type {string} */ each) => each.slice(0, each.indexOf('.'));
    const [only = null, another] = domains.filter((each) => nameOf(each) === nameOf(domain));
    return another === undefined ? only : null;
  }

  /** @param {string} one @param {string} other */
  function editsBetween(one, other) {
    /** @type {number[]} */
    let twoBefore = [];
    let before = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let row = 1; row <= one.length; row += 1) {
      const now = [row];
      for (let at = 1; at <= other.length; at += 1) {
        const same = one[row - 1] === other[at - 1] ? 0 : 1;
        const isSwap = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
        now.push(
          Math.min(
            edits(before, at) + 1,
            edits(now, at - 1) + 1,
            edits(before, at - 1) + same,
            isSwap ? edits(twoBefore, at - 2) + 1 : Infinity,
          ),
        );
      }
      [twoBefore, before] = [before, now];
    }
    return edits(before, other.length);
  }

  /** @param {readonly number[]} row @param {number} at */
  function edits(row, at) {
    return row[at] ?? Infinity;
  }

  self.sikesal = { ...self.sikesal, likelyEmail };
})();
