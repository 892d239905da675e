// The calendar of chats: what a visitor keeps, their own hour beside each chat's, and what is on by now. All of it works without, but for the stars.
import { favourites, watch } from './favourites.js';
import { clock, longDay, localize } from './times.js';

// No event's slug: what is kept here are series.
const KEPT = 'chats', OWN_TIME = 'backchannel-own-time';
const main = document.getElementById('content'), { calendar } = main.dataset;
const onlyMine = document.getElementById('only-mine'), ownTime = document.getElementById('own-time'), mineCalendar = document.getElementById('mine-calendar');
const found = document.getElementById('found'), words = found?.textContent;

/** Marks what is on and lets go of what is over; the page may stay open for the whole day. */
function turn() {
  const at = Date.now() / 1_000;
  for (const row of main.querySelectorAll('.talk:not(.cancelled)')) {
    row.classList.toggle('over', row.dataset.end <= at);
    row.classList.toggle('on', row.dataset.start <= at && at < row.dataset.end);
  }
}

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
turn();
setInterval(turn, 30_000);
watch(KEPT, narrow);

function remembered() {
  try { return localStorage.getItem(OWN_TIME) !== 'no'; } catch { return true; }
}

function showOwn(shown) {
  main.classList.toggle('theirs', !shown);
  ownTime.setAttribute('aria-pressed', String(shown));
}

if (ownTime && main.querySelector('.own')) {
  ownTime.hidden = false;
  showOwn(remembered());
  ownTime.addEventListener('click', () => {
    const shown = ownTime.getAttribute('aria-pressed') !== 'true';
    showOwn(shown);
    try { localStorage.setItem(OWN_TIME, shown ? 'yes' : 'no'); } catch { /* A browser that stores nothing is asked again. */ }
  });
}
