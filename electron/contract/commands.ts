import { z } from 'zod';
import { auditCheck, auditPage, personView, secretText, signInView } from './access.ts';
import { baseDataView } from './base-data.ts';
import { billPreview, billQuery } from './bill.ts';
import { boardView } from './board.ts';
import {
  bookingFigures,
  bookingPage,
  bookingQuery,
  controlPage,
  controlQuery,
  couponPage,
  couponQuery,
  orderPage,
  orderQuery,
} from './bookings.ts';
import {
  cardFields,
  cardFile,
  cardNo,
  cardPage,
  cardPaid,
  cardQuery,
  FILE_PART_BYTES,
  importPreview,
  MOST_FILE_BYTES,
} from './cards.ts';
import { stayDues } from './charges.ts';
import { historyChoices, historyKind, historyPage, stayFile } from './history.ts';
import { openingsQuery, openingsView } from './openings.ts';
import { refundView } from './orders.ts';
import { receiptView } from './receipt.ts';
import { because, command, done, key, laneId, personName } from './command.ts';
import { setupCommands } from './setup-commands.ts';
import { reportCommands } from './reports.ts';
import { shiftCommands } from './shift.ts';
import { foundFiles, reportPage, syncView } from './sync.ts';
import { restoreView, upkeepView } from './upkeep.ts';
import { carColour, carModel, plateColour, role, vehicleClass } from './vocabulary.ts';
import { visibleText } from './visible-text.ts';

/**
 * Every command, once: what goes in, what comes out, who may. The station parses the input at its door.
 * Commands that change something carry `key`, made by the window once per press: the same key twice is one act.
 */

const arrivalId = z.string().min(1).max(64);

const platform = z.string().min(1).max(32);
const reportSeq = z.int().min(1);
const plate = visibleText.trim().min(1).max(16);
/** Money. */
const fen = z.int().min(0).max(100_000_000);
const businessNo = z.string().min(1).max(64);

/** Cash: with it what is owed from before (all of it, or none), and what was told to have come by phone already. */
const cash = { debts: fen.default(0), came: fen.default(0), given: fen };
/** What the phone of a driver shows. */
const payCode = z.string().regex(/^[0-9A-Za-z]{10,64}$/);
/** Money for a stay whose car stands at no arm that it opens. */
const elsewhere = { key, stayId: businessNo, laneId: laneId.nullable() };
const byPhone = { ...elsewhere, due: fen.min(1), until: z.int().nullable() };

const person = z.string().min(1).max(32);

