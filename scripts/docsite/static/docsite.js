// Shows the page that is read in the middle of a navigation that is longer than the window.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector(".sidebar-scroll");
  const page = box?.querySelector(".current-page");
  if (page) {
    const down = page.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop = down - box.clientHeight / 2;
  }
});

// Gives each block of code a button that copies it; of a shell session, the commands alone.
document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll("article .highlight")) {
    const button = document.createElement("button");
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      const text = box.querySelector("pre").textContent;
      const commands = text.match(/^\$ .*$/gm)?.map((line) => line.slice(2) + "\n").join("");
      const isSession = box.parentElement.className.includes("console");
      try {
        await navigator.clipboard.writeText((isSession && commands) || text);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not allowed";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    box.append(button);
  }
});

// Lets the keyboard scroll a table that is wider than its page.
document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll(".table-wrapper")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
});

// Lets long names break where a word in them begins.
document.addEventListener("DOMContentLoaded", () => {
  const names = document.querySelectorAll("h1, table.docutils :is(td, th) :is(a, code)");
  for (const name of names) {
    const walker = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const parts = text.data.split(/(?<=[_.])(?=\w)|(?<=[a-z])(?=[A-Z])/);
      text.replaceWith(...parts.flatMap((part, n) => (n ? [document.createElement("wbr"), part] : [part])));
    }
  }
});
