// The posts of a page, newest on top or oldest on top, live at their newest end, as far as one scrolls. Who is reading is not moved:
// - On top of the newest, new posts enter by themselves only while the reader is there and has not touched the page for a moment; otherwise they
//   wait behind "↑ 12 new". Below the latest of an ascending feed they join on, which moves nothing.
// - More come as one scrolls, and what lies far off behind is let go: the page stays as small after a day as after a minute.
import { announcer, calm, find, replace, seq, showEcho } from './live.js';
import { inView, keepPlace, vacate } from './place.js';
import { Stretch } from './stretch.js';
import { localize } from './times.js';

const STILL_FOR = 2_000, AT_ONCE = 3, BETWEEN = 2_000, MOST = 400, AHEAD = 800;

/**
 * Brings #feed to life. The elements are #feed, #new, #older, #start, #blank, #posts, #said, #lost and, where the page has them, #newer and #end; `main` says
 * where cards come from and whether the oldest is on top. Returns what `follow` calls, what shows another stretch, and the first card in view.
 */
export function feed(main) {
  const [list, pill, older, newer, start, end, blank] = ['feed', 'new', 'older', 'newer', 'start', 'end', 'blank'].map(id => document.getElementById(id));
  const ends = { older, newer }, names = { older: older.querySelector('a').textContent, newer: newer?.querySelector('a').textContent };
  const zone = main.dataset.zone, told = announcer(document.getElementById('said'));
  const waiting = new Map(), gone = new Set(), passing = [];
  const posts = new Stretch(list, main.dataset.cards, main.dataset.order !== 'oldest',
    Number(older.querySelector('a').dataset.before) || null, Number(newer?.querySelector('a').dataset.from) || (main.dataset.past === 'yes' ? Infinity : null));
  let missed = 0, touchedAt = -Infinity, enteredAt = -Infinity, asked = 0, busy = false, stuck = false;

  const isAtTop = () => list.getBoundingClientRect().top >= 0;
  const reading = () => posts.from !== null || list.parentElement.offsetParent === null || !isAtTop() || performance.now() - touchedAt < STILL_FOR
    || list.contains(document.activeElement) || !getSelection().isCollapsed;

  function flush() {
    for (const card of [...waiting.values()].sort((a, b) => seq(a) - seq(b))) {
      card.classList.add('new');
      posts.place(card);
      setTimeout(() => card.classList.remove('new'), 2_000);
    }
    waiting.clear();
    localize(list, zone);
    if (isAtTop()) posts.shorten('older', MOST);
    enteredAt = performance.now();
    refresh();
  }

  function refresh() {
    pill.hidden = !posts.newestFirst || waiting.size + missed === 0;
    pill.textContent = `↑ ${waiting.size + missed} new`;
    const none = list.children.length === 0;
    blank.hidden = !none || waiting.size > 0 || posts.before !== null || posts.from !== null;
    for (const [name, turn] of Object.entries(ends)) {
      if (!turn) continue;
      const [number, key] = name === 'older' ? [posts.before, 'before'] : [posts.from, 'from'];
      turn.hidden = number === null;
      if (number === null) continue;
      const link = turn.querySelector('a'), address = new URL(link.href);
      address.searchParams.set(key, number);
      link.href = address;
    }
    start.hidden = !posts.newestFirst || posts.before !== null || none;
    if (end) end.hidden = posts.newestFirst || posts.from !== null || none;
  }

  /** Lets new cards in where nobody is disturbed, a few at a time so that they can be read. */
  function admit() {
    if (!missed && waiting.size > 0 && waiting.size <= AT_ONCE && !reading() && performance.now() - enteredAt > BETWEEN) flush();
  }

  function take(card) {
    gone.delete(card.dataset.post);
    if (find(list, card.dataset.post) || waiting.has(card.dataset.post)) return;
    const number = seq(card), isNew = posts.from === null || number >= posts.from;
    // One that belongs below what is loaded comes with scrolling back.
    if (!posts.reaches(number) && !(isNew && posts.newestFirst)) return;
    told(1);
    if (!posts.newestFirst) return joinOn(card);
    // A page nobody touches all day keeps its size: beyond what it would show they are only counted, and asked for when they are wanted.
    if (missed || posts.from !== null || waiting.size >= MOST) missed++;
    else waiting.set(card.dataset.post, card);
  }

  function joinOn(card) {
    const far = list.getBoundingClientRect().bottom > innerHeight + AHEAD;
    if (list.children.length >= MOST && far) posts.from = seq(card);
    else keepPlace(list, () => {
      posts.place(card);
      posts.shorten('older', MOST);
    });
  }

  /** More cards past an end; at the other one as many are let go. */
  async function more(name) {
    if (busy || !Number.isFinite(posts[name === 'older' ? 'before' : 'from'] ?? NaN)) return;
    const link = ends[name]?.querySelector('a');
    if (link) link.textContent = 'Loading…';
    const done = await asking(() => posts.ask(name), cards => {
      keepPlace(list, () => {
        for (const card of cards) if (!find(list, card.dataset.post)) posts.place(card);
        posts.shorten(name === 'older' ? 'newer' : 'older', MOST);
        if (posts.from !== null) [missed] = [missed + waiting.size, waiting.clear()];
        // All that was only counted was read on the way up.
        else if (name === 'newer') missed = 0;
      });
    });
    if (link) link.textContent = done === false ? `${names[name]} could not be loaded. Try again` : names[name];
  }

  /** Another stretch in the place of this one: the newest, or from a number on. */
  const show = (newestFirst, from = 0) => asking(() => posts.askAnew(newestFirst, from), cards => {
    list.replaceChildren(...cards);
    waiting.clear();
    missed = 0;
    arrange();
  });

  /** True once it is done, false where it failed, null where another stretch was asked for meanwhile: this answer would come into that one. */
  async function asking(ask, done) {
    const mine = ++asked;
    busy = true;
    try {
      const answer = await ask();
      if (mine !== asked) return null;
      stuck = false;
      done(answer().filter(card => !gone.has(card.dataset.post)));
      localize(list, zone);
      busy = false;
      // What the stream told of in the meantime the answer may not know yet.
      for (const [kind, cards] of passing.splice(0)) on[kind](cards);
      refresh();
      look();
      return true;
    } catch {
      if (mine !== asked) return null;
      [busy, stuck] = [false, true];
      for (const [kind, cards] of passing.splice(0)) on[kind](cards);
      return false;
    }
  }

  /** To the page's top, or where that shows no post to the feed's. */
  function toHead() {
    const top = list.getBoundingClientRect().top + scrollY;
    scrollTo({ top: top < innerHeight / 2 ? 0 : top - innerHeight / 5, behavior: calm() ? 'instant' : 'smooth' });
  }

  /** Each end's link stands at that end. */
  function arrange() {
    const [above, below] = posts.newestFirst ? [newer, older] : [older, newer];
    if (above) list.before(above);
    if (below) list.after(below);
  }

  /** Loads ahead of who scrolls: downwards always, upwards only in midst of the feed, for at its head it would push the page's own head away. */
  function look() {
    // Where it failed, the next try is the reader's.
    if (stuck || list.parentElement.offsetParent === null) return;
    const { top, bottom } = list.getBoundingClientRect(), [above, below] = posts.newestFirst ? ['newer', 'older'] : ['older', 'newer'];
    if (bottom < innerHeight + AHEAD) more(below);
    else if (top < 0 && top > -AHEAD) more(above);
  }

  const on = {
    removed(ids) {
      for (const id of ids) {
        gone.add(id);
        waiting.delete(id);
        for (const told of passing) if (told[0] !== 'echo') told[1] = told[1].filter(card => card.dataset.post !== id);
        const card = find(list, id);
        if (card) vacate(card);
      }
      refresh();
    },
    changed(cards) {
      if (busy) return passing.push(['changed', cards]);
      keepPlace(list, () => {
        for (const card of cards) {
          if (waiting.has(card.dataset.post)) waiting.set(card.dataset.post, card);
          const shown = find(list, card.dataset.post);
          if (shown) replace(shown, card);
        }
      });
      localize(list, zone);
    },
    cards(cards) {
      if (busy) return passing.push(['cards', cards]);
      cards.forEach(take);
      if (!posts.newestFirst) localize(list, zone);
      admit();
      refresh();
    },
    echo(counts) {
      if (busy) passing.push(['echo', counts]);
      for (const count of counts) showEcho(waiting.get(count.postId) ?? find(list, count.postId), count);
    },
    status(status) { lost(status.stale ? 'New posts are held up just now. Everything so far stays here.' : ''); },
    state(state) { lost(state === 'lost' ? 'Reconnecting. Everything so far stays here.' : ''); },
  };

  for (const [name, turn] of Object.entries(ends)) turn?.addEventListener('click', event => {
    if (!event.target.closest('a')) return;
    event.preventDefault();
    more(name);
  });
  pill.addEventListener('click', async () => {
    if (main.dataset.past === 'yes') return location.assign(newest());
    if (missed || posts.from !== null) await show(true);
    else flush();
    toHead();
    document.getElementById('posts').focus({ preventScroll: true });
  });
  for (const kind of ['wheel', 'touchstart', 'keydown', 'scroll', 'selectionchange']) document.addEventListener(kind, () => { touchedAt = performance.now(); }, { passive: true });
  addEventListener('scroll', () => {
    if (scrollY < 4 && waiting.size > 0 && !missed && posts.from === null && posts.newestFirst) flush();
    look();
  }, { passive: true });
  addEventListener('resize', look);
  setInterval(admit, 1_000);
  setInterval(() => localize(list, zone), 30_000);
  refresh();
  look();
  return { on, show, inView: () => inView(list) };
}

function newest() {
  const address = new URL(location);
  address.searchParams.delete('before');
  return address;
}

function lost(words) {
  const sign = document.getElementById('lost');
  sign.hidden = !words;
  if (sign.textContent !== words) sign.textContent = words;
}
