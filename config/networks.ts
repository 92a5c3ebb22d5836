import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** Networks as CIDRs, separated by commas; none when empty. */
export const networks = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((entry) => entry.trim()))
  .transform((entries) => entries.filter((entry) => entry !== ''))
  .refine((entries) => entries.every((entry) => ipaddr.isValidCIDR(entry)), {
    error: 'must be networks such as 10.20.0.0/16, with commas between them',
  });
