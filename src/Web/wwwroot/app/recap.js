// A recap that stays open: the viewer's own hours, and what is gone meanwhile leaves it too.
import { follow } from './live.js';
import { localize } from './times.js';

const main = document.getElementById('content'), { zone, live, after } = main.dataset;
localize(main, zone);
if (live) follow({
  url: live,
  after,
  on: {
    changed: cards => {
      for (const card of cards) for (const shown of main.querySelectorAll(`article.card[data-post="${CSS.escape(card.dataset.post)}"]`)) shown.replaceWith(card.cloneNode(true));
      localize(main, zone);
    },
    removed: ids => {
      for (const id of ids) for (const card of main.querySelectorAll(`[data-post="${CSS.escape(id)}"]`)) card.remove();
    },
  },
});
