import ipaddr from 'ipaddr.js';

/** A network that an address is part of. */
export interface Network {
  name: string;
  /** How many times as much as the narrowest it may ask for: the wider, the more people are behind it. */
  allowance: number;
}

/** Widths in bits, from the narrowest; /64 is the least that one household or phone has of IPv6. */
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

/** All of those that are no address are one. */
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

/** The one whose people wait in one line for their turn: an IPv4 address's /24, an IPv6 address's /64. */
export function networkOf(address: string | undefined): string {
  const networks = networksOf(address);
  const shared = networks.find(({ name }) => name.endsWith('/24') || name.endsWith('/64'));
  return (shared ?? UNKNOWN).name;
}

/**
 * The one that has one share of what is scarce, such as decoders: an IPv4 address's /24, an IPv6 address's /48. Whoever rents
 * a machine may have each /64 of it, and would have as many shares.
 */
export function widestNetworkOf(address: string | undefined): string {
  return (networksOf(address).at(-1) ?? UNKNOWN).name;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Null for what is none. Proxies may write a port behind it. */
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
