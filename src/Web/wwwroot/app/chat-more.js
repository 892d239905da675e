// Older posts of one question, fetched as the reader asks for them.
import { cardsOf } from './live.js';
import { dress, gone, listOf, main, placed, zone } from './chat-places.js';
import { localize } from './times.js';

/** Follows a section's link to those before. */
export async function more(link) {
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
