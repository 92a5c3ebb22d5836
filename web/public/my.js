// The reporter's own page. Without this script it has a button that says the same.
import { startKeeping } from './my/keep.js';
import { startSeeing } from './my/seen.js';

startSeeing();
startKeeping();
