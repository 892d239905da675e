// The room of a chat that was opened for one post of it: shows it where it stands, or in its conversation where the room begins later; and asks for a reply.
import { cardsOf } from './live.js';
import { localize } from './times.js';

const { post, reply } = document.getElementById('named').dataset, main = document.getElementById('content');
const own = `article.card[data-post="${CSS.escape(post)}"]`;

/** With its part of the page on a phone, where one is shown at a time. */
function show(card) {
  const part = card.closest('.part')?.dataset.part;
  if (part && !card.offsetParent) document.querySelector(`#parts a[data-part="${part}"]`)?.click();
  card.toggleAttribute('data-named', true);
  card.scrollIntoView({ block: 'center', behavior: 'instant' });
  // Marked for whoever looks, and where to read on for whoever listens.
  card.tabIndex = -1;
  card.focus({ preventScroll: true });
  card.style.outline = '3px solid var(--accent)';
  card.style.outlineOffset = '-3px';
  setTimeout(() => { card.style.outline = card.style.outlineOffset = ''; }, 6_000);
  if (reply) card.querySelector('.deeds-button')?.click();
}

async function conversation() {
  const answer = await fetch(`${main.dataset.thread}?post=${encodeURIComponent(post)}`).catch(() => null);
  const cards = answer?.ok ? cardsOf(await answer.text()) : [];
  if (!cards.length) return;
  document.getElementById('thread').showModal();
  document.getElementById('thread-feed').replaceChildren(...cards);
  localize(document.getElementById('thread-feed'), main.dataset.zone);
  for (const card of cards) card.toggleAttribute('data-named', card.dataset.post === post);
  cards.find(card => card.dataset.post === post)?.scrollIntoView({ block: 'center', behavior: 'instant' });
}

const card = main.querySelector(`.question ${own}`);
if (card) show(card);
else conversation();
