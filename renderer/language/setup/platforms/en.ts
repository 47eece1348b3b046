import type { Words } from '../../zh-CN.ts';

type Setup = Words['setup'];

/** The page of platforms, in English. */
export const platforms: Setup['platforms'] = {
  db4403: {
    title: 'Shared-parking platform (DB4403/T)',
    hint: 'Shenzhen: takes entries and exits, sends bookings and orders.',
  },
  citybrain: { title: 'City Brain', hint: 'Takes entries, exits and pictures; a heartbeat every half minute.' },
  transport: 'How it is reached',
  way: { mqtts: 'MQTTS (a client id was given out)', https: 'HTTPS (the platform calls this machine)' },
  trust: 'How the platform is known',
  trustHint:
    'Signed by a public authority: leave both empty. Signed by the platform itself: its CA file or its fingerprint, one of them is enough.',
  inboundHttps: 'With HTTPS the platform calls this machine, so it needs a certificate of its own and an open port.',
  secret: {
    password: { label: 'Password', help: 'Given out with the account.' },
    secret: { label: 'Signing secret', help: 'Given out by the platform as "secret" or "salt".' },
    inboundToken: { label: 'Token of the platform', help: 'Agreed with it, at least 32 characters.' },
    payPageKey: { label: 'Key of the pay page', help: 'Agreed with it, at least 16 characters.' },
    appSecret: { label: 'App secret', help: 'Given out as app_secret, 16 characters.' },
  },
  tryHint: 'It connects and signs in; nothing is reported.',
  try: 'Connect and sign in',
  step: { settings: 'What is filled in', connect: 'Connection', certificate: 'Certificate', login: 'Sign-in' },
};

export const platformsSite: Setup['site']['platforms'] = {
  label: 'Platforms',
  kind: { label: 'Platform', choice: { db4403: 'Shared-parking platform', citybrain: 'City Brain' } },
  transport: { label: 'Transport', choice: { mqtts: 'MQTTS', https: 'HTTPS' } },
  url: { label: 'Address', help: 'As the platform gives it, with mqtts:// or https:// before it.' },
  clientId: { label: 'Client id', help: 'Given out as clientId.' },
  username: { label: 'User name', help: 'Only where the platform gave one as well.' },
  userId: { label: 'Account', help: 'Given out as userId.' },
  appId: { label: 'App id', help: 'Given out as app_id.' },
  parkingLotNo: { label: 'Number of the lot', help: 'Given out as parking_lot_no.' },
  ports: { label: 'Numbers of entrances and exits', help: 'Given out as port_no; each lane needs one.' },
  caFile: { label: 'CA file', help: 'The PEM file of the platform.' },
  pinnedSha256: { label: 'Fingerprint', help: 'SHA-256, 64 hex digits. Set: only this certificate is accepted.' },
  imageUpload: {
    label: 'Upload pictures',
    help: 'Pictures always go over HTTPS; where the platform gave an address and account for them.',
    url: { label: 'Address of pictures', help: 'Begins with https://.' },
    userId: { label: 'Account of pictures' },
  },
  inbound: {
    label: 'Service port of this machine',
    help: 'Where the platform, or drivers, are to reach this machine.',
    listen: {
      label: 'Listens',
      host: { label: 'Address of this machine', help: '0.0.0.0: all of them.' },
      port: { label: 'Port', help: 'To be let through by the router.' },
    },
    publicUrl: { label: 'Address from outside', help: 'How drivers get here, e.g. https://park.example:8443.' },
    certFile: { label: 'Our certificate', help: 'PEM with its chain.' },
    keyFile: { label: 'Its private key', help: 'PEM, without a password.' },
    perSecond: { label: 'Requests a second', help: 'More from one place are refused.' },
  },
  version: { label: 'Version of the interface', help: 'Mostly v1.' },
  batch: { label: 'Most in one message', help: '1 for a platform that takes one at a time.' },
  freshnessS: { label: 'How old a message may be', help: 'Older ones are refused.' },
  codes: { label: 'Interface codes' },
  imageUrl: { label: 'Address of a picture', help: 'Only where the platform lays down its form; {id} is the picture.' },
  heartbeatS: { label: 'Heartbeat' },
  snapshots: { label: 'Upload pictures' },
};
