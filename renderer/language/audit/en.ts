import type { Words } from '../zh-CN.ts';

/** What people do, as the audit names it: a word for each command, in English. */
export const audited: Words['audited'] = {
  session: {
    claim: 'set the first password',
    'sign-in': 'signed in',
    'sign-out': 'signed out',
    lock: 'locked the desk',
    'change-secret': 'changed the own password',
  },
  people: {
    add: 'added a person',
    change: 'changed a person',
    end: 'ended a person',
    return: 'brought a person back',
    'give-secret': 'gave a one-time password',
    list: 'looked at people',
  },
  audit: {
    page: 'looked at the audit',
    check: 'checked the audit',
  },
  upkeep: {
    get: 'looked at upkeep',
  },
  backup: {
    make: 'made a backup',
  },
  support: {
    make: 'packed a file for support',
  },
  restore: {
    ask: 'asked for a restore',
    choose: 'chose a restore',
    cancel: 'cancelled a restore',
  },
  lane: {
    release: 'let a car through',
    refuse: 'refused a car',
    correct: 'corrected a plate',
    'take-candidate': 'took a candidate',
    'no-plate': 'wrote down a car without plate',
    'turn-away': 'wrote down a car that turned away',
    passed: 'confirmed a passage',
    'open-by-hand': 'opened by hand',
    close: 'lowered the arm',
    stop: 'stopped the arm',
    'hold-open': 'held the arm open',
    'end-hold': 'ended a hold',
    'return-to-service': 'put the barrier back in service',
    convert: 'made a reserved lane general',
    'end-conversion': 'made the lane reserved again',
  },
  lot: {
    'set-priority': 'switched the priority',
    'report-illegal-parking': 'wrote down illegal parking',
  },
  exit: {
    'pay-cash': 'took cash',
    'show-code': 'showed a code',
    scan: 'scanned a code',
    'confirm-payment': 'confirmed a payment',
    'cancel-payment': 'cancelled a payment',
    voucher: 'gave a voucher',
    'supply-entry': 'wrote down an entry',
  },
  charges: {
    due: 'looked at what is due',
    'pay-cash': 'took cash away from the arm',
    'show-code': 'showed a code away from the arm',
    scan: 'scanned a code away from the arm',
    refund: 'paid back',
    'send-back': 'sent a payment back',
    'dealt-with': 'dealt with a payment',
    'end-debt': 'ended a debt',
  },
  receipt: {
    print: 'printed a receipt',
  },
  sync: {
    retry: 'tried reports again',
    correct: 'corrected a report',
    dismiss: 'dismissed reports',
    'report-base-data': 'reported base data',
  },
  history: {
    find: 'searched the stays',
    stay: 'looked at a stay',
    correct: 'corrected a stay',
  },
  orders: {
    'decide-refund': 'decided on a refund',
    change: 'changed an order',
    'annul-coupon': 'declared a coupon void',
  },
  pictures: {
    look: 'looked at a picture',
  },
  cards: {
    list: 'looked at cards',
    add: 'added a card',
    change: 'changed a card',
    extend: 'extended a card',
    end: 'ended a card',
    import: 'imported cards',
    'cancel-import': 'cancelled an import',
    'preview-import': 'sent a file of cards',
    'import-rows': 'looked at an import',
  },
};
