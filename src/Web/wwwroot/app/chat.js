// The room of a chat. Every card has its place: under its question, or beside them all. What one reads is not moved; a pause, a slower pace and filters are the reader's own,
// and what waits is only held back, never lost: what is gone or changed meanwhile is so at once, wherever it waits.
import { announcer, calm, cardsOf, find, follow, replace, seq, showEcho } from './live.js';
import { mute, isMuted, follows, toggleFollow, muted, unmuteAll } from './chat-people.js';
import { composer } from './chat-composer.js';
import { morphAll } from './morph.js';
import { parts, showPart } from './chat-parts.js';
import { tick, showViewers } from './talk.js';
import { localize } from './times.js';

const main = document.getElementById('content'), zone = main.dataset.zone, hosts = new Set(main.dataset.hosts.split(' ').filter(Boolean));
const MOST = 300, MOST_AT_ONCE = 60;
const sections = document.getElementById('sections'), template = document.getElementById('section-template');
const [pause, waitingSign, pace, show, mutedSign, toNow] = ['pause', 'waiting', 'pace', 'show', 'muted', 'to-now'].map(id => document.getElementById(id));
const told = announcer(document.getElementById('said'));
/** Cards that came while the reader wanted none, or fewer: in the order in which they came. */
const waiting = new Map(), gone = new Set();
let paused = false, viewers = null;

const idOf = number => Number(number) ? `q-${number}` : 'beside';
const sectionOf = number => document.getElementById(idOf(number));
const listOf = section => section.querySelector('.answers');
/** Its card in the room: not a copy that is pinned, or in a conversation. */
const placed = id => [...main.querySelectorAll(`.question article.card[data-post="${CSS.escape(id)}"]`)][0];
/** All copies of it on the page. */
const copies = id => [...main.querySelectorAll(`article.card[data-post="${CSS.escape(id)}"]`)];
const lists = () => [...main.querySelectorAll('.question .answers')];

/** Under which question a card is: what names one that was not put yet waits beside them. */
function placeOf(card) {
  const number = card.dataset.answer;
  return number && sectionOf(number) ? Number(number) : 0;
}

/** A section of a question that was put just now; the newest is on top while the chat runs. */
function sectionFor(number) {
  const there = sectionOf(number);
  if (there) return there;
  const section = template.content.firstElementChild.cloneNode(true);
  section.id = idOf(number);
  section.dataset.question = number;
  section.setAttribute('aria-labelledby', `${section.id}-head`);
  listOf(section).dataset.list = number;
  const more = section.querySelector('.turn');
  more.hidden = true;
  more.querySelector('a').dataset.more = number;
  section.querySelector('.none').hidden = false;
  const rising = main.dataset.over === 'yes';
  const next = [...sections.children].find(other => rising ? Number(other.dataset.question) > number : Number(other.dataset.question) < number);
  sections.insertBefore(section, next ?? null);
  document.getElementById('blank').hidden = true;
  return section;
}

/** Takes heads of questions out of what the server sent, and puts each in its section. */
function placeHeads(within) {
  for (const head of [...within.querySelectorAll('header.q-head[data-question]')]) {
    const section = sectionFor(Number(head.dataset.question));
    const shown = section.querySelector(':scope > .q-head');
    if (shown === head) continue;
    if (shown) shown.replaceWith(head);
    else section.prepend(head);
  }
  // What waited for its question goes there now.
  for (const card of main.querySelectorAll('#beside .answers > article.card[data-answer]')) if (placeOf(card) !== 0) settle(card);
}

/** Changes the page and leaves what is read where it is: browsers anchor by themselves, but not all, and never what is replaced. */
function steady(change) {
  const held = scrollY > 0 ? lists().filter(list => list.offsetParent).flatMap(list => [...list.children]).find(card => card.getBoundingClientRect().bottom > 80) : null;
  const top = held?.getBoundingClientRect().top, id = held?.dataset.post;
  change();
  const still = held?.isConnected ? held : id && find(main, id);
  if (!still) return;
  const off = still.getBoundingClientRect().top - top;
  if (Math.abs(off) > .5) scrollBy({ top: off, behavior: 'instant' });
}

