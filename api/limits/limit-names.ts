/** What has a limit of its own; the numbers are settings. */
export type LimitName = 'filing' | 'drafts' | 'support' | 'nearby' | 'lists' | 'exports' | 'statistics';
