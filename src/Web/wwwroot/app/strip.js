// The strip: one can scrub it, with a pointer or by keys, and the feed shows what was said from that minute on.
import { clock } from './times.js';

const box = () => document.getElementById('strip'), scrub = document.getElementById('scrub'), tip = document.getElementById('tip');
const PAGE = 5, SETTLED = 350, COVERED = 15;
let chosen = 0, marked = false, moving = false, timer = 0, zone = '';

/** What the strip shows: its measure, and its bars by place. */
function read() {
  const { first, step, count, length, bars } = box().dataset;
  const posts = new Map(bars.split(' ').filter(Boolean).map(bar => bar.split(':').map(Number)).map(([minute, number, seq]) => [minute, { number, seq }]));
  return { first: Number(first), step: Number(step), count: Number(count), length: Number(length), posts };
}

const start = () => Number(document.getElementById('talk').dataset.start);
const into = (minute, length) => minute < 0 ? `${-minute} minutes before` : minute < length ? `${minute} minutes in` : `${minute - length} minutes after`;
const many = number => number === 1 ? '1 post' : `${number} posts`;

/** Brings the slider to life; `go` is called with the number of the first post from the minute that was chosen. */
export function scrubbing(eventZone, go) {
  zone = eventZone;
  scrub.hidden = false;
  chosen = Math.max(0, nowPlace());
  tell();
  scrub.addEventListener('pointerdown', event => {
    if (event.button) return;
    moving = true;
    scrub.setPointerCapture(event.pointerId);
    choose(placeOf(event));
  });
  scrub.addEventListener('pointermove', event => moving ? choose(placeOf(event)) : hint(placeOf(event)));
  scrub.addEventListener('pointerup', () => { if (moving) settle(go, 0); moving = false; });
  scrub.addEventListener('pointercancel', () => { moving = false; hint(null); });
  scrub.addEventListener('pointerleave', () => { if (!moving) hint(document.activeElement === scrub ? chosen : null); });
  scrub.addEventListener('focus', () => { if (scrub.matches(':focus-visible')) hint(chosen); });
  scrub.addEventListener('blur', () => hint(null));
  scrub.addEventListener('keydown', event => {
    const { count } = read(), last = Math.min(count - 1, Math.max(0, nowPlace()));
    const to = { ArrowRight: chosen + 1, ArrowUp: chosen + 1, ArrowLeft: chosen - 1, ArrowDown: chosen - 1, PageUp: chosen + PAGE, PageDown: chosen - PAGE, Home: 0, End: last }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(to);
    settle(go, SETTLED);
  });
}

/** Where the line of now stands, and the mark of what is read; called every while, and after the strip was renewed. */
export function drawNow() {
  const { first, step, count } = read(), minute = (Date.now() / 1000 - start()) / 60, at = 100 * (minute - first) / (count * step);
  const group = box().querySelector('.now'), line = group.querySelector('line'), words = group.querySelector('text'), gone = at < 0 || at >= 100;
  group.toggleAttribute('hidden', gone);
  for (const x of ['x1', 'x2']) line.setAttribute(x, `${at}%`);
  words.setAttribute('x', `${at}%`);
  words.textContent = `${clock(new Date(), zone)} now`;
  for (const hour of box().querySelectorAll('.hour')) hour.classList.toggle('covered', !gone && Math.abs(parseFloat(hour.getAttribute('x')) - at) < COVERED);
  tell();
}

/** Shows on the strip from when what one reads is. */
export function markReading(at) {
  // What was just chosen by a key stands, while the page still scrolls.
  if (moving || timer || !at) return;
  const { first, step, count } = read(), place = Math.floor(((at / 1000 - start()) / 60 - first) / step);
  if (place >= 0 && place < count) choose(place, false);
}

function choose(place, seen = true) {
  marked = true;
  chosen = Math.min(read().count - 1, Math.max(0, place));
  tell();
  if (seen) hint(chosen);
}

function tell() {
  const { first, step, count, length, posts } = read(), minute = first + chosen * step, mark = box().querySelector('.mark');
  const attributes = { 'aria-valuemin': first, 'aria-valuemax': first + (count - 1) * step, 'aria-valuenow': minute, 'aria-valuetext': `${into(minute, length)}, ${many(posts.get(minute)?.number ?? 0)}` };
  for (const [name, value] of Object.entries(attributes)) scrub.setAttribute(name, value);
  for (const x of ['x1', 'x2']) mark.setAttribute(x, `${100 * (chosen + .5) / count}%`);
  mark.setAttribute('visibility', marked ? 'visible' : 'hidden');
}

function hint(place) {
  tip.hidden = place === null;
  if (place === null) return;
  const { first, step, count, posts } = read(), minute = first + place * step;
  tip.textContent = `${clock(new Date((start() + minute * 60) * 1000), zone)} · ${many(posts.get(minute)?.number ?? 0)}`;
  const room = box().clientWidth, half = tip.offsetWidth / 2;
  tip.style.left = `${Math.min(room - half, Math.max(half, room * (place + .5) / count))}px`;
}

function settle(go, wait) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = 0;
    const { first, step, posts } = read(), minute = first + chosen * step;
    const from = [...posts].filter(([each]) => each >= minute).map(([, { seq }]) => seq);
    const latest = [...posts.values()].map(({ seq }) => seq);
    if (latest.length) go(from.length ? Math.min(...from) : Math.max(...latest));
  }, wait);
}

const placeOf = event => {
  const { left, width } = scrub.getBoundingClientRect(), { count } = read();
  return Math.min(count - 1, Math.max(0, Math.floor(count * (event.clientX - left) / width)));
};
const nowPlace = () => {
  const { first, step, count } = read();
  return Math.min(count - 1, Math.floor(((Date.now() / 1000 - start()) / 60 - first) / step));
};
