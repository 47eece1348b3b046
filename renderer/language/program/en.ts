/** The program on its machine, in English: newer versions, the health door, the file for support. */
export const support = {
  title: 'Support',
  hint: 'Puts logs, health, the site file (without secrets), versions, the last 200 lines of the audit and the notices into one file, with plates masked. You say where it goes; the program sends it to nobody.',
  make: 'Export for support',
  making: 'Packing…',
  made: 'Packed: {{size}}',
  name: 'gatehouse-support',
};

export const programNotices = {
  'update-fetched': {
    lost: 'A newer version is here: {{detail}}',
    works: 'The present one works as before.',
    todo: 'Its signature and file were checked. In a quiet hour an administrator ends the program and opens that installer.',
  },
  'health-door': {
    lost: 'The port for monitoring cannot be opened',
    works: 'Gates and records go on; only a monitor gets no answer.',
    todo: 'The installer chooses another port in program.health of the site file, or ends the program that has this one.',
  },
};