export const commands = {
  /** Who sits at the desk, and who may come to it. */
  'session.get': command('anyone', z.object({}), signInView),
  /** The first password of the site, given by its installer or supervisor to themselves. */
  'session.claim': command('anyone', z.object({ person, secret: secretText }), done),
  /** Also unlocks the desk, and relieves whoever sits there. */
  'session.sign-in': command('anyone', z.object({ person, secret: secretText }), done),
  'session.sign-out': command('anyone', z.object({}), done),
  'session.lock': command('anyone', z.object({}), done),
  /** A hand is on the desk: it does not lock itself yet. */
  'session.alive': command('viewer', z.object({}), done),
  /** One's own password. */
  'session.change-secret': command('viewer', z.object({ old: secretText, next: secretText }), done),

  'people.list': command('manager', z.object({}), z.object({ people: z.array(personView) })),
  'people.add': command('manager', z.object({ key, name: personName, role }), done),
  'people.change': command('manager', z.object({ key, person, name: personName, role }), done),
  /** Works here no more: signs in no more, and stays in the records. */
  'people.end': command('manager', z.object({ key, person, because }), done),
  'people.return': command('manager', z.object({ key, person, because }), done),
  /** A password for one sign-in, told once, to be changed then. Ends a wait after wrong ones. */
  'people.give-secret': command('manager', z.object({ person }), z.object({ secret: z.string() })),
  /** Who did what, and whether the chain of it is whole. */
  'audit.page': command(
    'manager',
    z.object({
      skip: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
      person: person.optional(),
    }),
    auditPage,
  ),
  'audit.check': command('manager', z.object({}), auditCheck),

  /** Copies of the store, its check, and what is kept how long. */
  'upkeep.get': command('manager', z.object({}), upkeepView),
  /** Makes a copy of the store now, unless one is being made; `upkeep.get` tells what becomes of it. */
  'backup.make': command('manager', z.object({ key }), done),
  /** The file for whoever helps from afar: a zip in base64, plates masked, no secret in it. It is sent to nobody. */
  'support.make': command('manager', z.object({}), z.object({ file: z.base64() })),
  /** Leaves the gates to go back to a copy: the station begins anew and asks which. */
  'restore.ask': command('manager', z.object({ key, because }), done),
  /** Why the store is not worked with, and what can be gone back to; `not-now`: it is worked with. */
  'restore.get': command('viewer', z.object({}), restoreView),
  /** Goes on with a copy, or null: with an empty store. `restore.get` tells how far it is, until the station begins anew. */
  'restore.choose': command('manager', z.object({ key, file: z.string().max(100).nullable(), because }), done),
  /** Goes on with the store as it is, where a person asked and nobody chose. */
  'restore.cancel': command('manager', z.object({ key }), done),

  ...setupCommands,

  ...shiftCommands,
  ...reportCommands,

  /** What a camera sees now; null: no picture yet. Asked for at most some times a second while somebody looks. */
  'cameras.look': command(
    'viewer',
    z.object({ laneId }),
    z.object({
      /** JPEG in base64. */
      image: z.string().nullable(),
      at: z.int().nullable(),
      trouble: z
        .enum(['no-pictures', 'no-answer', 'wrong-password', 'locked-out', 'not-allowed', 'bad-answer'])
        .nullable(),
    }),
  ),
  /** A car stands before a camera that reads no plates (or did not read it): its plate as a person reads it. */
  'lane.type-plate': command('attendant', z.object({ key, laneId, plate }), done),

  /** Main asks it before it serves a filed picture: whether the desk may see it. A look back leaves a line in the audit. */
  'pictures.look': command('viewer', z.object({ path: z.string().min(1).max(200) }), done),

  /** The whole board; events follow from its revision on. */
  'board.get': command('viewer', z.object({}), boardView),

  /** Let the car at the lane through. A car the rules hold or refuse needs a reason (an override). */
  'lane.release': command(
    'attendant',
    z.object({ key, laneId, arrivalId, as: vehicleClass.optional(), because: because.optional() }),
    done,
  ),
  /** Keep the arm down for this car and say why. */
  'lane.refuse': command('attendant', z.object({ key, laneId, arrivalId, because: because.optional() }), done),
  /** The plate as the attendant reads it. */
  'lane.correct': command('attendant', z.object({ key, laneId, arrivalId, plate }), done),
  /** The car at the lane is this booking's or this stay's. */
  'lane.take-candidate': command('attendant', z.object({ key, laneId, arrivalId, candidateId: z.string() }), done),
  /** It has no plate: it gets a temporary one, and comes in as any other car. */
  'lane.no-plate': command('attendant', z.object({ key, laneId, arrivalId }), done),
  /**
   * Cash for the stay of the car at an exit: taken, and the arm goes up. `due`: the sum that the screen said; `debts`: all
   * that its plate owes from before, or nothing of it; `came`: what the person was told of that came by phone; fen.
   */
  'exit.pay-cash': command('attendant', z.object({ key, laneId, arrivalId, due: fen, ...cash }), done),
  /** A code is shown that the driver scans. What becomes of it comes with the lane's card. */
  'exit.show-code': command('attendant', z.object({ key, laneId, arrivalId, due: fen.min(1) }), done),
  /** The code of the driver's phone was scanned. */
  'exit.scan': command('attendant', z.object({ key, laneId, arrivalId, due: fen.min(1), code: payCode }), done),
  /** A person saw that the money came, where no provider says so. */
  'exit.confirm-payment': command('attendant', z.object({ key, tradeNo: businessNo }), done),
  'exit.cancel-payment': command('attendant', z.object({ key, tradeNo: businessNo }), done),
  /** A voucher of the lot itself, off what is due. */
  'exit.voucher': command('attendant', z.object({ key, laneId, arrivalId, voucherId: z.string().max(32) }), done),
  /** The car at an exit came in unseen: a person says when. */
  'exit.supply-entry': command(
    'attendant',
    z.object({ key, laneId, arrivalId, enteredAt: z.int().min(0), because }),
    done,
  ),
  /** What is to be paid for a stay, wherever its car stands. `until`: as it was told a moment ago, so that the sum stays. */
  'charges.due': command('viewer', z.object({ stayId: businessNo, until: z.int().min(0).nullable() }), stayDues),
  /** Cash for a stay that is paid ahead, for what its plate owes from before, or for both. `laneId`: where it was taken. */
  'charges.pay-cash': command(
    'attendant',
    z.object({ ...elsewhere, fee: z.object({ due: fen.min(1), until: z.int() }).nullable(), ...cash }),
    done,
  ),
  /** A code is shown for such a stay; `until` null: for what it owes since it left. */
  'charges.show-code': command('attendant', z.object(byPhone), done),
  'charges.scan': command('attendant', z.object({ ...byPhone, code: payCode }), done),
  /** Pays back a part of a charge. */
  'charges.refund': command('supervisor', z.object({ key, chargeId: businessNo, amount: fen.min(1), because }), done),
  /** The receipt of a charge as it would be printed now, and what became of the last attempt. */
  'receipt.get': command('viewer', z.object({ chargeId: businessNo }), receiptView),
  /** Prints it once; from the second time on it says that it was printed before. */
  'receipt.print': command('attendant', z.object({ key, chargeId: businessNo }), done),
  /** Money that came twice, or was not what was asked for, goes back the way it came, all of it. */
  'charges.send-back': command('supervisor', z.object({ key, tradeNo: businessNo, because }), done),
  /** A person dealt with such money otherwise. */
  'charges.dealt-with': command('supervisor', z.object({ key, tradeNo: businessNo, because }), done),
  /** A debt was paid otherwise, or is let off. */
  'charges.end-debt': command(
    'supervisor',
    z.object({ key, stayId: businessNo, state: z.enum(['paid', 'waived']), because }),
    done,
  ),

  /** The car went back: its entry is void, what it held is free. */
  'lane.turn-away': command('attendant', z.object({ key, laneId, arrivalId: arrivalId.nullable() }), done),
  /** After a restart the program cannot tell: the attendant saw the car go through. */
  'lane.passed': command('attendant', z.object({ key, laneId, arrivalId: arrivalId.nullable() }), done),
  /** Lift the arm for whatever stands there. */
  'lane.open-by-hand': command('attendant', z.object({ key, laneId, because }), done),
  /** Lower the arm once its loops are clear. Ends a hold. */
  'lane.close': command('attendant', z.object({ key, laneId }), done),
  /** Stop the arm where it is, at a lane whose board has a contact for that. */
  'lane.stop': command('attendant', z.object({ key, laneId }), done),
  /** Lift the arm and leave it up until a hand ends it. */
  'lane.hold-open': command('attendant', z.object({ key, laneId, because }), done),
  'lane.end-hold': command('attendant', z.object({ key, laneId }), done),
  /** A person looked at the arm: pulses may be sent again. */
  'lane.return-to-service': command('attendant', z.object({ key, laneId }), done),

  /** A reserved-only entrance takes all cars until an instant, within a day (6.3.2). */
  'lane.convert': command('attendant', z.object({ key, laneId, until: z.int(), because }), done),
  'lane.end-conversion': command('attendant', z.object({ key, laneId }), done),
  /** Reserved cars first: on or off until an instant (null: until somebody says otherwise), or by the hours again (6.3.5). */
  'lot.set-priority': command(
    'attendant',
    z.object({ key, mode: z.enum(['on', 'off', 'schedule']), until: z.int().nullable(), because }),
    done,
  ),

  /**
   * A vehicle is parked where it must not be, or blocks others: written down, and reported (1003 of table A.3). `laneId`:
   * the lane it stands at; without one the words say where.
   */
  'lot.report-illegal-parking': command(
    'attendant',
    z.object({ key, laneId: laneId.nullable(), plate: plate.optional(), because }),
    done,
  ),

  /** Why each arm went up in a period, beside what went through. */
  'openings.get': command('viewer', openingsQuery, openingsView),

  /** The sync screen's figures. */
  'sync.get': command('viewer', z.object({}), syncView),
  /** Reports in the queue: the newest parked, the oldest waiting, the newest settled; `after` is the last one seen. */
  'sync.items': command(
    'viewer',
    z.object({
      platform,
      state: z.enum(['parked', 'waiting', 'acknowledged', 'dismissed']),
      interface: z.string().max(64).optional(),
      after: reportSeq.optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    reportPage,
  ),
  /**
   * All reports of the stays, bookings and orders that a text names: a part of a plate, the beginning of an order number
   * of either side, of a booking's or a shared-parking order's number, or of a report's own id.
   */
  'sync.find': command('viewer', z.object({ text: z.string().trim().min(2).max(64) }), foundFiles),
  /** Lets a parked report (or all, or all of an interface) try again as it is. */
  'sync.retry': command(
    'attendant',
    z.object({ key, platform, seq: reportSeq.optional(), interface: z.string().max(64).optional() }),
    done,
  ),
  /** A parked report is put right: fields in the platform's own names, as text. Reported by table 30 where it is a record. */
  'sync.correct': command(
    'supervisor',
    z.object({ key, platform, seq: reportSeq, fields: z.record(z.string().max(64), z.string().max(500)), because }),
    done,
  ),
  /** A parked report is given up, with a reason; what waited behind it goes on. */
  'sync.dismiss': command('supervisor', z.object({ key, platform, seq: reportSeq, because }), done),
  /** What the site file says of the lot beside what the platform holds (7.3.3). */
  'sync.base-data': command('viewer', z.object({ platform }), z.array(baseDataView)),
  /** Reports all base data afresh. */
  'sync.report-base-data': command('supervisor', z.object({ key, platform }), done),

  /** Lanes and people that a search may name, and whose hands it is in. */
  'history.choices': command('viewer', z.object({}), historyChoices),
  /**
   * Stays, and events that belong to none, newest first, 50 at a time. `text`: a part of a plate, as it is or as it was
   * read. `from` and `to`: when a car came in, or when it happened; UTC ms, both included. `laneId`: in or out by it.
   * `after`: the `next` of the page before.
   */
  'history.find': command(
    'viewer',
    z.object({
      text: z.string().trim().max(32).optional(),
      from: z.int().min(0).optional(),
      to: z.int().min(0).optional(),
      laneId: laneId.optional(),
      kind: historyKind.optional(),
      who: z.string().min(1).max(64).optional(),
      after: z.int().min(0).optional(),
    }),
    historyPage,
  ),
  /** One stay with both pictures, all that happened to it, and what was reported of it. */
  'history.stay': command('viewer', z.object({ stayId: businessNo }), stayFile),
  /** Puts the record of a stay right; what the camera read is kept. Reported by table 30 where a platform was told. */
  'history.correct': command(
    'supervisor',
    z.object({
      key,
      stayId: businessNo,
      plate: plate.optional(),
      plateColour: plateColour.optional(),
      carColour: carColour.optional(),
      carModel: carModel.optional(),
      because,
    }),
    done,
  ),

  /** Refunds that wait for a person, the one to be decided first at the top (tables 59 and 60). */
  'orders.refunds': command('viewer', z.object({}), z.array(refundView)),
  /** Accepts or refuses one; the platform is told (table 49). */
  'orders.decide-refund': command(
    'supervisor',
    z.object({ key, refundNo: businessNo, accept: z.boolean(), because }),
    done,
  ),
  /** Changes or ends an order on this side; the platform is told (table 51). What is absent stays; times are UTC ms. */
  'orders.change': command(
    'supervisor',
    z.object({
      key,
      orderNo: businessNo,
      plate: plate.optional(),
      plateColour: plateColour.optional(),
      from: z.int().optional(),
      to: z.int().optional(),
      end: z.literal(true).optional(),
      because,
    }),
    done,
  ),
  /** Declares a coupon void that nobody has used yet. */
  'orders.annul-coupon': command('supervisor', z.object({ key, couponNo: businessNo, because }), done),

  /** What a stay would cost by the site's tariff, line by line: nothing is charged. */
  'tariff.preview': command('viewer', billQuery, billPreview),

  /** The figures of the bookings screen: today, and the places that can still be booked. */
  'bookings.get': command('viewer', z.object({}), bookingFigures),
  /** A page of a day's bookings, by time. */
  'bookings.list': command('viewer', bookingQuery, bookingPage),
  /** Shared-parking orders, coupons and the control list, each from the newest to the oldest. */
  'bookings.orders': command('viewer', orderQuery, orderPage),
  'bookings.coupons': command('viewer', couponQuery, couponPage),
  'bookings.control-list': command('viewer', controlQuery, controlPage),

  /** Month cards and the free list, by their end. */
  'cards.list': command('viewer', cardQuery, cardPage),
  /** One card with all that was done with it, and its cars inside; null: there is none of this number. */
  'cards.get': command('viewer', z.object({ no: cardNo }), cardFile.nullable()),
  /** A new card; without a number it gets the next free one. */
  'cards.add': command(
    'supervisor',
    cardFields.extend({ key, no: visibleText.trim().max(32).optional(), paid: cardPaid.nullable() }),
    done,
  ),
  /** What a card says from now on, the whole of it. */
  'cards.change': command('supervisor', cardFields.extend({ key, no: cardNo, because }), done),
  /** Valid for longer: from its end, or from today when it is over. */
  'cards.extend': command(
    'attendant',
    z.object({
      key,
      no: cardNo,
      by: z.union([
        z.strictObject({ months: z.int().min(1).max(60) }),
        z.strictObject({ days: z.int().min(1).max(3650) }),
      ]),
      paid: cardPaid.nullable(),
    }),
    done,
  ),
  /** No longer valid from now on. */
  'cards.end': command('supervisor', z.object({ key, no: cardNo, because }), done),
  /**
   * A table of cards, XLSX or CSV, part by part in base64: the last part sets it being read. `upload`: made by the window
   * for the file; a newer one takes the place of an older.
   */
  'cards.preview-import': command(
    'supervisor',
    z.object({
      upload: z.uuid(),
      part: z.int().min(0),
      parts: z
        .int()
        .min(1)
        .max(Math.ceil(MOST_FILE_BYTES / FILE_PART_BYTES)),
      bytes: z.string().max(Math.ceil(FILE_PART_BYTES / 3) * 4),
    }),
    importPreview,
  ),
  /** What became of an upload, and a page of its rows from 0 on. */
  'cards.import-rows': command('supervisor', z.object({ upload: z.uuid(), page: z.int().min(0) }), importPreview),
  /**
   * Begins to write all rows of an upload that were shown, or none; `cards.import-rows` tells how far it is. Rows with errors
   * are left out only where the person says so.
   */
  'cards.import': command(
    'supervisor',
    z.object({ key, upload: z.uuid(), leaveOutErrors: z.boolean(), because }),
    done,
  ),
  /** Drops an upload, whatever it is at; `not-now`: what is being written can only be carried to its end. */
  'cards.cancel-import': command('supervisor', z.object({ upload: z.uuid() }), done),
} as const;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandInput<C extends CommandName> = z.input<Commands[C]['input']>;
export type CommandOutput<C extends CommandName> = z.output<Commands[C]['output']>;

/** Errors travel as values; nobody matches message text. */
export const commandError = z.object({
  code: z.enum([
    'unknown-command',
    'bad-input',
    'not-allowed',
    /** Nobody is signed in; the desk is locked; the password must be changed first. */
    'signed-out',
    'locked',
    'must-change',
    'wrong-secret',
    /** Too many wrong passwords: `fields.until`, UTC ms. */
    'wait',
    'not-now',
    'gone',
    'reason-needed',
    /** The draft of the site has mistakes: it is not saved. */
    'bad-site',
    'wrong-passphrase',
    'barrier-not-available',
    'not-recorded',
    'station-down',
    'internal',
  ]),
  /** For logs and developers, English. The window words the code. */
  message: z.string(),
  /** Path → what is wrong, for `bad-input`. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type CommandError = z.infer<typeof commandError>;
