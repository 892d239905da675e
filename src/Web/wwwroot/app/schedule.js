// The schedule: favourites, the viewer's own hour, and what is on by now. Filters are links and a form, and work without any of this.
import { favourites, watch } from './favourites.js';
import { followClock, offerOwnTime } from './on-time.js';
import { localize } from './times.js';

const main = document.getElementById('content'), { zone, event, agenda } = main.dataset;
const onlyMine = document.getElementById('only-mine'), mineAgenda = document.getElementById('mine-agenda');
const found = document.getElementById('found'), words = found?.textContent;

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

localize(main, zone);
followClock(main);
watch(event, narrow);
offerOwnTime(main);

const filter = document.getElementById('filter');
// An address without what was left empty is one to send on.
filter?.addEventListener('formdata', ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
