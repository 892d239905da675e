// The schedule: favourites, the viewer's own hour, and what is on by now. Filters are links and a form, and work without any of this.
import { favourites, watch } from './favourites.js';
import { localize } from './times.js';

const main = document.getElementById('content'), { zone, event, agenda } = main.dataset, OWN_TIME = 'backchannel-own-time';
const onlyMine = document.getElementById('only-mine'), ownTime = document.getElementById('own-time'), mineAgenda = document.getElementById('mine-agenda');
const found = document.getElementById('found'), words = found?.textContent;

/** Marks what is on and what is over; the page may stay open for the whole day. */
function turn() {
  const at = Date.now() / 1_000;
  for (const talk of main.querySelectorAll('.talk:not(.cancelled)')) {
    talk.classList.toggle('over', talk.dataset.end <= at);
    talk.classList.toggle('on', talk.dataset.start <= at && at < talk.dataset.end);
  }
}

/** Shows all, or only what is kept, with the headings that have something under them. */
function narrow(kept = favourites(event)) {
  if (!onlyMine) return;
  const ids = new Set(kept), only = onlyMine.getAttribute('aria-pressed') === 'true';
  let shown = 0;
  for (const talk of main.querySelectorAll('.talk')) {
    const mine = ids.has(talk.dataset.session);
    // What was let go of by mistake can be taken back where it stands.
    talk.hidden = only && !mine && !talk.contains(document.activeElement);
    if (mine) shown++;
  }
  for (const group of main.querySelectorAll('.group')) group.hidden = !group.querySelector('.talk:not([hidden])');
  found.textContent = only ? shown ? `${shown} of your favourites.` : 'None of your favourites is here: the star beside a session keeps it.' : words;
  onlyMine.hidden = !only && kept.length === 0;
  mineAgenda.hidden = kept.length === 0;
  mineAgenda.href = `${agenda}?sessions=${kept.map(encodeURIComponent).join(',')}`;
}

onlyMine?.addEventListener('click', () => {
  onlyMine.setAttribute('aria-pressed', String(onlyMine.getAttribute('aria-pressed') !== 'true'));
  narrow();
});

function showOwn(shown) {
  main.classList.toggle('theirs', !shown);
  ownTime.setAttribute('aria-pressed', String(shown));
}

localize(main, zone);
turn();
setInterval(turn, 30_000);
watch(event, narrow);

if (ownTime && main.querySelector('.own')) {
  ownTime.hidden = false;
  showOwn(remembered());
  ownTime.addEventListener('click', () => {
    const shown = ownTime.getAttribute('aria-pressed') !== 'true';
    showOwn(shown);
    try { localStorage.setItem(OWN_TIME, shown ? 'yes' : 'no'); } catch { /* A browser that stores nothing is asked again. */ }
  });
}

function remembered() {
  try { return localStorage.getItem(OWN_TIME) !== 'no'; } catch { return true; }
}

const filter = document.getElementById('filter');
// An address without what was left empty is one to send on.
filter?.addEventListener('formdata', ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
