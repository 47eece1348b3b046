/** What the search over reports finds stays by: a part of a plate among the newest, a booking, a shared-parking order. */
export const searching = `
DROP INDEX stay_entered;
CREATE INDEX stay_entered ON stay (entered_at, plate);
CREATE INDEX stay_booking ON stay (booking_code) WHERE booking_code IS NOT NULL;
CREATE INDEX stay_order ON stay (order_no) WHERE order_no IS NOT NULL;
`;
