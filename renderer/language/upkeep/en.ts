/** Copies of the store, going back to one, the clock and what is kept how long, in English. */
export const upkeep = {
  title: 'Upkeep',
  loading: 'Reading…',
  asksAgain: 'Asked again by itself; shown once it is read.',
  lastKnown: 'Asked again by itself; below is what was read before.',
  open: 'Upkeep: backups, restoring, what is kept how long',
  failure: {
    'disk-full': 'not enough room on the disk: make some, or choose another folder',
    folder: 'the folder of backups is not there or cannot be written',
    damaged: 'the database or the backup is damaged',
    failed: 'not finished',
  },
  copy: { good: 'good', unsound: 'damaged, of no use', newer: 'of a newer program, of no use' },
  column: {
    at: 'Made at',
    size: 'Size',
    stays: 'Stays',
    charges: 'Charges',
    state: 'State',
    loss: 'What would be missing',
  },
  backup: {
    title: 'Backups',
    hint: 'One each night at {{at}}, {{keep}} are kept, each was opened and checked. They lie in {{folder}}; another disk is best.',
    none: 'No backup yet',
    make: 'Back up now',
    making: 'Backing up {{percent}}%',
    made: 'Backed up at {{time}}',
    notMade: 'Not backed up at {{time}}: {{why}}',
  },
  check: {
    waiting: 'Database: read through by itself 10 minutes after the start',
    sound: 'Database: read through at {{time}}, sound',
    damaged: 'Database: damage found at {{time}}. The lanes go on; restore a backup soon, at a quiet hour.',
  },
  retention: {
    title: 'What is kept how long',
    hint: 'Pictures and plates are kept for {{days}} days; then pictures are removed and plates masked, sums and counts stay. What is still inside, unpaid or unreported is left alone.',
    until: 'Done for what is before {{time}}',
    running: 'Not done yet',
  },
  clock: {
    behind: 'measured at {{time}}: {{offset}} behind, {{delay}} there and back',
    ahead: 'measured at {{time}}: {{offset}} ahead, {{delay}} there and back',
  },
  ask: {
    title: 'Restore a backup',
    hint: 'The lanes stop, and you choose a backup. Until you have, it can be called off.',
    act: 'Stop the lanes and choose a backup',
    because: 'Why restore?',
    ready: ['The database is damaged', 'Wrong entries, go back', 'Another computer'],
  },
};

export const restore = {
  title: 'The database cannot be used; the lanes stand still',
  asked: 'Somebody wants to restore a backup; the lanes stand still',
  gates: 'The arms stay as they are. Use the handle at the barrier, and write down plate, time and money.',
  signIn: 'A supervisor or installer signs in and chooses how to go on. Passwords are those of the newest good backup.',
  only: 'A supervisor or installer must choose. Call them; meanwhile use the handle and write everything down.',
  why: {
    missing: 'The file of the database is gone, or empty.',
    'not-a-database': 'The file of the database was turned into something else.',
    damaged: 'The database is damaged.',
    behind: 'The database is older than its newest backup: what was written last is lost.',
    asked: 'Somebody asked for a backup to be restored: {{detail}}',
  },
  setAside: 'The file was not deleted. It lies in {{folder}}; a technician may save more from it.',
  stays: 'The file is where it was, and is moved (never deleted) once a backup was chosen.',
  none: 'There is no backup. Only an empty database is left; people and passwords are those of the site file.',
  loss: {
    span: 'Records from {{from}} to {{to}}',
    pictures: '{{pictures}} pictures of that time are still on the disk',
    known: 'The file as it was still tells of {{stays}} stays and {{charges}} charges of ¥{{received}}',
    unknown: 'How many stays and how much money, the file as it was tells no more',
  },
  after: {
    title: 'After restoring',
    platform:
      'Bookings, shared orders and lists: ask the platform to send those since the backup again; base data can be reported again on the sync screen (U); what the backup had not reported is reported again by itself and not counted twice.',
    cars: 'Cars inside: those that came since the backup will have no entry record at the exit, supply it; those that left still count as inside, check and correct.',
    money:
      'Money: what was taken since the backup stands only on receipts and with the payment provider. Compare the accounts.',
  },
  newest: 'The newest good one',
  choose: 'Use this one',
  sure: 'Go on with the backup of {{time}}?',
  empty: 'No backup, begin empty',
  sureEmpty: 'Begin with an empty database?',
  because: ['The database is damaged', 'The supervisor agrees', 'The installer handles it'],
  working: 'Restoring; work begins by itself after a check…',
  failed: 'Not restored: {{why}}. You can choose another.',
  cancel: 'Do not restore, go on as before',
};

export const upkeepNotices = {
  'backup-old': {
    lost: 'No new backup for two days',
    works: 'Lanes and records go on.',
    todo: 'A supervisor or installer looks under About, Upkeep, for why.',
  },
  'reports-not-written': {
    lost: 'Reports are not written to their folder: {{detail}}',
    works: 'Gates and records go on; the reports can be seen under “Reports”.',
    todo: 'A supervisor or installer looks at the disk of the folder, its room and its rights.',
  },
  'store-damaged': {
    lost: 'The database is damaged',
    works: 'The lanes go on; some records may not be readable.',
    todo: 'A supervisor or installer restores a backup under About, Upkeep, at a quiet hour.',
  },
  'clock-off': {
    lost: "This machine's clock is off by {{detail}} s",
    works: 'Lanes go on; early and late bookings, and times told to platforms, are off as much.',
    todo: 'An administrator sets it: w32tm /resync on Windows, timedatectl set-ntp true on Linux.',
  },
};
