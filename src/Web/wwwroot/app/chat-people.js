// Whom a reader follows or muted in chats: accounts, as network:handle, kept in their own browser and nowhere else.
const KEYS = { muted: 'backchannel-muted', followed: 'backchannel-followed' }, MOST = 2_000;

function read(key) {
  try {
    const accounts = JSON.parse(localStorage.getItem(key));
    return new Set(Array.isArray(accounts) ? accounts.filter(account => typeof account === 'string') : []);
  } catch {
    return new Set();
  }
}

const known = { muted: read(KEYS.muted), followed: read(KEYS.followed) };

function keep(which) {
  try {
    localStorage.setItem(KEYS[which], JSON.stringify([...known[which]].slice(-MOST)));
  } catch {
    // A browser that stores nothing keeps it for as long as the page is open.
  }
}

export const isMuted = account => known.muted.has(account);
export const follows = account => known.followed.has(account);
export const muted = () => [...known.muted];

export function mute(account) {
  known.muted.add(account);
  keep('muted');
}

export function unmute(account) {
  known.muted.delete(account);
  keep('muted');
}

/** An account as people read it: what stands behind its network, or the name on our own page. */
export const nameOf = account => account.replace(/^[^:]*:/, '').replaceAll('_', ' ');

export function toggleFollow(account) {
  if (!known.followed.delete(account)) known.followed.add(account);
  keep('followed');
}

addEventListener('storage', event => {
  if (event.key === KEYS.muted || event.key === KEYS.followed || event.key === null) [known.muted, known.followed] = [read(KEYS.muted), read(KEYS.followed)];
});
