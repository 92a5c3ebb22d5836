import { installKillPoints } from '../kill-points/install-kill-points';
import { PRODUCT_MAINS } from '../system/main-paths';

installKillPoints();
// After the kill points stand, so that nothing has talked to PostgreSQL yet.
void import(PRODUCT_MAINS.api);
