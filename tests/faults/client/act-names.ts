/** What people do to a case over HTTP; written down once more, so that nothing here depends on the product's own tables. */
export type ActName =
  | 'acknowledge'
  | 'start'
  | 'resolve'
  | 'reject'
  | 'reassign'
  | 'extend'
  | 'notes'
  | 'merge'
  | 'ask'
  | 'assign'
  | 'nudge'
  | 'take_over'
  | 'confirm'
  | 'reopen'
  | 'withdraw'
  | 'answer';
