// The room of a chat. A pause, a slower pace and filters are the reader's own, and what waits is only held back, never lost: what is gone or changed meanwhile is so at once, wherever it waits.
import { announcer, follow, replace, showEcho } from './live.js';
import { composer } from './chat-composer.js';
import { counted, recount, uncounted } from './chat-counts.js';
import { deeds, pin, sheet } from './chat-deeds.js';
import { more, overtake } from './chat-more.js';
import { countdown, toNow, watchNow } from './chat-now.js';
import { parts, showPart } from './chat-parts.js';
import { muted, nameOf, unmute } from './chat-people.js';
import { copies, dress, dressAll, dressed, gone, lists, main, placed, placeOf, sectionFor, settle, settleAll, settleWaiting, steady, zone } from './chat-places.js';
import { sizes } from './chat-size.js';
import { morphAll } from './morph.js';
import { showViewers, tick } from './talk.js';
import { localize } from './times.js';

const MOST_AT_ONCE = 60;
const [pause, waitingSign, pace, show, mutedSign] = ['pause', 'waiting', 'pace', 'show', 'muted'].map(id => document.getElementById(id));
const told = announcer(document.getElementById('said'));
/** Cards that came while the reader wanted none, or fewer: in the order in which they came. */
const waiting = new Map();
/** What is to be said of it, if anything. */
const wrong = { deed: '', state: '', status: '' };
let paused = false, viewers = null;

const slow = () => Number(pace.value) > 0;
const holds = () => paused || slow();

/** Lets some of what waits in. */
function admit(most = Infinity) {
  const cards = [...waiting.values()].slice(0, most);
  if (!cards.length) return;
  for (const card of cards) waiting.delete(card.dataset.post);
  steady(() => {
    settleAll(cards);
    for (const card of cards) {
      card.classList.add('new');
      setTimeout(() => card.classList.remove('new'), 2_000);
    }
  });
  for (const list of lists()) localize(list, zone);
  signs();
}

function signs() {
  waitingSign.hidden = waiting.size === 0;
  const many = waiting.size.toLocaleString('en');
  waitingSign.textContent = !paused ? `${many} still to come` : waiting.size === 1 ? '1 new post waits' : `${many} new posts wait`;
  waitingSign.classList.toggle('on', paused);
  pause.setAttribute('aria-pressed', String(paused));
  pause.textContent = paused ? 'Go on' : 'Pause';
  const people = muted().length;
  mutedSign.hidden = people === 0;
  mutedSign.textContent = people === 1 ? '1 person muted' : `${people} people muted`;
}

