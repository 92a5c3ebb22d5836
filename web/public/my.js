// The reporter's own page. Without this script it has a button that says the same.
import { startSeeing } from './my/seen.js';

startSeeing();
