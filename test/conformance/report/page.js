/* global document, location, addEventListener */
// The filter of the report. Rows are hidden, never made: what is printed and searched is what stands in the file.
(() => {
  const byId = (id) => document.getElementById(id);
  const [form, words, failures, shown] = ['filter', 'words', 'failures', 'shown'].map(byId);
  const sections = [...document.querySelectorAll('#cases > details')].map((details) => ({
    details,
    title: details.querySelector('summary').textContent.toLowerCase(),
    wasOpen: details.open,
    // Read when something is looked for: reading every case would hold up the page.
    groups: null,
  }));

  const groupsOf = (section) => {
    section.groups ??= [...section.details.querySelectorAll('tbody')].map((body) => {
      const [about, ...rows] = body.rows;
      const name = about.textContent.toLowerCase();
      return {
        body,
        rows: rows.map((row) => ({
          row,
          text: `${section.title} ${name} ${row.textContent.toLowerCase()}`,
          failed: row.firstElementChild.className === 'fail',
        })),
      };
    });
    return section.groups;
  };

  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isAny = wanted.length === 0 && !failures.checked;
    let count = 0;
    for (const section of sections) {
      let found = 0;
      for (const { body, rows } of groupsOf(section)) {
        let here = 0;
        for (const { row, text, failed } of rows) {
          const fits = (failed || !failures.checked) && wanted.every((word) => text.includes(word));
          row.hidden = !fits;
          here += fits ? 1 : 0;
        }
        body.hidden = here === 0;
        found += here;
      }
      section.details.hidden = found === 0;
      section.details.open = isAny ? section.wasOpen : found > 0;
      count += found;
    }
    shown.textContent = isAny ? '' : `${count} 项 cases`;
  };

  let due;
  const soon = () => {
    clearTimeout(due);
    due = setTimeout(filter, 150);
  };
  const openAll = (isOpen) => {
    for (const { details } of sections) if (!details.hidden) details.open = isOpen;
  };
  const openLinked = () => {
    const linked = location.hash === '' ? null : byId(location.hash.slice(1));
    if (linked === null) return;
    linked.open = true;
    linked.scrollIntoView();
  };

  words.addEventListener('input', soon);
  failures.addEventListener('change', filter);
  byId('open').addEventListener('click', () => openAll(true));
  byId('close').addEventListener('click', () => openAll(false));
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', openLinked);
  form.hidden = false;
  openLinked();
})();
