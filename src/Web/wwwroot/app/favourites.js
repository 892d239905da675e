// Sessions that a visitor keeps: in their own browser and nowhere else. Any button[data-favourite="ID"] on the page is one's star: pressed where the
// session is kept, and turned by a click, in every open tab.

const key = slug => `backchannel-favourites:${slug}`;
const watchers = [];

/** The ids that are kept, oldest first. Where the browser stores nothing, or something else, there are none. */
export function favourites(slug) {
  try {
    const ids = JSON.parse(localStorage.getItem(key(slug)));
    return Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Keeps a session, or lets go of it. Returns whether it is kept now. */
export function toggle(slug, id) {
  const ids = favourites(slug), kept = !ids.includes(id);
  try {
    localStorage.setItem(key(slug), JSON.stringify(kept ? [...ids, id] : ids.filter(other => other !== id)));
  } catch {
    // A browser that stores nothing keeps nothing: the star stays as it is.
    return !kept;
  }
  changed(slug);
  return kept;
}

/** Shows the stars within, which are hidden without a script, as they are kept. For pieces of a page that came later; `watch` does it for the page. */
export function mark(slug, within = document) {
  const ids = new Set(favourites(slug));
  for (const star of within.querySelectorAll('button[data-favourite]')) {
    star.hidden = false;
    star.setAttribute('aria-pressed', String(ids.has(star.dataset.favourite)));
  }
}

/** Brings the page's stars to life; `heard` is called with the ids at once and whenever they change, here or in another tab. */
export function watch(slug, heard = () => {}) {
  watchers.push([slug, heard]);
  document.addEventListener('click', event => {
    const star = event.target.closest?.('button[data-favourite]');
    if (star) toggle(slug, star.dataset.favourite);
  });
  addEventListener('storage', event => { if (event.key === key(slug) || event.key === null) changed(slug); });
  changed(slug);
}

function changed(slug) {
  mark(slug);
  for (const [other, heard] of watchers) if (other === slug) heard(favourites(slug));
}
