// The calendar of chats and its hashtags: what a visitor keeps, their own hour before each chat's, and what is on by now. All of it works without, but for the stars.
import { favourites, watch } from './favourites.js';
import { followClock, offerOwnTime } from './on-time.js';
import { clock, day, shortDay, weekday } from './times.js';

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

// Each chat has a zone of its own. The visitor's hour goes before it, with its day where that is another one or the chat's is named.
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const times of main.querySelectorAll('.times[data-zone]')) {
  const { zone, dated } = times.dataset, [start, end] = [times.dataset.start, times.dataset.end].map(at => at && new Date(at * 1_000));
  const isOtherDay = day(start, own) !== day(start, zone);
  if (clock(start, own) === clock(start, zone) && !isOtherDay) continue;
  const [words, date, hours, whose] = ['span', 'b', 'b', 'span'].map(name => document.createElement(name));
  words.className = 'own';
  whose.textContent = 'for you';
  hours.textContent = end ? `${clock(start, own)}–${clock(end, own)}` : clock(start, own);
  date.textContent = dated !== undefined ? `${shortDay(start, own)},` : isOtherDay ? weekday(start, own) : '';
  words.append(...date.textContent ? [date, ' '] : [], hours, ' ', whose);
  times.prepend(words, ' ');
  times.classList.add('both');
}
followClock(main);
watch(KEPT, narrow);
offerOwnTime(main);
