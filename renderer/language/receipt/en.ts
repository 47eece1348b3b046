/** A receipt on the screen, in English. */
export const receipt = {
  title: 'Receipt',
  print: 'Print',
  again: 'Print again',
  which: 'Which receipt',
  nth: '{{nth}} of {{count}}',
  ofLast: 'Receipt of what was paid last',
  loading: 'Reading the receipt…',
  invoice: 'QR code for the invoice',
  printed_one: 'Printed {{count}} time',
  printed_other: 'Printed {{count}} times',
  none: 'There is no printer: it can only be seen here',
  printer: {
    ready: 'The printer is ready',
    'paper-out': 'The printer is out of paper: put some in, then print',
    offline: 'The printer is offline: check its power, cover and cable',
    unknown: 'The printer does not answer: after printing, look whether paper came out',
  },
  last: { printing: 'Printing…', printed: 'Printed' },
  failed: {
    'paper-out': 'Not printed: no paper. Put some in and print again',
    offline: 'Not printed: the printer is offline or its cover is open',
    'not-reachable': 'Not printed: the printer cannot be reached, check power and cable',
    'not-understood': 'Not printed: its answers make no sense, have the installer check baud rate and model',
    busy: 'Not printed: the printer is at work on another receipt',
    interrupted: 'Interrupted: a part may have come out. Look at the paper before printing again',
    unconfirmed: 'Sent, but the printer did not say that it is done. Look at the paper before printing again',
  },
};

/** What the strips at the top of the board say of its printer, in English. */
export const printerNotices = {
  'printer-paper-out': {
    lost: 'Receipt printer out of paper',
    works: 'Money is taken and cars go as usual; receipts can be seen on the screen.',
    todo: 'Put paper in, then press D for the last receipt.',
  },
  'printer-offline': {
    lost: 'Receipt printer cannot be reached',
    works: 'Money is taken and cars go as usual; receipts can be seen on the screen.',
    todo: 'Check its power, its cover and its cable.',
  },
  'receipt-unconfirmed': {
    lost: 'A receipt was not seen to come out',
    works: 'Money is taken and cars go as usual.',
    todo: 'Look at the printer; where it is missing or cut short, press D and print it again.',
  },
};
