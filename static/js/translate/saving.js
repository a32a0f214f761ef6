/* Saving on leaving a field; nobody's text is overwritten, nothing typed is lost. */

/**
 * Keep a line saved. `hooks` are told what came of it. `given` is the text the page came with: what was typed
 * before this script ran, or put back by the browser, is not saved yet.
 */
export function keepSaved(line, given, root, hooks) {
  const { element, field } = line;
  const foot = element.querySelector("[data-foot]");
  const conflict = element.querySelector("[data-conflict]");
  const seen = element.querySelector("[data-seen]");
  const words = root.dataset;
  let version = seen ? seen.defaultValue : given;
  let saved = given;
  let running = null;

  line.isDirty = () => field.value.trim() !== saved.trim();
  line.revert = () => {
    field.value = saved;
    conflict.hidden = true;
    hooks.typed(line);
  };
  line.save = async (isForced = false) => {
    while (running) {
      await running;
    }
    if (!isForced && !line.isDirty()) {
      return true;
    }
    running = send();
    const isSaved = await running;
    running = null;
    return isSaved;
  };
  line.take = (text, theirVersion) => {
    field.value = text;
    saved = text;
    remember(theirVersion);
    conflict.hidden = true;
  };
  line.accept = (answer) => {
    if (!line.isDirty()) {
      field.value = answer.text;
    }
    saved = answer.text;
    remember(answer.version);
    show(answer);
  };

  function remember(next) {
    version = next;
    if (seen) {
      seen.value = next;
    }
  }

  function show(answer) {
    if (answer.foot) {
      foot.innerHTML = answer.foot;
    } else {
      foot.textContent = words.saved;
    }
    if (answer.state) {
      element.dataset.state = answer.state;
      element.dataset.warned = answer.warned ? "1" : "";
    }
  }

  async function send() {
    const sent = field.value;
    const body = new URLSearchParams({ text: sent, seen: version });
    for (const name of ["path", "name"]) {
      if (element.dataset[name]) {
        body.set(name, element.dataset[name]);
      }
    }
    hooks.status(words.saving);
    let response;
    let answer;
    try {
      response = await fetch(element.dataset.saveUrl, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": hooks.token(), Accept: "application/json" },
      });
      answer = await response.json();
    } catch {
      hooks.status(words.notSaved);
      complain(words.noAnswer);
      return false;
    }
    if (response.status === 409) {
      hooks.status(words.notSaved);
      showConflict(answer);
      return false;
    }
    if (!response.ok) {
      hooks.status(words.notSaved);
      complain(answer.error ?? words.noAnswer);
      return false;
    }
    conflict.hidden = true;
    if (field.value === sent && field.value !== answer.text && document.activeElement !== field.element) {
      field.value = answer.text;
    }
    saved = field.value === sent ? field.value : answer.text;
    remember(answer.version);
    show(answer);
    hooks.status(words.saved);
    hooks.saved(line, answer);
    return true;
  }

  function complain(message) {
    const item = document.createElement("p");
    item.className = "tr-finding tr-finding--error";
    item.setAttribute("role", "alert");
    item.textContent = message;
    const findings = foot.querySelector("[data-findings]") ?? foot;
    findings.replaceChildren(item);
  }

  function showConflict(answer) {
    const message = document.createElement("p");
    message.textContent = answer.conflict;
    const label = document.createElement("p");
    label.textContent = words.theirs;
    const theirs = document.createElement("blockquote");
    theirs.textContent = answer.text || "—";
    const mine = button(words.keepMine, () => {
      remember(answer.version);
      line.save(true);
    });
    const take = button(words.takeTheirs, () => {
      line.take(answer.text, answer.version);
      field.element.focus();
    });
    conflict.replaceChildren(message, label, theirs, mine, " ", take);
    conflict.hidden = false;
  }
}

function button(label, action) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "button button-small button-secondary";
  element.textContent = label;
  element.addEventListener("click", action);
  return element;
}
