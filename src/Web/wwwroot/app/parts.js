// On a phone the parts of a session's page stand behind one another, and each is found again where it was left.
import { calm } from './live.js';

const main = document.getElementById('content'), nav = document.getElementById('parts');
const narrow = matchMedia('(max-width: 991.98px)'), ROOM = .4, places = new Map();

/** Brings the bar to life; `anchor` gives what one reads in the feed, which is held by more than a number. */
export function parts(anchor) {
  nav.addEventListener('click', event => {
    const link = event.target.closest('a[data-part]');
    if (!link || !narrow.matches) return;
    event.preventDefault();
    const from = main.dataset.part, to = link.dataset.part, head = nav.getBoundingClientRect().top, card = from === 'feed' && anchor();
    if (from === to) return scrollTo({ top: top(), behavior: calm() ? 'instant' : 'smooth' });
    places.set(from, head > 1 ? null : { y: scrollY, card, top: card ? card.getBoundingClientRect().top : 0 });
    showPart(to);
    const left = places.get(to);
    if (left) back(left);
    // Where the page's own head is in sight it stays, as long as there is room for the part below it.
    else if (head <= 1 || head > innerHeight * ROOM) scrollTo({ top: top(), behavior: calm() || head <= 1 ? 'instant' : 'smooth' });
  });
  showPart('feed');
}

// What was not shown has forgotten how high its cards are: they are laid out again as they come into view, which takes a frame or two.
function back({ y, card, top }) {
  const settle = () => { if (card?.isConnected) scrollBy({ top: card.getBoundingClientRect().top - top, behavior: 'instant' }); };
  scrollTo({ top: y, behavior: 'instant' });
  settle();
  requestAnimationFrame(() => requestAnimationFrame(settle));
}

export function showPart(name) {
  main.dataset.part = name;
  for (const link of nav.querySelectorAll('a')) {
    if (link.dataset.part === name) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

/** How much each part holds. */
export function countParts() {
  for (const [name, source] of [['slides', 'film'], ['links', 'links']]) {
    const count = Number(document.getElementById(source).dataset.count);
    document.getElementById(`${name}-count`).textContent = count || '';
  }
  document.getElementById('asked-count').textContent = document.getElementById('questions').children.length || '';
}

const top = () => nav.parentElement.querySelector('.cols').getBoundingClientRect().top + scrollY - nav.offsetHeight;
