// Makes the program of its page editable, and runs it in a worker when the reader says so.
const SCRIPT = document.currentScript.src;
const MOST_LINES = 1000; // of output, so that a loop that prints does not fill the page

function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

// Return what the reader has to do before the program can run here, or nothing.
async function obstacle() {
  if (location.protocol === "file:") {
    return ["A browser runs the program only if a server sends the page. See ",
            element("a", { href: "#build-this-page" }, "Build this page"), "."];
  }
  const found = await fetch(new URL("../playground/pyodide.mjs", SCRIPT), { method: "HEAD" })
    .then((response) => response.ok, () => false);
  if (found) return undefined;
  return ["This site was built without Pyodide, so the program does not run here. See ",
          element("a", { href: "#build-this-page" }, "Build this page"), "."];
}

function playground(block) {
  const program = block.querySelector("pre").textContent;
  const editor = element("textarea", {
    value: program, rows: program.split("\n").length, spellcheck: false, autocapitalize: "off",
    ariaLabel: "Program", wrap: "off",
  });
  const output = element("pre", { className: "output", ariaLabel: "Output", tabIndex: 0 });
  const status = element("span", { role: "status" });
  const run = element("button", { type: "button" }, "Run");
  const stop = element("button", { type: "button", disabled: true }, "Stop");
  const reset = element("button", { type: "button" }, "Reset");
  let worker;
  let started;

  function end(text) {
    status.textContent = text;
    run.disabled = false;
    stop.disabled = true;
  }
  function discard(text) {
    worker.terminate();
    worker = undefined;
    end(text);
  }
  function show({ data, target }) {
    if (target !== worker) return;
    if ("line" in data) {
      if (output.childNodes.length < MOST_LINES) output.append(`${data.line}\n`);
      else discard(`Stopped after ${MOST_LINES} lines.`);
    } else if ("broken" in data) discard(`Python could not start: ${data.broken}`);
    else if ("succeeded" in data) {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      end(`${data.succeeded ? "Finished" : "Failed"} after ${seconds} s.`);
    } else {
      status.textContent = "Running…";
      started = performance.now();
    }
  }
  run.addEventListener("click", () => {
    run.disabled = true;
    stop.disabled = false;
    output.textContent = "";
    status.textContent = worker ? "Running…" : "Loading Python…";
    if (!worker) {
      worker = new Worker(new URL("playground-worker.mjs", SCRIPT), { type: "module" });
      worker.addEventListener("message", show);
      worker.addEventListener("error", (event) => {
        discard(`Python could not start: ${event.message || "a file is missing"}`);
      });
    }
    worker.postMessage(editor.value);
  });
  stop.addEventListener("click", () => discard("Stopped."));
  reset.addEventListener("click", () => { editor.value = program; });
  const buttons = element("div", { className: "buttons" }, run, stop, reset, status);
  block.replaceWith(element("div", { className: "playground" }, editor, buttons, output));
}

document.addEventListener("DOMContentLoaded", async () => {
  const block = document.querySelector("article .highlight-python");
  const note = await obstacle();
  if (note) block.after(element("p", { className: "playground-note" }, ...note));
  else playground(block);
});
