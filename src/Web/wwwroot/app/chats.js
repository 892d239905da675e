// The calendar of chats: what a visitor keeps, their own hour beside each chat's, and what is on by now. All of it works without, but for the stars.
import { favourites, watch } from './favourites.js';
import { followClock, offerOwnTime } from './on-time.js';
import { clock, longDay, localize } from './times.js';

// No event's slug: what is kept here are series.
const KEPT = 'chats';
const main = document.getElementById('content'), { calendar } = main.dataset;
const onlyMine = document.getElementById('only-mine'), mineCalendar = document.getElementById('mine-calendar');
const found = document.getElementById('found'), words = found?.textContent;

/** Shows all, or only what is kept, with the headings that have something under them. */
function narrow(kept = favourites(KEPT)) {
  if (!onlyMine) return;
  const ids = new Set(kept), only = onlyMine.getAttribute('aria-pressed') === 'true';
  let shown = 0;
  for (const item of main.querySelectorAll('[data-series]')) {
    const mine = ids.has(item.dataset.series);
    // What was let go of by mistake can be taken back where it stands.
    item.hidden = only && !mine && !item.contains(document.activeElement);
    if (mine && item.classList.contains('series')) shown++;
  }
  for (const group of main.querySelectorAll('.group')) group.hidden = !group.querySelector('[data-series]:not([hidden])');
  found.textContent = only ? shown ? `${shown} of the chats that you keep.` : 'You keep none of these: the star beside a chat keeps it.' : words;
  onlyMine.hidden = !only && kept.length === 0;
  mineCalendar.hidden = kept.length === 0;
  mineCalendar.href = `${calendar}?series=${kept.map(encodeURIComponent).join(',')}`;
}

onlyMine?.addEventListener('click', () => {
  onlyMine.setAttribute('aria-pressed', String(onlyMine.getAttribute('aria-pressed') !== 'true'));
  narrow();
});

// Each row has a zone of its own; where it is another day for the visitor, that is said too.
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const row of main.querySelectorAll('.talk[data-zone]')) {
  localize(row, row.dataset.zone);
  const at = new Date(row.dataset.start * 1_000), hour = row.querySelector('.own');
  if (hour && longDay(at, own) !== longDay(at, row.dataset.zone)) hour.textContent = `${longDay(at, own).split(' ')[0]} ${clock(at, own)} for you`;
}
followClock(main);
watch(KEPT, narrow);
offerOwnTime(main);
