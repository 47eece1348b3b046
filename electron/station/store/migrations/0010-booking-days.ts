/**
 * What the bookings screen reads by: bookings by their beginning, those that last over a midnight of Beijing (UTC+8), and
 * orders, coupons and the control list from the newest to the oldest, with the plate that a search looks at.
 */
export const bookingDays = `
CREATE INDEX booking_day ON booking (from_at, code);
CREATE INDEX booking_overnight ON booking (from_at, code)
  WHERE (to_at + kept_min * 60000 + 28800000) / 86400000 > (from_at + 28800000) / 86400000;
CREATE INDEX share_order_newest ON share_order (state, received_at, order_no, plate);
-- The one above finds the orders that nobody paid as well.
DROP INDEX share_order_unpaid;
CREATE INDEX coupon_newest ON coupon (state, received_at, coupon_no, plate);
CREATE INDEX control_newest ON control_entry (state, received_at, id, plate);
`;
