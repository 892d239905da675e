// The wall. What is being read does not move:
// - New posts wait in a queue and enter one at a time, at most one every few seconds on the whole wall.
// - One enters at the top of the column that has been still the longest, and only once its top card has had the time it takes to read it.
//   That column's cards slide down; the others stay as they are.
// - In a burst the queue keeps the newest and "+37 more" counts those still waiting and those passed over, until the wall has caught up.
// A post that is taken away leaves at once, from the wall as from the queue.
import { asked } from './asked.js';
import { announcer, calm, cardsOf, find, follow, replace, seq, showEcho } from './live.js';
import { ago, clock, day, longDay } from './times.js';
import { programme } from './programme.js';

const screen = document.getElementById('screen'), main = document.getElementById('content');
const zone = screen.dataset.zone, told = announcer(document.getElementById('said'), 10_000);
const BETWEEN = 2_500, QUEUE = 12, KEEP = 12, NEW_FOR = 8_000, MOVE = 360;
const queue = [], gone = new Set();
let columns = [], passed = 0, enteredAt = -Infinity, timer = 0, stale = false, lostAt = null;

const branding = document.getElementById('branding'), spotlight = document.getElementById('spotlight');
const easing = 'cubic-bezier(.2, .7, .2, 1)';
const now = () => performance.now();

/** How long a card is left at the top, by its text: 6 s to 20 s; a Han character says more than a letter. */
function readingTime(card) {
  let units = 0;
  for (const letter of card.querySelector('.words')?.textContent ?? '') units += letter > '\u2e7f' ? 2.4 : 1;
  return Math.min(20_000, Math.max(6_000, 3_000 + units * 50));
}

/** How many columns fit: the same borders as in wall.css. */
function fitting() {
  if (screen.dataset.columns) return Number(screen.dataset.columns);
  return matchMedia('(max-aspect-ratio: 9/10)').matches ? 1 : matchMedia('(max-aspect-ratio: 145/100)').matches ? 2 : 3;
}

/** Lays the columns out; the server has dealt for three, so cards are dealt again only where fewer fit. */
function deal() {
  const count = fitting(), elements = [...main.querySelectorAll('.col')];
  if (count !== (columns.length || elements.length)) {
    const cards = [...main.querySelectorAll('article.card')].sort((a, b) => seq(b) - seq(a));
    for (const [index, card] of cards.entries()) elements[index % count].append(card);
  }
  columns = elements.slice(0, count).map((element, index) => columns[index] ?? { element, changedAt: -Infinity, heldUntil: -Infinity });
}

function enter() {
  timer = 0;
  const at = now();
  if (queue.length === 0) return;
  const open = columns.filter(column => column.heldUntil <= at).sort((a, b) => a.changedAt - b.changedAt);
  const wait = Math.max(enteredAt + BETWEEN - at, open.length ? 0 : Math.min(...columns.map(column => column.heldUntil)) - at);
  if (wait > 0) return later(wait);
  place(queue.shift(), open[0], at);
  later(BETWEEN);
}

function later(wait) {
  timer ||= setTimeout(enter, wait);
}

function place(card, column, at) {
  screen.classList.remove('is-empty');
  slide(column.element, () => column.element.prepend(card), card);
  card.classList.add('new');
  setTimeout(() => card.classList.remove('new'), NEW_FOR);
  column.changedAt = enteredAt = at;
  column.heldUntil = at + readingTime(card);
  const cards = column.element.querySelectorAll(':scope > article.card');
  for (let i = KEEP; i < cards.length; i++) cards[i].remove();
  if (queue.length === 0) passed = 0;
  told(1);
  tell();
}

/** Changes a column and lets its cards glide from where they were. Only transforms move, so nothing else is laid out. */
function slide(element, change, arriving) {
  const before = new Map([...element.children].map(card => [card, card.getBoundingClientRect().top]));
  change();
  if (calm()) return;
  const floor = element.getBoundingClientRect().bottom;
  for (const card of element.children) {
    if (card === arriving) {
      card.animate([{ opacity: 0, transform: 'translateY(-2vh)' }, { opacity: 1, transform: 'none' }], { duration: MOVE, easing });
      continue;
    }
    const from = before.get(card), to = card.getBoundingClientRect().top;
    if (from === undefined || from === to || Math.min(from, to) > floor) continue;
    card.animate([{ transform: `translateY(${from - to}px)` }, { transform: 'none' }], { duration: MOVE, easing });
  }
}

function tell() {
  const more = document.getElementById('more'), count = queue.length + passed;
  more.hidden = count < 3;
  more.textContent = `+${count} more`;
  refreshTimes();
}

