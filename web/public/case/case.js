// The page of one case. Without this script every form works, and replies can be copied by hand.
import { offerReplies } from './replies.js';
import { unfoldNamed } from './unfold.js';

unfoldNamed();
offerReplies();
