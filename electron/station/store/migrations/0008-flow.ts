/** What flow control remembers from one car to the next, and what persons changed for a time (6.3.2, 6.3.4, 6.3.5). */
export const flow = `
CREATE TABLE flow (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  state TEXT NOT NULL
) STRICT;
`;
