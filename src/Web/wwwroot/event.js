// The event page's feed, newest on top. Who is reading is not moved: new posts enter by themselves only while the reader is at the top and has
// not touched the page for a moment; otherwise they wait behind "↑ 12 new". Older posts come as one scrolls back.
import { announcer, calm, cardsOf, find, follow, replace, seq, showEcho } from './live.js';
import { localize } from './times.js';
import { renewSlots, turnSlots } from './slots.js';
import { drawPulse } from './pulse.js';

const main = document.getElementById('content'), feed = document.getElementById('feed');
const pill = document.getElementById('new'), older = document.getElementById('older'), link = older.querySelector('a');
const zone = main.dataset.zone, told = announcer(document.getElementById('said'));
const AT_TOP = 160, STILL_FOR = 2_000, AT_ONCE = 3, BETWEEN = 2_000, MOST = 400;
const waiting = new Map(), gone = new Set();
let missed = 0, touchedAt = -Infinity, enteredAt = -Infinity, loading = false, before = Number(link.dataset.before) || null;

const reading = () =>
  main.dataset.past === 'yes' || scrollY > AT_TOP || performance.now() - touchedAt < STILL_FOR || feed.contains(document.activeElement) || !getSelection().isCollapsed;

/** Puts a card where its number says: nearly always on top. */
function insert(card) {
  let place = feed.firstElementChild;
  while (place && seq(place) > seq(card)) place = place.nextElementSibling;
  feed.insertBefore(card, place);
}

/** Changes the feed without moving what is on the screen. Chromium and Firefox anchor by themselves; Safari does not. */
function keepPlace(change) {
  const anchor = CSS.supports('overflow-anchor', 'auto') ? null : [...feed.children].find(card => card.getBoundingClientRect().bottom > 0);
  const top = anchor?.getBoundingClientRect().top;
  change();
  if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - top);
}

function flush() {
  const cards = [...waiting.values()].sort((a, b) => seq(a) - seq(b));
  waiting.clear();
  for (const card of cards) {
    card.classList.add('new');
    insert(card);
    setTimeout(() => card.classList.remove('new'), 2_000);
  }
  localize(feed, zone);
  trim();
  enteredAt = performance.now();
  refresh();
}

/** A page left open for days keeps its size: what is far down can be loaded again. */
function trim() {
  if (scrollY > AT_TOP || feed.children.length <= MOST) return;
  while (feed.children.length > MOST) feed.lastElementChild.remove();
  setBefore(seq(feed.lastElementChild));
}

function refresh() {
  pill.hidden = waiting.size + missed === 0;
  pill.textContent = `↑ ${waiting.size + missed} new`;
  document.getElementById('blank').hidden = feed.children.length > 0 || waiting.size > 0;
}

/** Lets new cards in where nobody is disturbed, a few at a time so that they can be read. */
function admit() {
  if (!missed && waiting.size > 0 && waiting.size <= AT_ONCE && !reading() && performance.now() - enteredAt > BETWEEN) flush();
  else refresh();
}

function setBefore(value) {
  before = value;
  older.hidden = !before;
  document.getElementById('start').hidden = Boolean(before) || feed.children.length === 0;
  if (!before) return;
  const address = new URL(link.href);
  address.searchParams.set('before', before);
  link.href = address;
}

async function loadOlder() {
  if (loading || !before) return;
  loading = true;
  link.textContent = 'Loading older posts…';
  try {
    const url = main.dataset.cards;
    const answer = await fetch(`${url}${url.includes('?') ? '&' : '?'}before=${before}&limit=40`);
    if (!answer.ok) throw new Error(answer.status);
    const cards = cardsOf(await answer.text()).filter(card => !gone.has(card.dataset.post) && !find(feed, card.dataset.post));
    feed.append(...cards);
    localize(feed, zone);
    setBefore(Number(answer.headers.get('X-Before')) || null);
    link.textContent = 'Older posts';
    // An observer tells of changes only: look again for a screen that is still not full.
    sentinel.unobserve(older);
    sentinel.observe(older);
  } catch {
    link.textContent = 'Older posts could not be loaded. Try again';
    sentinel.unobserve(older);
  } finally {
    loading = false;
  }
}

const sentinel = new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) loadOlder(); }, { rootMargin: '800px' });
sentinel.observe(older);
link.addEventListener('click', event => {
  event.preventDefault();
  loadOlder();
});

pill.addEventListener('click', () => {
  if (main.dataset.past === 'yes' || missed) return location.assign(location.pathname + (main.dataset.session ? `?session=${encodeURIComponent(main.dataset.session)}` : ''));
  flush();
  scrollTo({ top: 0, behavior: calm() ? 'instant' : 'smooth' });
  document.getElementById('posts').focus({ preventScroll: true });
});

follow({
  url: main.dataset.live, after: main.dataset.after, programme: main.dataset.programme,
  on: {
    removed(ids) {
      keepPlace(() => {
        for (const id of ids) {
          gone.add(id);
          waiting.delete(id);
          find(feed, id)?.remove();
        }
      });
      refresh();
    },
    changed(cards) {
      keepPlace(() => {
        for (const card of cards) {
          if (waiting.has(card.dataset.post)) waiting.set(card.dataset.post, card);
          const shown = find(feed, card.dataset.post);
          if (shown) replace(shown, card);
        }
      });
      localize(feed, zone);
    },
    cards(cards) {
      const oldest = feed.lastElementChild ? seq(feed.lastElementChild) : -1;
      for (const card of cards) {
        gone.delete(card.dataset.post);
        // One that belongs below what is loaded comes with scrolling back.
        if (find(feed, card.dataset.post) || waiting.has(card.dataset.post) || (before && seq(card) < oldest)) continue;
        told(1);
        // A page nobody touches all day keeps its size: beyond what it would show they are only counted, and asked for when they are wanted.
        if (missed || waiting.size >= MOST) missed++;
        else waiting.set(card.dataset.post, card);
      }
      admit();
    },
    echo(counts) {
      for (const count of counts) showEcho(waiting.get(count.postId) ?? find(feed, count.postId), count);
    },
    pulse(pulses) {
      const whole = pulses.find(pulse => !pulse.session), posts = document.getElementById('count');
      if (whole && posts) posts.textContent = whole.posts.toLocaleString('en');
      drawPulse(pulses.find(pulse => (pulse.session ?? '') === (main.dataset.session ?? '')));
    },
    programme(sessions) {
      renewSlots(sessions, zone, main.dataset.session);
      localize(document.getElementById('programme'), zone);
    },
    status(status) { lost(status.stale ? 'New posts are held up just now. Everything so far stays here.' : ''); },
    state(state) { lost(state === 'lost' ? 'Reconnecting. Everything so far stays here.' : ''); },
  },
});

function lost(words) {
  const sign = document.getElementById('lost');
  sign.hidden = !words;
  if (sign.textContent !== words) sign.textContent = words;
}

for (const kind of ['wheel', 'touchstart', 'keydown', 'scroll', 'selectionchange']) document.addEventListener(kind, () => { touchedAt = performance.now(); }, { passive: true });
addEventListener('scroll', () => { if (scrollY < 4 && waiting.size > 0 && !missed && main.dataset.past !== 'yes') flush(); }, { passive: true });

localize(document, zone);
turnSlots();
setInterval(admit, 1_000);
setInterval(() => { localize(feed, zone); turnSlots(); }, 30_000);
