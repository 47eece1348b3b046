import type { Tx } from '../ledger/record.ts';
import { temporaryPlate } from '../policy/temporary-plate.ts';
import type { Db } from '../store/open.ts';

/** Gives cars without a plate one that no other car inside has, and that was given to no car lately. */
export interface TemporaryPlates {
  /** The plate that the next such car gets. */
  next(): string;
  /** It is given. Throws when it is not the next one any more. */
  give(tx: Tx, plate: string, arrivalId: string): void;
}

/** `isInside`: whether a car of this plate is. Numbers go on over a restart: each is kept with whom it was given to. */
export function createTemporaryPlates(db: Db, isInside: (plate: string) => boolean): TemporaryPlates {
  const last = db.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'temporary_plate'`).pluck();
  const add = db.prepare('INSERT INTO temporary_plate (number, plate, arrival_id, at) VALUES (?, ?, ?, ?)');

  /** Ends, since a lot has fewer places than there are numbers. */
  function nextNumber(): number {
    let number = (last.get() ?? 0) + 1;
    while (isInside(temporaryPlate(number))) number += 1;
    return number;
  }

  return {
    next: () => temporaryPlate(nextNumber()),
    give(tx, plate, arrivalId) {
      const number = nextNumber();
      if (temporaryPlate(number) !== plate) throw new Error(`${plate} is not the next temporary plate`);
      add.run(number, plate, arrivalId, tx.at);
    },
  };
}
