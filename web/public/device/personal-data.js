/** What in a text looks like personal data: the twin of `web/filing/personal-data.ts`. One test compares the two. */
(() => {
  // Without the twin's lookbehind, which old Safaris cannot parse.
  const IDENTITY_NUMBER = /(^|\D)\d{4}(?:[ .-]?\d{4}){3}(?!\d)/g;
  const PHONE = /(?:^|[^\d.])(?:\+\d|0)(?:[ ().-]{0,2}\d){8,13}(?!\d)/;
  const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}.-]{2}/u;

  /** @param {string} text */
  function personalDataIn(text) {
    const rest = text.replaceAll(IDENTITY_NUMBER, '$1 ');
    return [
      ...(rest === text ? [] : ['identityNumber']),
      ...(PHONE.test(rest) ? ['phone'] : []),
      ...(EMAIL.test(text) ? ['email'] : []),
    ];
  }

  self.sikesal = { ...self.sikesal, personalDataIn };
})();
