import type { Words } from '../../zh-CN.ts';

type Setup = Words['setup'];

/** The page of cameras, in English. */
export const cameras: Setup['cameras'] = {
  find: 'Search the network',
  findHint: 'The cameras have to be on the same switch as this machine.',
  finding: 'Searching, about 5 seconds…',
  column: { address: 'Address', maker: 'Maker', model: 'Model', lane: 'For' },
  otherMaker: 'Other',
  take: 'Choose a lane',
  capture: 'Rules of captures, and the port they come to',
  choose: 'Choose the maker',
  about: {
    push: 'The camera posts captures by itself: for cameras with "HTTP push", or a program of yours; the form is in docs/protocols/capture-push.md.',
    hikvision: 'Hikvision: with address, account and password we fetch captures, and can have it lift the arm.',
    vzenith: 'Vzenith: the camera posts captures, and our answer has it lift the arm.',
    dahua: 'Dahua (ITC): the camera posts captures, or we fetch them.',
    still: 'A camera that reads no plates: the desk looks at the picture and types the plate.',
  },
  password: 'Password of the camera',
  passwordHelp: 'The one of its web page.',
  look: 'Take a picture',
  trigger: 'Have it capture once',
  wait: 'Wait for a car',
  stop: 'Stop waiting',
  waiting: 'Waiting since {{time}}. Drive a car up, or hold a plate before the camera…',
  pictureCame: 'A picture came.',
  captured: 'Captured at {{time}}: {{plate}}.',
  size: '{{width}} × {{height}}, {{kilobytes}} KB',
  clockBehind: 'Its clock is {{offset}} behind.',
  clockAhead: 'Its clock is {{offset}} ahead.',
  clockTodo: 'Set NTP on its page: a capture more than 10 seconds off never opens.',
  trouble: {
    'no-answer': 'No answer: check the address and the light of its plug; a browser should show its page there',
    'wrong-password': 'Account or password is wrong',
    'locked-out': 'Too many wrong passwords: it is locked. Wait 30 minutes or switch it off and on',
    'not-allowed': 'The account may not: use the administrator, or allow it parameters and snapshots',
    'bad-answer': 'It answers, but not as a camera of this maker: another maker, or another device',
    'turned-away': 'It came and was turned away: its address or key is another; copy the address below again',
    'door-busy': 'Our port is in use by another program: change the port, or end that program',
  },
};

export const posting: Setup['posting'] = {
  title: 'Where the camera posts',
  where: {
    push: 'Put this address under "HTTP push" or "data upload" of its page.',
    vzenith: 'Its page → Network → HTTP push: host, port and path each in its field; choose JSON.',
    hikvision: 'Press "Do it for me", or its page → Event → Alarm host.',
    dahua: 'Its page → Platform access → ITSAPI: put the address there.',
  },
  show: 'Show the address',
  tell: 'Do it for me',
  telling: 'Telling the camera…',
  told: 'The camera is set. Now wait for a car.',
  several: 'This machine has several network cards: take the one in the network of the camera.',
  curl: 'Without a car, a command line like this posts one:',
  key: 'The key: goes where the camera asks for a token (Bearer); where it knows only name and password, the id of the camera is the name and this the password.',
  keySecret: 'The key is for this camera alone: keep it to yourself.',
  secret: 'There is a key in the address, for this camera alone: keep it to yourself.',
};

export const cameraSite: Setup['site']['lanes']['camera'] = {
  label: 'Camera',
  driver: {
    label: 'Maker',
    choice: {
      push: 'Other: posts by itself',
      hikvision: 'Hikvision',
      vzenith: 'Vzenith',
      dahua: 'Dahua',
      still: 'Pictures only, reads no plates',
    },
  },
  id: { label: 'Id of the camera', help: 'Small letters, digits and dashes; it stands in the address it posts to.' },
  address: { label: 'Address', help: 'Its fixed IP address, e.g. 192.168.1.64: on its label, or found by the search.' },
  user: { label: 'Account', help: 'The sign-in of its page.' },
  mode: { label: 'How captures come', choice: { pull: 'We fetch them', push: 'It posts them' } },
  port: { label: 'Port of its page', help: '80 unless it was changed.' },
  channel: { label: 'Channel', help: '1 for one camera.' },
  output: {
    label: 'Output that lifts the arm',
    help: 'The number at ALARM OUT or IO; empty: its own barrier command.',
  },
  confidenceOf: {
    label: 'Sure is',
    help: 'Its highest mark for a plate; 255 if you do not know.',
    choice: { 100: '100', 255: '255' },
  },
  fixedPath: {
    label: 'Path cannot be changed',
    help: 'It posts to /NotificationInfo only; it is then known by its address alone.',
  },
  picture: { label: 'Path of the picture', help: 'onvif: it says where itself; or a path, e.g. /snapshot.jpg.' },
  silentAfterS: { label: 'Notice after silence', help: 'Empty: 60 seconds where we fetch, else never.' },
};

export const captureSite: Setup['site']['capture'] = {
  label: 'Captures',
  listen: {
    label: 'Received',
    host: { label: 'Address that listens', help: '0.0.0.0: all of them.' },
    port: { label: 'Port that listens', help: 'Cameras post to it.' },
  },
  minConfidence: { label: 'Ask the desk below', help: 'How sure the camera is of the plate.' },
  staleS: { label: 'Too old after', help: 'Further from now it is recorded and never opens.' },
  sameVehicleS: { label: 'The same car within', help: 'Captures of one plate count once.' },
};
