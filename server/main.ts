import { runMain } from '../config/run-main';
import { runServer } from './run-server';

runMain(runServer);
