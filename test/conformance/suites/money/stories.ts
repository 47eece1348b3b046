import type { PayingLot } from '../../../support/paying-lot.ts';
import { DEBT_STORIES } from './debts.ts';
import { DISCOUNT_STORIES } from './discounts.ts';
import { feeStories } from './fees.ts';
import { ORDER_STORIES } from './orders.ts';
import type { MoneyStory } from './story.ts';

/** All stories about money, at a lot where phones pay so. */
export const moneyStories = (phones: PayingLot['phones']): readonly MoneyStory[] => [
  ...feeStories(phones),
  ...DISCOUNT_STORIES,
  ...DEBT_STORIES,
  ...ORDER_STORIES,
];
