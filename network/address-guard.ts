import ipaddr from 'ipaddr.js';

type Network = ReturnType<typeof ipaddr.parseCIDR>;

export interface AddressGuard {
  /** Whether the operator allows calls to the address's network. */
  isAllowed(address: string): boolean;
  isPublic(address: string): boolean;
}

/** The only IPv6 range allocated to the public internet. Source: IANA, IPv6 Global Unicast Address Space. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');
/**
 * Looks public, but is Azure's own platform address on each of its machines. Source: Microsoft, “What is IP
 * address 168.63.129.16?”
 */
const AZURE_PLATFORM = '168.63.129.16';

/**
 * Tells public addresses from all others: loopback, private, link-local (where clouds keep their metadata), shared,
 * multicast, reserved, and IPv6 that stands for an IPv4 address by mapping, translation or a tunnel.
 */
export function createAddressGuard(allowedNetworks: readonly string[]): AddressGuard {
  const networks: Network[] = allowedNetworks.map((network) => ipaddr.parseCIDR(network));
  return {
    isAllowed(address) {
      if (!ipaddr.isValid(address)) return false;
      const parsed = ipaddr.parse(address);
      return networks.some((network) => parsed.kind() === network[0].kind() && parsed.match(network));
    },
    isPublic,
  };
}

function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || address === AZURE_PLATFORM) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST);
}