function dress(card) {
  if (hosts.has(card.dataset.account)) card.dataset.host = '';
  card.toggleAttribute('data-followed', follows(card.dataset.account));
  card.hidden = isMuted(card.dataset.account);
  if (!card.querySelector('.deeds-button')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'deeds-button';
    button.setAttribute('aria-label', `Reply to ${card.getAttribute('aria-label')}, or more`);
    button.textContent = '⋯';
    card.querySelector('.foot')?.append(button);
  }
  if (card.dataset.answerBy === 'early' && !sectionOf(card.dataset.answer)) card.dataset.early = `A${card.dataset.answer}, but Q${card.dataset.answer} has not been asked`;
  else delete card.dataset.early;
}

function dressed(card) {
  dress(card);
  return card;
}

/** Shows the post that the hosts pinned, from the room or from its conversation. */
async function pin() {
  const place = document.getElementById('pinned-post'), list = place.querySelector('.feed'), id = document.getElementById('chat-now').dataset.pinned;
  if (list.firstElementChild?.dataset.post === id) return;
  const card = id && (placed(id) ?? (await conversation(id)).find(one => one.dataset.post === id));
  // Another was pinned, or this one taken off, in the meantime.
  if (document.getElementById('chat-now').dataset.pinned !== id) return;
  steady(() => {
    list.replaceChildren(...card ? [dressed(card.cloneNode(true))] : []);
    place.hidden = !card;
  });
  localize(list, zone);
}

async function conversation(id) {
  const answer = await fetch(`${main.dataset.thread}?post=${encodeURIComponent(id)}`).catch(() => null);
  return answer?.ok ? cardsOf(await answer.text()) : [];
}

/** Puts a card where it belongs, by its number. */
function settle(card) {
  const section = sectionOf(placeOf(card)), list = listOf(section);
  if (card.dataset.answerBy === 'asks' && placeOf(card)) {
    const asked = section.querySelector('.asked');
    // A question that is put once more stands in the posts of the network, and here once.
    if (!asked.firstElementChild || seq(asked.firstElementChild) > seq(card)) asked.replaceChildren(card);
    dress(card);
    return;
  }
  const edge = Number(section.querySelector('.turn a').dataset.before) || 0;
  // One that belongs below what is loaded comes with going back.
  if (edge && seq(card) < edge) return;
  const after = [...list.children].find(other => seq(other) < seq(card));
  list.insertBefore(card, after ?? null);
  dress(card);
  section.querySelector('.none').hidden = true;
  // Not under who reads there, having gone back.
  if (list.children.length > MOST && !section.dataset.back && list.getBoundingClientRect().bottom > 2 * innerHeight) letGo(section, list);
}

function letGo(section, list) {
  while (list.children.length > MOST) list.lastElementChild.remove();
  const link = section.querySelector('.turn a');
  link.dataset.before = seq(list.lastElementChild);
  section.querySelector('.turn').hidden = false;
}

/** Cards that came with a higher number than the hub has counted up to, by their question. */
const fresh = new Map();

function counted(card) {
  if (card.dataset.answerBy === 'asks' || seq(card) <= Number(document.getElementById('chat-now').dataset.last)) return;
  const place = placeOf(card);
  if (!fresh.has(place)) fresh.set(place, new Map());
  fresh.get(place).set(card.dataset.post, seq(card));
}

/** What the hub counted, and what came since. What left, or moved, the hub tells of within a second. */
function recount() {
  const now = document.getElementById('chat-now'), last = Number(now.dataset.last);
  for (const [place, cards] of fresh) {
    for (const [id, number] of cards) if (number <= last) cards.delete(id);
    if (!cards.size) fresh.delete(place);
  }
  for (const section of main.querySelectorAll('.question')) {
    const place = Number(section.dataset.question), sign = place ? section.querySelector('.count') : document.getElementById('beside-count');
    if (!sign) continue;
    const total = Number(place ? sign.dataset.count : now.dataset.beside) + (fresh.get(place)?.size ?? 0);
    const words = !place ? String(total) : total === 0 ? 'no answer yet' : total === 1 ? '1 answer' : `${total.toLocaleString('en')} answers`;
    if (sign.textContent !== words) sign.textContent = words;
  }
}

const slow = () => Number(pace.value) > 0;
const holds = () => paused || slow();

/** Lets some of what waits in. */
function admit(most = Infinity) {
  const cards = [...waiting.values()].slice(0, most);
  if (!cards.length) return;
  for (const card of cards) waiting.delete(card.dataset.post);
  steady(() => {
    for (const card of cards) {
      settle(card);
      card.classList.add('new');
      setTimeout(() => card.classList.remove('new'), 2_000);
    }
  });
  for (const list of lists()) localize(list, zone);
  signs();
}

