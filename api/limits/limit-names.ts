/** What is counted apart from everything else; the numbers are settings. */
export type LimitName = 'filing' | 'drafts' | 'support' | 'nearby' | 'lists' | 'exports' | 'statistics';
