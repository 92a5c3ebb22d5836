// The page of one case. Without this script every form is there, and replies stand to be copied.
import { offerReplies } from './replies.js';
import { unfoldNamed } from './unfold.js';

unfoldNamed();
offerReplies();
