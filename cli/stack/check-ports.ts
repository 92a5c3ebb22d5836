import { freePort, isPortFree } from '../parts/free-port';
import { PartError } from '../parts/part-error';
import { portsInUse, type StackSettings } from './settings';

/**
 * Checks before anything is started that every port is free.
 *
 * @throws PartError with one sentence for each port that is taken or used twice; it names the port's variable.
 */
export async function checkPorts(settings: StackSettings): Promise<void> {
  const taken: string[] = [];
  const seen = new Map<number, string>();
  for (const name of portsInUse(settings)) {
    const port = settings.ports[name];
    const double = seen.get(port);
    if (double) taken.push(`${name} and ${double} are both ${port}: set ${name} to another port.`);
    else if (!(await isPortFree(port))) {
      taken.push(
        `Port ${port} (${name}) is taken: stop what uses it, or set another one, e.g. ${name}=${await freePort()}.`,
      );
    }
    seen.set(port, name);
  }
  if (taken.length > 0) throw new PartError(taken.join('\n'));
}
