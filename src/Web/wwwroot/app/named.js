// The room of a chat that was opened for one post of it: shows it where it stands, or in its conversation where the room begins later; and asks for a reply.
import { dress } from './chat-places.js';
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
  const cards = answer?.ok ? cardsOf(await answer.text()) : [], named = cards.find(card => card.dataset.post === post);
  const sheet = document.getElementById('thread'), list = document.getElementById('thread-feed');
  // Another conversation was opened meanwhile.
  if (!named || sheet.open) return;
  sheet.showModal();
  list.replaceChildren(...cards);
  localize(list, main.dataset.zone);
  named.toggleAttribute('data-named', true);
  named.scrollIntoView({ block: 'center', behavior: 'instant' });
  // From here it is replied to as from the room, which then lies open again.
  dress(named);
  document.getElementById('deeds').addEventListener('close', () => {
    if (!sheet.open || document.getElementById('composer-to').hidden) return;
    sheet.close();
    document.getElementById('composer-text').focus();
  });
  if (reply) named.querySelector('.deeds-button').click();
}

const card = main.querySelector(`.question ${own}`);
if (card) show(card);
else conversation();