function signs() {
  waitingSign.hidden = waiting.size === 0;
  waitingSign.textContent = waiting.size === 1 ? '1 new post waits' : `${waiting.size.toLocaleString('en')} new posts wait`;
  pause.setAttribute('aria-pressed', String(paused));
  pause.textContent = paused ? 'Go on' : 'Pause';
  const people = muted().length;
  mutedSign.hidden = people === 0;
  mutedSign.textContent = people === 1 ? '1 person muted · show' : `${people} people muted · show`;
}

const on = {
  cards(cards) {
    for (const card of cards) {
      gone.delete(card.dataset.post);
      if (waiting.has(card.dataset.post) || placed(card.dataset.post)) continue;
      counted(card);
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
        for (const cards of fresh.values()) cards.delete(id);
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
        const section = sectionFor(Number(head.dataset.question));
        if (!section.querySelector(':scope > .q-head')) section.prepend(head.cloneNode(true));
      }
      morphAll(html);
      for (const card of main.querySelectorAll('#beside .answers > article.card[data-answer]')) if (placeOf(card) !== 0) settle(card);
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
  status: status => lost(status.stale ? 'New posts are held up just now. Everything so far stays here.' : ''),
  state: state => lost(state === 'lost' ? 'Reconnecting. Everything so far stays here.' : ''),
};

function lost(words) {
  const sign = document.getElementById('lost');
  sign.hidden = !words;
  if (sign.textContent !== words) sign.textContent = words;
}

/** "Q3 in 4 min", by the clock. */
function countdown() {
  const now = document.getElementById('chat-now'), sign = document.getElementById('chat-next');
  if (!sign) return;
  const left = Math.ceil((Number(now.dataset.due) - Date.now() / 1000) / 60);
  const words = left > 0 && left <= 90 ? `Q${now.dataset.next} in ${left} min` : left > -5 && left <= 0 ? `Q${now.dataset.next} any moment` : '';
  sign.hidden = !words;
  if (words && sign.textContent !== words) sign.textContent = words;
}

// The bar says what is asked now to whoever has scrolled past its head, and not twice.
const seeing = new IntersectionObserver(([{ isIntersecting }]) => { main.dataset.now = isIntersecting ? 'seen' : 'far'; });
function watchNow() {
  seeing.disconnect();
  const open = document.getElementById('chat-now').dataset.open, head = open && sectionOf(open)?.querySelector('.q-head');
  if (head) seeing.observe(head);
  else delete main.dataset.now;
}

/** Older ones of one question. */
async function more(link) {
  const section = link.closest('.question'), words = link.textContent;
  link.textContent = 'Loading…';
  try {
    const address = new URL(main.dataset.cards, location);
    address.searchParams.set('question', link.dataset.more);
    address.searchParams.set('before', link.dataset.before);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    const cards = cardsOf(await answer.text()), next = answer.headers.get('X-Before');
    link.dataset.before = next ?? '';
    section.dataset.back = 'yes';
    section.querySelector('.turn').hidden = !next;
    for (const card of cards) {
      if (gone.has(card.dataset.post) || placed(card.dataset.post)) continue;
      listOf(section).append(card);
      dress(card);
    }
    localize(listOf(section), zone);
    link.textContent = words;
  } catch {
    link.textContent = 'They could not be loaded. Try again';
  }
}

/** A post's whole conversation. */
async function thread(id) {
  const sheet = document.getElementById('thread'), list = document.getElementById('thread-feed');
  list.replaceChildren();
  sheet.showModal();
  const cards = await conversation(id);
  for (const card of cards) { card.toggleAttribute('data-named', card.dataset.post === id); card.hidden = isMuted(card.dataset.account); }
  list.replaceChildren(...cards);
  localize(list, zone);
  if (!cards.length) list.textContent = 'This conversation cannot be loaded just now.';
}

/** What one can do with a post. */
function deeds(card) {
  const sheet = document.getElementById('deeds'), name = card.getAttribute('aria-label'), account = card.dataset.account, link = card.querySelector('a.when')?.href;
  const acts = [
    ['Reply', () => write.reply(card)],
    ['Quote', () => write.quote(card)],
    ['See the conversation', () => thread(card.dataset.post)],
    [follows(account) ? `Stop following ${name} here` : `Follow ${name} here`, () => { toggleFollow(account); dressAll(); }],
    [`Mute ${name} here`, () => { mute(account); steady(dressAll); signs(); }],
    link && ['Open it at its network', () => open(link, '_blank', 'noopener')],
    ...main.dataset.may === 'host' ? leading(card) : [],
  ].filter(Boolean);
  sheet.replaceChildren(...acts.map(([words, act]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'deed';
    button.textContent = words;
    button.addEventListener('click', () => { sheet.close(); act(); });
    return button;
  }));
  sheet.showModal();
}

/** What hosts can do with it besides: say where it belongs, or pin it. */
function leading(card) {
  const id = card.dataset.post, base = `/api/events/${encodeURIComponent(main.dataset.slug)}`, chat = `${base}/sessions/${encodeURIComponent(main.dataset.session)}/chat/state`;
  const change = (path, body) => async () => {
    const answer = await fetch(path, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }).catch(() => null);
    lost(answer?.ok ? '' : 'That was not done. Sign in again, or try once more in a moment.');
  };
  const bind = question => change(`${base}/posts/answer/${encodeURIComponent(id)}`, { question });
  const numbers = [...sections.children].map(section => Number(section.dataset.question)).sort((a, b) => a - b).filter(number => number !== placeOf(card));
  return [
    ...numbers.map(number => [`Put it under Q${number}`, bind(number)]),
    placeOf(card) ? ['It belongs to no question', bind(null)] : null,
    card.closest('#pinned-post') ? ['Take the pin off', change(chat, { pinned: '' })] : ['Pin it on top', change(chat, { pinned: id })],
  ];
}

