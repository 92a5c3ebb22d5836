import ipaddr from 'ipaddr.js';

/** A network that an address is part of. */
export interface Network {
  name: string;
  /** Its allowance as a multiple of the narrowest network's: a wider one has more people behind it. */
  allowance: number;
}

/** Widths in bits, narrowest first; a household or phone has at least a /64 of IPv6. */
const WIDTHS = {
  ipv4: [
    { bits: 32, allowance: 1 },
    { bits: 24, allowance: 4 },
  ],
  ipv6: [
    { bits: 64, allowance: 1 },
    { bits: 56, allowance: 4 },
    { bits: 48, allowance: 16 },
  ],
};

/** Everything that is not an address counts as one network. */
const UNKNOWN: Network = { name: 'unknown', allowance: 1 };

/** The networks that an address is counted with, from the narrowest to the widest. */
export function networksOf(address: string | undefined): Network[] {
  const parsed = parse(address);
  if (!parsed) return [UNKNOWN];
  return WIDTHS[parsed.kind()].map(({ bits, allowance }) => ({
    name: `${networkAddress(parsed, bits)}/${bits}`,
    allowance,
  }));
}

/** The network whose people wait in one line for their turn: an IPv4 address's /24, an IPv6 address's /64. */
export function networkOf(address: string | undefined): string {
  const networks = networksOf(address);
  const shared = networks.find(({ name }) => name.endsWith('/24') || name.endsWith('/64'));
  return (shared ?? UNKNOWN).name;
}

/**
 * The network that gets one share of what is scarce, such as decoders: an IPv4 address's /24, an IPv6 address's
 * /48. A rented machine may have every /64 of its /48, and would otherwise have as many shares.
 */
export function widestNetworkOf(address: string | undefined): string {
  return (networksOf(address).at(-1) ?? UNKNOWN).name;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Null if it is not an address. Proxies may append a port. */
function parse(address = ''): Address | null {
  const plain = withoutPort(address).replace(/%.*$/, '');
  if (!ipaddr.IPv4.isValidFourPartDecimal(plain) && !ipaddr.IPv6.isValid(plain)) return null;
  return ipaddr.process(plain);
}

function withoutPort(address: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1];
  return bracketed ?? address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}

function networkAddress(address: Address, bits: number): string {
  const cidr = `${address.toString()}/${bits}`;
  return address.kind() === 'ipv4'
    ? ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(cidr).toString();
}