const on = {
  cards(cards) {
    for (const card of cards) {
      gone.delete(card.dataset.post);
      // The page may have it, and its count not yet.
      counted(card);
      if (waiting.has(card.dataset.post) || placed(card.dataset.post)) continue;
      waiting.set(card.dataset.post, card);
      told(1);
    }
    // A question is not held back: whoever paused sees that the chat went on, and reads it when they like.
    const asks = [...waiting.values()].filter(card => card.dataset.answerBy === 'asks');
    for (const card of asks) {
      waiting.delete(card.dataset.post);
      sectionFor(Number(card.dataset.answer));
      steady(() => settle(card));
      document.getElementById('said').textContent = card.querySelector('.words')?.textContent ?? '';
    }
    if (!holds()) admit();
    recount();
    signs();
  },
  changed(cards) {
    steady(() => {
      for (const card of cards) {
        const id = card.dataset.post, shown = placed(id);
        for (const copy of copies(id)) if (copy !== shown) replace(copy, dressed(card.cloneNode(true)));
        if (waiting.has(id)) waiting.set(id, card);
        else overtake(card);
        if (card.dataset.answerBy === 'asks') sectionFor(Number(card.dataset.answer));
        if (!shown) {
          if (!waiting.has(id)) settle(card);
          continue;
        }
        const from = shown.closest('.question');
        if (!from || Number(from.dataset.question) !== placeOf(card) || card.dataset.answerBy === 'asks') {
          shown.remove();
          settle(card);
        } else {
          replace(shown, card);
          dress(card);
        }
      }
    });
    for (const list of lists()) localize(list, zone);
  },
  removed(ids) {
    steady(() => {
      for (const id of ids) {
        gone.add(id);
        waiting.delete(id);
        uncounted(id);
        for (const card of copies(id)) card.remove();
      }
    });
    const place = document.getElementById('pinned-post');
    place.hidden = !place.querySelector('article.card');
    recount();
    signs();
  },
  echo(counts) {
    for (const one of counts) for (const card of [waiting.get(one.postId), ...copies(one.postId)]) showEcho(card, one);
  },
  chat(html) {
    const piece = document.createElement('template');
    piece.innerHTML = html;
    steady(() => {
      for (const head of piece.content.querySelectorAll('header.q-head')) {
        const section = sectionFor(Number(head.dataset.question), Number(head.dataset.asked));
        if (!section.querySelector(':scope > .q-head')) section.prepend(head.cloneNode(true));
      }
      morphAll(html);
      settleWaiting();
    });
    pin();
    recount();
    localize(main, zone);
    write.asked();
    countdown();
    watchNow();
  },
  pulse(pulses) {
    const own = pulses.find(one => one.session === main.dataset.session);
    if (own) showViewers(viewers = own.viewers);
  },
  digest(html) {
    const talk = document.createElement('template');
    talk.innerHTML = html;
    const intro = talk.content.querySelector('#talk');
    if (intro) morphAll(intro.outerHTML);
    localize(document.getElementById('talk'), zone);
    if (viewers !== null) showViewers(viewers);
    tick();
  },
  status: status => trouble('status', status.stale ? 'New posts are held up just now. Everything so far stays here.' : ''),
  state: state => trouble('state', state === 'lost' ? 'Reconnecting. Everything so far stays here.' : ''),
};

// What went well says nothing of the stream, nor the stream of what did not.
function trouble(of, words) {
  wrong[of] = words;
  const sign = document.getElementById('lost'), said = [wrong.deed, wrong.state || wrong.status].filter(Boolean).join(' ');
  sign.hidden = !said;
  if (sign.textContent !== said) sign.textContent = said;
}

pause.addEventListener('click', () => {
  paused = !paused;
  if (!holds()) admit();
  signs();
});
waitingSign.addEventListener('click', () => { paused = false; admit(); signs(); });
pace.addEventListener('change', () => { if (!holds()) admit(); });
show.addEventListener('change', () => { main.dataset.show = show.value; });
mutedSign.addEventListener('click', () => sheet(muted().map(account => [`Hear ${nameOf(account)} again`, () => { unmute(account); steady(dressAll); signs(); }]), mutedSign, 'Whom you muted'));
document.getElementById('to-now').addEventListener('click', () => {
  paused = false;
  pace.value = '0';
  show.value = main.dataset.show = 'all';
  admit();
  signs();
  showPart('feed');
  toNow();
});
main.addEventListener('click', event => {
  const link = event.target.closest('a[data-more]');
  if (link) { event.preventDefault(); return more(link); }
  const button = event.target.closest('.deeds-button');
  if (button) deeds(button, { write, changed: signs, failed: words => trouble('deed', words) });
});
// At a slower pace one post comes in after the other; of a flood more than that, or it would never end.
let last = 0;
setInterval(() => {
  if (paused || !slow() || !waiting.size || performance.now() - last < Number(pace.value) * 1_000) return;
  last = performance.now();
  admit(Math.max(1, Math.min(MOST_AT_ONCE, Math.floor(waiting.size / 100))));
}, 250);

sizes();
document.getElementById('tools').hidden = false;
settleWaiting();
const write = composer(main);
parts();
dressAll();
localize(document, zone);
signs();
recount();
tick();
countdown();
watchNow();
setInterval(() => { tick(); countdown(); }, 1_000);
setInterval(() => { for (const list of lists()) localize(list, zone); }, 30_000);
follow({ url: main.dataset.live, after: main.dataset.after, programme: main.dataset.programme, digest: main.dataset.digest, on });