function dressAll() {
  for (const card of main.querySelectorAll('.question article.card, #pinned-post article.card')) dress(card);
}

function resize(by) {
  const sizes = ['small', 'usual', 'large', 'larger', 'largest'];
  const at = Math.min(sizes.length - 1, Math.max(0, sizes.indexOf(main.dataset.size ?? 'usual') + by));
  main.dataset.size = sizes[at];
  try { localStorage.setItem('backchannel-size', sizes[at]); } catch { /* Kept for this page. */ }
}

pause.addEventListener('click', () => {
  paused = !paused;
  if (!holds()) admit();
  signs();
});
waitingSign.addEventListener('click', () => { paused = false; admit(); signs(); });
pace.addEventListener('change', () => { if (!holds()) admit(); });
show.addEventListener('change', () => { main.dataset.show = show.value; });
mutedSign.addEventListener('click', () => { unmuteAll(); steady(dressAll); signs(); });
document.getElementById('smaller').addEventListener('click', () => resize(-1));
document.getElementById('larger').addEventListener('click', () => resize(1));
toNow.addEventListener('click', () => {
  paused = false;
  pace.value = '0';
  show.value = main.dataset.show = 'all';
  admit();
  signs();
  showPart('feed');
  const open = document.getElementById('chat-now').dataset.open;
  const head = open ? sectionOf(open) : main.querySelector('#beside');
  const top = scrollY + (head?.getBoundingClientRect().top ?? 0) - document.getElementById('chat-now').offsetHeight - 16;
  scrollTo({ top, behavior: calm() ? 'instant' : 'smooth' });
});
main.addEventListener('click', event => {
  const link = event.target.closest('a[data-more]');
  if (link) { event.preventDefault(); return more(link); }
  const button = event.target.closest('.deeds-button');
  if (button) deeds(button.closest('article.card'));
});
for (const sheet of document.querySelectorAll('dialog.sheet')) {
  sheet.addEventListener('click', event => { if (event.target === sheet || event.target.closest('[data-close]')) sheet.close(); });
  // What is in a closed conversation would be taken for what is in the room.
  sheet.addEventListener('close', () => document.getElementById('thread-feed').replaceChildren());
}

// At a slower pace one post comes in after the other; of a flood more than that, or it would never end.
let last = 0;
setInterval(() => {
  if (paused || !slow() || !waiting.size || performance.now() - last < Number(pace.value) * 1_000) return;
  last = performance.now();
  admit(Math.max(1, Math.min(MOST_AT_ONCE, Math.floor(waiting.size / 100))));
}, 250);

try { main.dataset.size = localStorage.getItem('backchannel-size') ?? 'usual'; } catch { main.dataset.size = 'usual'; }
document.getElementById('tools').hidden = false;
placeHeads(document.getElementById('heads'));
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
