/** What is due within these hours counts as soon: on every page, in every mail and in staff's lists. */
export const SOON_HOURS = 6;
