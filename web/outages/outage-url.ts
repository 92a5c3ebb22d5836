export const OUTAGES_URL = '/command-centre/outages';
