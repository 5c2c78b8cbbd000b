// Hand files in one by one: dropped or chosen, each with how far it is; then the list below says what becomes of them.
"use strict";

(() => {
  const form = document.getElementById("by-file");
  if (!form) return;
  document.documentElement.classList.add("scripted");
  const drop = form.querySelector(".drop"), input = form.querySelector("input[type=file]"), shown = document.getElementById("sending");
  const status = shown.querySelector("[role=status]"), bar = shown.querySelector("progress"), list = shown.querySelector("ul");
  const most = Number(form.dataset.most);

  function line(name, told) {
    const item = document.createElement("li"), left = document.createElement("span"), right = document.createElement("span");
    left.textContent = name;
    right.textContent = told;
    right.className = "num soft";
    item.append(left, right);
    list.append(item);
    return right;
  }

  function send(file, told, progress) {
    return new Promise((resolve) => {
      const body = new FormData(), request = new XMLHttpRequest();
      body.append("csrf", form.elements.csrf.value);
      body.append("batch", form.elements.batch.value);
      body.append("file", file, file.name);
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
      request.upload.addEventListener("progress", (event) => {
        if (!event.lengthComputable) return;
        told.textContent = `${Math.round((100 * event.loaded) / event.total)} %`;
        progress(event.loaded / event.total);
      });
      request.addEventListener("loadend", () => {
        const done = request.status === 200;
        told.textContent = done ? shown.dataset.sent : `${shown.dataset.failed} (${request.status || "-"})`;
        told.className = done ? "num soft" : "differs";
        resolve(done);
      });
      request.send(body);
    });
  }

  async function handIn(chosen) {
    const files = [...chosen].slice(0, most);
    if (!files.length) return;
    shown.hidden = false;
    list.replaceChildren();
    let sent = 0, kept = 0;
    for (const [at, file] of files.entries()) {
      status.textContent = `${at + 1} / ${files.length}`;
      const told = line(file.name, "");
      if (file.size > Number(form.dataset.max)) {
        told.textContent = shown.dataset.large;
        told.className = "differs";
      } else if (await send(file, told, (part) => { bar.value = (at + part) / files.length; })) kept += 1;
      else told.className = "differs";
      sent += 1;
      bar.value = sent / files.length;
    }
    status.textContent = chosen.length > most ? shown.dataset.many : "";
    if (kept === files.length && chosen.length <= most) shown.hidden = true;
    input.value = "";
    if (!kept) return;
    const address = new URL(form.action, location.href);
    address.searchParams.set("batch", form.elements.batch.value);
    if (kept === files.length && chosen.length <= most) location.assign(address);
    else {
      history.replaceState(null, "", address);
      htmx.ajax("GET", address.pathname + address.search, { target: "#jobs", select: "#jobs", swap: "outerHTML" });
    }
  }

  input.addEventListener("change", () => handIn(input.files));
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault(); // a file dropped beside the box must not be opened instead of the page
      drop.classList.toggle("over", drop.contains(event.target));
    });
  }
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    drop.classList.remove("over");
    handIn(event.dataTransfer.files);
  });
})();
