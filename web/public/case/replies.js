/** Marks a gap to fill in before a reply is sent. */
const GAP = '…';

/** Inserts a saved reply into its field. Listens on the whole page, because its parts may be swapped. */
export function offerReplies() {
  document.documentElement.classList.add('has-script');
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('.replies-in button') : null;
    const replies = button?.closest('[data-replies]');
    if (replies instanceof HTMLElement) use(replies);
  });
}

/** @param {HTMLElement} replies */
function use(replies) {
  const select = replies.querySelector('select');
  const field = document.getElementById(replies.dataset.replies ?? '');
  const chosen = select?.value ?? '';
  if (!(field instanceof HTMLTextAreaElement) || chosen === '') return;
  const text = replies.querySelectorAll('dd')[Number(chosen)]?.textContent ?? '';
  const typed = field.value.trimEnd();
  const start = typed === '' ? 0 : typed.length + 2;
  field.value = typed === '' ? text : `${typed}\n\n${text}`;
  field.focus();
  const gap = text.indexOf(GAP);
  if (gap < 0) field.setSelectionRange(field.value.length, field.value.length);
  else field.setSelectionRange(start + gap, start + gap + GAP.length);
}
