/** What people do to a case over HTTP, written down again so that nothing here depends on the product's tables. */
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
  | 'tell'
  | 'withdraw'
  | 'answer';
