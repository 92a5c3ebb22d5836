import { installKillPoints } from '../kill-points/install-kill-points';
import { PRODUCT_MAINS } from '../system/main-paths';

installKillPoints();
// Only after the kill points are installed, so that nothing has talked to PostgreSQL yet.
void import(PRODUCT_MAINS.api);
