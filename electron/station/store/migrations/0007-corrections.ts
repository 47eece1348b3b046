/** Whether a person put a report right since it was sent: a platform may know its number with what it said before. */
export const corrections = `
ALTER TABLE outbox ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0 CHECK (corrected IN (0, 1));
UPDATE outbox SET corrected = 1
WHERE state IN ('waiting', 'parked') AND (platform, interface, business_id) IN (
  SELECT json_extract(data, '$.platform'), json_extract(data, '$.interface'), json_extract(data, '$.businessId')
  FROM fact WHERE kind = 'report-corrected');
`;
