import { stopSharedParts } from './shared-parts';

export default stopSharedParts;
