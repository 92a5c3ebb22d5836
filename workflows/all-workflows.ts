/** Entry point of the workflow bundle: every workflow type under its wire name. */
export { agencyOutageWorkflow } from './agency-outage-workflow';
export { complaintWorkflow } from './complaint-workflow';
export { digestWorkflow } from './digest-workflow';
export { weeklyReportWorkflow } from './weekly-report-workflow';
