/** Unfolds the form that the address's fragment names, also when such a link is followed on the page. */
export function unfoldNamed() {
  const unfold = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = named?.closest('details');
    if (!named || !folded) return;
    folded.open = true;
    folded.scrollIntoView({ block: 'start' });
    folded.querySelector('summary')?.focus();
  };
  window.addEventListener('hashchange', unfold);
  unfold();
}
