// The page of a session: its feed in three views, and what is beside it, kept up to date without moving what one reads.
import { calm, follow } from './live.js';
import { feed } from './feed.js';
import { watch } from './favourites.js';
import { dropShots, filmstrip, keepLatest, renewFilm } from './film.js';
import { morphAll } from './morph.js';
import { countParts, parts, showPart } from './parts.js';
import { showQuestions } from './questions.js';
import { drawNow, markReading, scrubbing } from './strip.js';
import { showViewers, tick } from './talk.js';
import { localize } from './times.js';

const main = document.getElementById('content'), zone = main.dataset.zone, posts = feed(main);
const head = document.getElementById('posts'), words = { latest: 'Posts, newest first', start: 'Posts, from the start', top: 'Catch me up' };
let viewers = null, turns = 0;

follow({
  url: main.dataset.live, after: main.dataset.after, programme: main.dataset.programme, digest: main.dataset.digest,
  on: {
    ...posts.on,
    removed(ids) {
      posts.on.removed(ids);
      dropShots(ids);
      for (const id of ids) document.querySelector(`#top [data-post="${CSS.escape(id)}"]`)?.remove();
    },
    digest(html) {
      keepLatest(() => morphAll(html));
      renew();
    },
    questions(html) {
      showQuestions(html);
      countParts();
    },
    pulse(pulses) {
      const own = pulses.find(pulse => pulse.session === main.dataset.session);
      if (own) showViewers(viewers = own.viewers);
    },
  },
});

/** After what is beside the posts came anew. */
function renew() {
  localize(document.getElementById('talk'), zone);
  localize(document.getElementById('top'), zone);
  if (viewers !== null) showViewers(viewers);
  tick();
  drawNow();
  renewFilm();
  countParts();
}

/** One of the three views; what is in the address shows it again. */
async function turn(view, from = null, { push = true, top = true } = {}) {
  const mine = ++turns, shown = view === 'top' || await posts.show(view === 'latest', from ?? 0);
  // Another was chosen meanwhile.
  if (mine !== turns || shown === null) return;
  if (!shown) return location.assign(addressOf(view, from));
  main.dataset.view = view;
  head.textContent = words[view];
  for (const pill of document.querySelectorAll('#views a')) {
    if (pill.dataset.view === view) pill.setAttribute('aria-current', 'true');
    else pill.removeAttribute('aria-current');
  }
  if (push) history.pushState({ view, from }, '', addressOf(view, from));
  showPart('feed');
  if (top) toFeed();
}

/** The strip goes on top where the feed below it would be out of sight. */
function toStrip() {
  if (document.getElementById('feed').getBoundingClientRect().top < innerHeight * .6) return;
  scrollBy({ top: document.getElementById('strip').getBoundingClientRect().top - 40, behavior: calm() ? 'instant' : 'smooth' });
}

/** The feed's head comes into sight where it is not; nothing moves where it is. */
function toFeed() {
  const views = document.getElementById('views'), at = views.getBoundingClientRect(), bar = document.getElementById('parts').offsetHeight;
  if (at.top < bar || at.bottom > innerHeight * .6) scrollBy({ top: at.top - bar - 16, behavior: calm() ? 'instant' : 'smooth' });
}

function addressOf(view, from) {
  const address = new URL(location.pathname, location);
  if (view !== 'latest') address.searchParams.set('view', view);
  if (from) address.searchParams.set('from', from);
  return address;
}

main.addEventListener('click', event => {
  const link = event.target.closest('a[data-view]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  turn(link.dataset.view);
});
document.getElementById('minutes').addEventListener('click', event => {
  const link = event.target.closest('a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  turn('start', Number(new URL(link.href).searchParams.get('from')));
});
addEventListener('popstate', () => {
  const query = new URLSearchParams(location.search);
  turn(['start', 'top'].includes(query.get('view')) ? query.get('view') : 'latest', Number(query.get('from')) || null, { push: false, top: false });
});

let reading = 0;
addEventListener('scroll', () => {
  reading ||= requestAnimationFrame(() => {
    reading = 0;
    const card = main.dataset.view !== 'top' && posts.inView(), time = card?.querySelector?.('.when time');
    if (time) markReading(new Date(time.dateTime));
  });
}, { passive: true });

watch(main.dataset.slug);
parts(posts.inView);
if (document.getElementById('talk').dataset.phase === 'live') document.querySelector('#film .reel')?.scrollBy({ left: 1e6, behavior: 'instant' });
filmstrip(from => turn('start', from));
scrubbing(zone, from => turn('start', from, { top: false }).then(toStrip));
localize(document, zone);
renew();
setInterval(tick, 1_000);
setInterval(drawNow, 10_000);
