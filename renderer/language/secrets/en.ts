/** What the strips say of how secrets and settings are kept, in English. */
export const secretsNotices = {
  'secrets-plain': {
    lost: 'The file of secrets is plain, and others may read it',
    works: 'Gates and reports work.',
    todo: 'Call the installer (let its owner alone read it, or move it into the data directory): {{detail}}',
  },
  'secrets-keychain': {
    lost: 'This machine has no keychain: the key of the secrets lies in a file',
    works: 'Gates and reports work.',
    todo: 'Call the installer: a keychain for the system, and a data directory that nobody else can open.',
  },
  'settings-taken-back': {
    lost: 'The settings saved last did not come up: those before are at work again',
    works: 'Gates and reports work.',
    todo: 'Call the installer, who finds them as a draft: {{detail}}',
  },
};
