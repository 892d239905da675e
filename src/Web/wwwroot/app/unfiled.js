// The page of posts in no session: it follows the event's stream, and keeps to those. One that is filed leaves, one that no longer is comes.
import { counts } from './counts.js';
import { feed } from './feed.js';
import { follow, seq } from './live.js';
import { localize } from './times.js';

const main = document.getElementById('content'), list = document.getElementById('feed'), posts = feed(main).on;
const older = document.getElementById('older'), unfiled = card => !card.dataset.session;

// What belongs below what is loaded comes with scrolling back.
const inReach = card => older.hidden || !list.lastElementChild || seq(card) > seq(list.lastElementChild);

follow({
  url: main.dataset.live, after: main.dataset.after,
  on: {
    ...posts,
    cards: cards => posts.cards(cards.filter(unfiled)),
    changed(cards) {
      const staying = cards.filter(unfiled);
      posts.removed(cards.filter(card => !unfiled(card)).map(card => card.dataset.post));
      posts.changed(staying);
      posts.cards(staying.filter(inReach));
    },
    pulse: counts,
  },
});

localize(document, main.dataset.zone);
