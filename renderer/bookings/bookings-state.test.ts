import { expect, it } from 'vitest';
import { bookingFilter, controlState, couponState, orderState } from '../../electron/contract/bookings.ts';
import { FILTERS } from './bookings-state.ts';

it('each list can be narrowed to whatever the contract knows', () => {
  expect(FILTERS).toEqual({
    bookings: bookingFilter.options,
    orders: orderState.options,
    coupons: couponState.options,
    control: controlState.options,
  });
});
