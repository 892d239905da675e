// On a phone the parts of a session's page stand behind one another, and each is found again where it was left.
const main = document.getElementById('content'), nav = document.getElementById('parts');
const narrow = matchMedia('(max-width: 991.98px)'), places = new Map();

/** Brings the bar to life; `anchor` gives what one reads in the feed, which is held by more than a number. */
export function parts(anchor) {
  let held = null;
  nav.addEventListener('click', event => {
    const link = event.target.closest('a[data-part]');
    if (!link || !narrow.matches) return;
    event.preventDefault();
    const from = main.dataset.part, to = link.dataset.part, head = nav.getBoundingClientRect().top;
    if (from === to) return scrollTo({ top: top(), behavior: 'instant' });
    places.set(from, scrollY);
    const card = from === 'feed' ? anchor() : null;
    if (from === 'feed') held = card && { card, top: card.getBoundingClientRect().top };
    showPart(to);
    // The bar stays where the thumb is: what is not yet scrolled past is not scrolled past by this.
    if (head > 1) return;
    scrollTo({ top: Math.max(top(), places.get(to) ?? 0), behavior: 'instant' });
    if (to === 'feed' && held?.card.isConnected) scrollBy({ top: held.card.getBoundingClientRect().top - held.top, behavior: 'instant' });
  });
  showPart('feed');
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
}

const top = () => nav.parentElement.querySelector('.cols').getBoundingClientRect().top + scrollY - nav.offsetHeight;
