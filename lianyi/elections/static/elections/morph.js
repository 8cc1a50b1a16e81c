// Brings a part of the page up to date and leaves in place what is still there: a field keeps what is typed into it (an
// input method would lose its half-written character otherwise), a button that is held stays under the finger.

export function morph(root, fresh) {
  children(root, fresh);
}

export function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

function children(old, fresh) {
  let next = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const found = sought(next, wanted);
    if (!found) {
      old.insertBefore(wanted, next);
      continue;
    }
    while (next !== found) next = dropped(next);
    next = found.nextSibling;
    renew(found, wanted);
  }
  while (next) next = dropped(next);
}

// What has a key is looked for among all that follow; what has none must stand at this very place.
function sought(next, wanted) {
  if (!keyOf(wanted)) return next && isSame(next, wanted) ? next : null;
  for (let node = next; node; node = node.nextSibling) if (isSame(node, wanted)) return node;
  return null;
}

function isSame(one, other) {
  if (one.nodeName !== other.nodeName || keyOf(one) !== keyOf(other)) return false;
  return Boolean(keyOf(one)) || one.classList?.[0] === other.classList?.[0];
}

function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  return node.dataset.key || node.id || node.getAttribute("action") || "";
}

function renew(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if (old.hasAttribute("data-keep") || old.isEqualNode(fresh)) return;
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !(name === "open" && old.matches("details"))) old.removeAttribute(name);
  }
  children(old, fresh);
}

function dropped(node) {
  const after = node.nextSibling;
  node.remove();
  return after;
}
