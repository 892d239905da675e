// A photo of the filmstrip large, over the page; from one to the next with the arrows. What is marked as sensitive is shown once that is wanted.
const viewer = document.getElementById('viewer'), film = document.getElementById('film'), part = name => document.getElementById(`viewer-${name}`);
let at = null;

const shots = () => [...film.querySelectorAll('.shot')];

/** Brings the filmstrip to life; `go` is called with the number of a photo's post to read on from. */
export function filmstrip(go) {
  film.addEventListener('click', event => {
    const shot = event.target.closest('.shot');
    if (!shot || event.ctrlKey || event.metaKey || event.shiftKey || !viewer.showModal) return;
    event.preventDefault();
    show(shot, true);
    viewer.showModal();
  });
  part('back').addEventListener('click', () => turn(-1));
  part('on').addEventListener('click', () => turn(1));
  part('close').addEventListener('click', () => viewer.close());
  part('post').addEventListener('click', event => {
    event.preventDefault();
    viewer.close();
    go(Number(at.dataset.from));
  });
  viewer.addEventListener('click', event => { if (event.target === viewer) viewer.close(); });
  viewer.addEventListener('keydown', event => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) turn(step);
  });
  viewer.addEventListener('close', () => {
    part('picture').replaceChildren();
    if (at?.isConnected) at.focus({ preventScroll: true });
  });
}

/** Shows the latest photo while the talk runs, as long as nobody has gone back to earlier ones. */
export function keepLatest(renew) {
  const reel = film.querySelector('.reel'), latest = !reel || reel.scrollLeft + reel.clientWidth > reel.scrollWidth - 8;
  renew();
  const now = film.querySelector('.reel');
  if (latest && now) now.scrollLeft = now.scrollWidth;
}

/** What is gone from the film is gone from the large view too. */
export function renewFilm() {
  if (!viewer.open) return;
  if (!at.isConnected) viewer.close();
  else show(at, true, true);
}

/** A post's photos leave with it. */
export function dropShots(ids) {
  const gone = new Set(ids);
  for (const shot of shots()) if (gone.has(shot.dataset.post)) shot.closest('li').remove();
  renewFilm();
}

function turn(step) {
  const all = shots(), next = all[all.indexOf(at) + step];
  if (next) show(next, false);
}

function show(shot, wanted, same = false) {
  const { by, when, alt, from, veiled } = shot.dataset, all = shots(), index = all.indexOf(shot);
  at = shot;
  part('when').textContent = `${when} · ${by} · ${index + 1} of ${all.length}`;
  part('alt').textContent = alt || 'no description';
  part('alt').classList.toggle('none', !alt);
  part('post').href = `?view=start&from=${from}`;
  part('back').disabled = index === 0;
  part('on').disabled = index === all.length - 1;
  if (same) return;
  part('picture').replaceChildren(veiled && !wanted ? cover(shot) : picture(shot));
}

function picture(shot) {
  const { alt, by } = shot.dataset;
  return Object.assign(new Image(), { src: shot.href, alt: alt || `Photo by ${by}, no description` });
}

function cover(shot) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-outline-secondary', textContent: 'Marked as sensitive. Show it' });
  button.addEventListener('click', () => {
    part('picture').replaceChildren(picture(shot));
    part('close').focus();
  });
  return button;
}
