import { runMain } from '../config/run-main';
import { runWorker } from './run-worker';

runMain(runWorker);