/** What stands in the place of the posts: the event's name, or one post. They go on behind it, so that nothing jumps when they are back. */
function instead({ blank, card }) {
  spotlight.replaceChildren(...blank ? [] : cardsOf(card ?? ''));
  branding.hidden = !blank;
  spotlight.hidden = blank || !spotlight.firstChild;
  screen.classList.toggle('is-blank', blank);
  screen.classList.toggle('is-spotlit', !spotlight.hidden);
  setAside();
  refreshTimes();
}

/** Nobody reads, and no key reaches, what is behind. */
function setAside() {
  for (const part of main.children) part.inert = screen.matches('.is-blank, .is-spotlit');
}

function refreshTimes() {
  const at = Date.now();
  for (const time of screen.querySelectorAll('.when time')) {
    const words = ago(new Date(time.dateTime), at, zone);
    if (time.textContent !== words) time.textContent = words;
  }
}

function tick() {
  const at = new Date();
  document.getElementById('clock').textContent = clock(at, zone);
  const date = document.getElementById('date');
  if (date.dataset.day && date.dataset.day !== day(at, zone)) date.textContent = longDay(at, zone);
  date.dataset.day = day(at, zone);
  refreshTimes();
  showStale();
  setTimeout(tick, 1_000 - at % 1_000);
}

function showStale() {
  const sign = document.getElementById('stale'), quiet = lostAt ?? stale;
  sign.hidden = !quiet;
  if (!quiet) return;
  const last = newest(), words = last ? `Reconnecting · last post ${ago(last, Date.now(), zone).replace('now', 'just now').replace(/(min|h)$/, '$1 ago')}` : 'Reconnecting';
  if (sign.textContent !== words) sign.textContent = words;
}

const newest = () => [...main.querySelectorAll('.when time')].reduce((latest, time) => Math.max(latest, new Date(time.dateTime)), 0);

const renew = programme(document.getElementById('programme'), { now: document.getElementById('now'), next: document.getElementById('next') }, zone, screen.dataset.session);
follow({
  url: screen.dataset.live, after: screen.dataset.after, programme: screen.dataset.programme,
  on: {
    removed(ids) {
      for (const id of ids) {
        gone.add(id);
        const waiting = queue.findIndex(card => card.dataset.post === id);
        if (waiting >= 0) queue.splice(waiting, 1);
        if (queue.length === 0) passed = 0;
        const card = find(main, id);
        if (card) slide(card.parentElement, () => card.remove());
      }
      screen.classList.toggle('is-empty', !main.querySelector('article.card'));
      if (find(spotlight, ids.find(id => find(spotlight, id)) ?? '')) instead({ blank: !branding.hidden, card: null });
      tell();
    },
    changed(cards) {
      for (const card of cards) {
        const lit = find(spotlight, card.dataset.post);
        if (lit) lit.replaceWith(card.cloneNode(true));
        const waiting = queue.findIndex(other => other.dataset.post === card.dataset.post);
        if (waiting >= 0) queue[waiting] = card;
        const shown = find(main, card.dataset.post);
        if (shown) slide(shown.parentElement, () => replace(shown, card));
      }
      refreshTimes();
    },
    cards(cards) {
      for (const card of cards) {
        gone.delete(card.dataset.post);
        // The question that all are asked stands above the posts already.
        if (card.dataset.answerBy === 'asks' && screen.classList.contains('has-chat')) continue;
        if (find(main, card.dataset.post) || queue.some(other => other.dataset.post === card.dataset.post)) continue;
        queue.push(card);
      }
      queue.sort((a, b) => seq(a) - seq(b));
      passed += queue.splice(0, Math.max(0, queue.length - QUEUE)).length;
      tell();
      if (!timer) enter();
    },
    echo(counts) {
      for (const count of counts) {
        const card = find(main, count.postId) ?? queue.find(waiting => waiting.dataset.post === count.postId);
        showEcho(card, count);
      }
    },
    programme(sessions) {
      screen.classList.toggle('no-programme', sessions.length === 0);
      renew(sessions);
    },
    screen: instead,
    chat: asked(document.getElementById('asked-now'), is => { screen.classList.toggle('has-chat', is); deal(); }),
    status(status) { stale = status.stale; showStale(); },
    state(state, since) { lostAt = state === 'lost' ? since : null; showStale(); },
  },
});

addEventListener('keydown', event => {
  if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
});

let idle = 0;
function awake() {
  document.documentElement.classList.remove('idle');
  clearTimeout(idle);
  idle = setTimeout(() => document.documentElement.classList.add('idle'), 3_000);
}
addEventListener('pointermove', awake);
awake();

for (const query of ['(max-aspect-ratio: 9/10)', '(max-aspect-ratio: 145/100)']) matchMedia(query).addEventListener('change', deal);
deal();
setAside();
tick();
