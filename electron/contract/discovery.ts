import { z } from 'zod';

/** What a search for devices finds, and why it finds nothing. */

/**
 * Why nothing was found on a port. `busy`: another program, or the station itself, has it open. `no-permission`: this user may
 * not open it; on Linux it is to join the group dialout. `no-answer`: silence at every speed. `garbage`: something talks, at
 * another speed or in another language.
 */
export const portTrouble = z.enum(['not-found', 'busy', 'no-permission', 'failed', 'no-answer', 'garbage']);
export type PortTrouble = z.infer<typeof portTrouble>;

/** A serial port of this machine. */
export const foundPort = z.object({
  path: z.string(),
  /** As a person knows it: CH340, FTDI; null: the system does not say. */
  adapter: z.string().nullable(),
  /** Vendor and product, 1a86:7523; null: it is no USB device, or the system does not say. */
  usb: z.string().nullable(),
  /** The entry of links that names it; null: none does. */
  link: z.string().nullable(),
});
export type FoundPort = z.infer<typeof foundPort>;

/** `named` false: the system would not say which adapters they are. */
export const foundPorts = z.object({ ports: z.array(foundPort), named: z.boolean() });
export type FoundPorts = z.infer<typeof foundPorts>;

/** A device that answered on a line. */
export const foundDevice = z.object({
  kind: z.enum(['modbus', 'olm']),
  address: z.int(),
  baudRate: z.int(),
});
export type FoundDevice = z.infer<typeof foundDevice>;

export const probeOutcome = z.discriminatedUnion('type', [
  z.object({ type: z.literal('found'), devices: z.array(foundDevice) }),
  z.object({ type: z.literal('nothing'), trouble: portTrouble, detail: z.string() }),
]);
export type ProbeOutcome = z.infer<typeof probeOutcome>;

/** A camera that made itself known in the network. */
export const foundCamera = z.object({
  address: z.ipv4(),
  /** Of its web server. */
  port: z.int(),
  /** Whose driver is likely to fit; null: any that its maker names. */
  maker: z.enum(['hikvision', 'dahua', 'vzenith']).nullable(),
  model: z.string(),
  serial: z.string(),
  /** The lane whose camera it is already; null: none. */
  lane: z.string().nullable(),
  /** Nobody has given it a password yet; null: it does not say. */
  unclaimed: z.boolean().nullable(),
  by: z.array(z.enum(['ws-discovery', 'sadp'])),
});
export type FoundCamera = z.infer<typeof foundCamera>;
