// Makes what is on the page like what the server says now, and touches nothing that is alike: focus, scroll positions, pictures that have been
// loaded and what somebody opened stay as they are.

/** Morphs every element of `html` that has an id into the one with the same id on the page. */
export function morphAll(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  for (const wanted of template.content.children) {
    const shown = wanted.id && document.getElementById(wanted.id);
    if (shown) morph(shown, wanted);
  }
}

/** Makes an element on the page like another, with all that is in it. */
export function morph(shown, wanted) {
  for (const { name } of [...shown.attributes]) if (!wanted.hasAttribute(name) && !kept(shown, name)) shown.removeAttribute(name);
  for (const { name, value } of wanted.attributes) if (shown.getAttribute(name) !== value && !kept(shown, name)) shown.setAttribute(name, value);
  morphChildren(shown, wanted);
}

// What the visitor did, and what a script has shown, is not the server's to say.
const kept = (element, name) => name === 'open' && element.localName === 'details' || name === 'aria-pressed' || name === 'hidden' && element.matches('.star');

function morphChildren(shown, wanted) {
  const keyed = new Map([...shown.children].filter(key).map(child => [key(child), child]));
  let at = shown.firstChild;
  for (const child of [...wanted.childNodes]) {
    const same = key(child) ? keyed.get(key(child)) : at && !key(at) && alike(at, child) ? at : null;
    if (!same) {
      shown.insertBefore(child, at);
      continue;
    }
    if (same === at) at = at.nextSibling;
    else shown.insertBefore(same, at);
    if (same.nodeType === Node.ELEMENT_NODE) morph(same, child);
    else if (same.data !== child.data) same.data = child.data;
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

const key = node => node.nodeType === Node.ELEMENT_NODE ? node.dataset?.post && node.localName === 'article' ? node.dataset.post : node.dataset?.key ?? node.id : '';
const alike = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName;
