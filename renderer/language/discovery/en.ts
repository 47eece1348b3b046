import type { Words } from '../zh-CN.ts';

/** Why a search for devices found nothing, in English. */
export const discovery: Words['discovery'] = {
  trouble: {
    'not-found': 'There is no such port or address: it is not plugged in, or misspelt',
    busy: 'The port is in use: close the other program; a line that the gatehouse itself uses has to be released first',
    'no-permission': 'This user may not open the port: add it to the group dialout and sign in to the system again',
    failed: 'The port cannot be opened',
    'no-answer': 'No answer: check the wiring (A and B may be swapped), the power and the address of the device',
    garbage: 'Garbage is received: another speed is set, or it is another kind of device',
  },
  namesMissing:
    'The system does not say which adapters these are (udevadm is missing): tell them apart by what appears when one is plugged in',
  noCamera: 'No camera was found: it has to be in the same network, and no firewall between',
  unclaimed: 'The camera is not activated yet: set its password on its own page first',
};
